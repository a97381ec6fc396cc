import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { pictureOf } from '../window/looks.ts';

/** The most that the guide's pictures may take, in bytes: they are packed with the program. */
export const mostBytes = 7 * 1024 * 1024;

export type AlbumOptions = {
  folder: string;
  /** The pictures of the tour are numbered; those of the guide are named by it. */
  numbered: boolean;
};

/** Pictures that are made anew as a whole, and what was said meanwhile. */
export class Album {
  #app: ElectronApplication;
  #page: Page;
  readonly #options: AlbumOptions;
  readonly #made: string[] = [];
  readonly #lines: string[] = [];

  constructor(app: ElectronApplication, page: Page, options: AlbumOptions) {
    this.#app = app;
    this.#page = page;
    this.#options = options;
    mkdirSync(options.folder, { recursive: true });
    for (const file of readdirSync(options.folder)) rmSync(join(options.folder, file));
  }

  /** Goes on in the window of another program. */
  turnTo(app: ElectronApplication, page: Page): void {
    this.#app = app;
    this.#page = page;
  }

  /** The window as it stands, once nothing in it moves any more; what was pointed at explains itself no longer. */
  readonly picture = async (name: string): Promise<void> => {
    const { folder, numbered } = this.#options;
    const number = numbered ? `${String(this.#made.length + 1).padStart(2, '0')}-` : '';
    // A step that is done by somebody else again was pictured before.
    if (!numbered && this.#made.includes(`${name}.png`)) return;
    await this.#page.mouse.move(1, 1);
    await this.#page.locator('[role="tooltip"]:visible').first().waitFor({ state: 'hidden' });
    writeFileSync(join(folder, `${number}${name}.png`), await pictureOf(this.#app, this.#page));
    this.#made.push(`${number}${name}.png`);
  };

  say(line: string): void {
    this.#lines.push(line);
    process.stderr.write(`${line}\n`);
  }

  /** Leaves what was said beside the pictures. */
  saveWords(name: string): void {
    writeFileSync(join(this.#options.folder, name), `${this.#lines.join('\n')}\n`);
  }

  /** What is wrong with the album beside a guide: one sentence each, none if the two belong together. */
  faults(guide: string): string[] {
    const shown = [...readFileSync(guide, 'utf8').matchAll(/\(user-guide\/([^)]+)\)/g)].map(
      ([, name = '']) => name,
    );
    const bytes = this.#made.reduce((sum, name) => sum + statSync(join(this.#options.folder, name)).size, 0);
    return [
      ...shown.filter((name) => !this.#made.includes(name)).map((name) => `nie zrobiono ${name}`),
      ...this.#made.filter((name) => !shown.includes(name)).map((name) => `nikt nie pokazuje ${name}`),
      ...(bytes > mostBytes ? [`obrazy zajmują ${bytes} bajtów, najwyżej ${mostBytes}`] : []),
    ];
  }
}
