import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';

/** The most that all pictures together may take, in bytes: they are packed with the program. */
const most = 3 * 1024 * 1024;

/** The pictures of the guide: made anew as a whole, and no others than the guide shows. */
export class Album {
  readonly #folder: string;
  readonly #made: string[] = [];

  constructor(folder: string) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true });
    for (const file of readdirSync(folder)) rmSync(join(folder, file));
  }

  /** The window as it stands, once nothing in it moves any more. `name` = the file without its `.png`. */
  async picture(page: Page, name: string): Promise<void> {
    // Nothing lies under the mouse.
    await page.mouse.move(1, 1);
    await page.screenshot({
      path: join(this.#folder, `${name}.png`),
      animations: 'disabled',
      caret: 'hide',
    });
    this.#made.push(`${name}.png`);
  }

  /** What is wrong with the album beside a guide: one sentence each, none if the two belong together. */
  faults(guide: string): string[] {
    const shown = [...readFileSync(guide, 'utf8').matchAll(/\(user-guide\/([^)]+)\)/g)].map(
      ([, name = '']) => name,
    );
    const bytes = this.#made.reduce((sum, name) => sum + statSync(join(this.#folder, name)).size, 0);
    return [
      ...shown.filter((name) => !this.#made.includes(name)).map((name) => `nie zrobiono ${name}`),
      ...this.#made.filter((name) => !shown.includes(name)).map((name) => `nikt nie pokazuje ${name}`),
      ...(bytes > most ? [`obrazy zajmują ${bytes} bajtów, najwyżej ${most}`] : []),
    ];
  }
}
