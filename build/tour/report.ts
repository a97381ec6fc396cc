import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication, Locator, Page } from '@playwright/test';
import type { Client } from 'pg';
import { pictureOf } from '../window/looks.ts';

type Entry = { seq: string; kind: string; reason: string | null; login: string };

/**
 * What the tour leaves behind: numbered pictures and `tour.txt`. Every touch of a control goes through `click`, `fill` and `press`, so that the inputs
 * that it counts are the inputs that were needed.
 */
export class Report {
  readonly #folder: string;
  readonly #ledger: Client;
  readonly #app: ElectronApplication;
  readonly #lines: string[] = [];
  #pictures = 0;
  #inputs = 0;
  #seen = 0;

  constructor(folder: string, ledger: Client, app: ElectronApplication) {
    this.#folder = folder;
    this.#ledger = ledger;
    this.#app = app;
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
  }

  async start(): Promise<void> {
    await this.#newEntries();
  }

  async click(target: Locator): Promise<void> {
    this.#inputs += 1;
    await target.click();
  }

  async fill(target: Locator, text: string): Promise<void> {
    this.#inputs += 1;
    await target.fill(text);
  }

  /** Performs one step and writes down how many inputs it took and what the ledger has since; more than `atMost` inputs fail the tour. */
  async step(title: string, work: () => Promise<void>, atMost?: number): Promise<void> {
    this.#inputs = 0;
    await work();
    const inputs = this.#inputs;
    if (atMost !== undefined && inputs > atMost)
      throw new Error(`${title}: ${inputs} inputs, at most ${atMost} allowed`);
    const allowed = atMost === undefined ? '' : ` (najwyżej ${atMost})`;
    this.say(`${title}\n   działania: ${inputs}${allowed}`);
    for (const { seq, kind, reason, login } of await this.#newEntries()) {
      this.say(`   księga: wpis ${seq} ${kind}${reason === null ? '' : ` – ${reason}`} (${login})`);
    }
  }

  say(line: string): void {
    this.#lines.push(line);
    process.stderr.write(`${line}\n`);
  }

  /** A numbered picture of the window, once nothing in it moves any more; what was pointed at explains itself no longer. */
  async picture(page: Page, name: string): Promise<void> {
    await page.mouse.move(1, 1);
    await page.locator('[role="tooltip"]:visible').first().waitFor({ state: 'hidden' });
    writeFileSync(this.#nextPicture(name), await pictureOf(this.#app, page));
  }

  #nextPicture(name: string): string {
    this.#pictures += 1;
    return join(this.#folder, `${String(this.#pictures).padStart(2, '0')}-${name}.png`);
  }

  save(): void {
    writeFileSync(join(this.#folder, 'tour.txt'), `${this.#lines.join('\n')}\n`);
  }

  async #newEntries(): Promise<Entry[]> {
    const { rows } = await this.#ledger.query<Entry>(
      "SELECT seq, kind, payload::jsonb ->> 'reason' AS reason, login FROM office.entry WHERE seq > $1 ORDER BY seq",
      [this.#seen],
    );
    this.#seen = Number(rows.at(-1)?.seq ?? this.#seen);
    return rows;
  }
}
