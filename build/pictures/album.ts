import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { pictureOf, resizeTo, type Size, usual } from '../window/looks.ts';

const large: Size = { width: 1920, height: 1080, zoom: 2 };

/** How the window may look: what its pictures' names say of it, the colours that the system asks for, the size. The first is the usual one. */
const looks = [
  { suffix: '', colours: { colorScheme: 'light', forcedColors: 'none' }, size: usual },
  { suffix: '.ciemny', colours: { colorScheme: 'dark', forcedColors: 'none' }, size: usual },
  { suffix: '.kontrast', colours: { colorScheme: 'dark', forcedColors: 'active' }, size: usual },
  { suffix: '.200', colours: { colorScheme: 'light', forcedColors: 'none' }, size: large },
  { suffix: '.200-kontrast', colours: { colorScheme: 'dark', forcedColors: 'active' }, size: large },
] as const;

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
    return this.#wear(looks[0]);
  }

  /** Takes the page as it stands, in every look; the window is left as it was. */
  async take(name: string): Promise<void> {
    this.#pictures += 1;
    const file = `${this.#part}-${String(this.#pictures).padStart(2, '0')}-${name}`;
    for (const worn of looks) {
      await this.#wear(worn);
      const png = await pictureOf(this.#app, this.#page);
      writeFileSync(join(this.#folder, `${file}${worn.suffix}.png`), png);
    }
    await this.#wear(looks[0]);
  }

  async #wear({ colours, size }: (typeof looks)[number]): Promise<void> {
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
