import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { pictureOf, resizeTo, type Size, usual } from '../window/looks.ts';

const large: Size = { width: 1920, height: 1080, zoom: 2 };

/** How the window may look: the colours that the system asks for, and the size. The first is how every picture is taken. */
const looks = {
  jasny: { colours: { colorScheme: 'light', forcedColors: 'none' }, size: usual },
  ciemny: { colours: { colorScheme: 'dark', forcedColors: 'none' }, size: usual },
  kontrast: { colours: { colorScheme: 'dark', forcedColors: 'active' }, size: usual },
  '200': { colours: { colorScheme: 'light', forcedColors: 'none' }, size: large },
  '200-kontrast': { colours: { colorScheme: 'dark', forcedColors: 'active' }, size: large },
} as const;
export type Look = keyof typeof looks;

/** The main pages are taken in every look. */
export const everyLook = Object.keys(looks) as Look[];
export const andLarge = ['jasny', '200'] as const;
export const andContrast = ['jasny', 'kontrast'] as const;
export const contrastAndLarge = ['jasny', 'kontrast', '200'] as const;

/** Numbered pictures of one part of the program in a folder: `szukaj-03-bez-wynikow.png`, `szukaj-03-bez-wynikow.ciemny.png`. */
export class Album {
  readonly #folder: string;
  readonly #part: string;
  readonly #app: ElectronApplication;
  readonly #page: Page;
  #pictures = 0;

  constructor(folder: string, part: string, { app, page }: { app: ElectronApplication; page: Page }) {
    mkdirSync(folder, { recursive: true });
    this.#folder = folder;
    this.#part = part;
    this.#app = app;
    this.#page = page;
  }

  get count(): string {
    return `${String(this.#pictures)} stanów`;
  }

  /** The usual look, before the first picture. */
  begin(): Promise<void> {
    return this.#wear('jasny');
  }

  /** Takes the page as it stands, in each of the looks; the window is left as it was. */
  async take(name: string, at: readonly Look[] = ['jasny']): Promise<void> {
    this.#pictures += 1;
    const file = `${this.#part}-${String(this.#pictures).padStart(2, '0')}-${name}`;
    for (const look of at) {
      await this.#wear(look);
      const png = await pictureOf(this.#app, this.#page);
      writeFileSync(join(this.#folder, look === 'jasny' ? `${file}.png` : `${file}.${look}.png`), png);
    }
    if (at.at(-1) !== 'jasny') await this.#wear('jasny');
  }

  async #wear(look: Look): Promise<void> {
    const { colours, size } = looks[look];
    // Nothing is pointed at but what a part points at: the corner of the title bar.
    await this.#page.mouse.move(1, 1);
    await this.#page.emulateMedia({ ...colours, reducedMotion: 'reduce' });
    await resizeTo(this.#app, this.#page, size);
    // As for who works at this size: what has the focus is in view, with what is said of it; a popover stands where it was opened from.
    await this.#page.evaluate(() => {
      const focused = document.activeElement;
      const opener =
        focused?.closest('.fui-PopoverSurface') && document.querySelector('button[aria-expanded="true"]');
      (opener ?? focused?.closest('.fui-Field') ?? focused)?.scrollIntoView({ block: 'nearest' });
    });
  }
}
