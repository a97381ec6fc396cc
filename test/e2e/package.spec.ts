import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import type * as fs from 'node:fs';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import type { PackageInput } from '../../shared/register.ts';
import { addDays, legalDay } from '../../shared/warsaw.ts';
import { listenTo, saveInto } from '../../build/window/hand.ts';
import { findPython, noPython } from '../unit/python.ts';
import { dayText } from '../../renderer/ui/time.ts';
import { expectGood } from './audit.ts';
import { entriesOf, headOf } from './ledger.ts';
import { expect, planOf, test, who, type RunningOffice } from './office.ts';
import { readPaper } from './paper.ts';
import { expectWhole } from './whole.ts';

/** „Pakiet dla kontroli”: what leaves for an inspection is whole, says nothing of callers, and proves itself without us. */

test.use({ seed: { of: 'package', choose: ({ matter }) => matter === 'obietnica' } });

const names = [
  ...['formats.md', 'ksiega', 'odsluchania.csv', 'przeglady.csv', 'skany', 'spis.pdf'],
  ...['spis.sha256'],
  ...['sprawy.csv', 'upowaznienia.csv', 'verify.py', 'zasady.csv'],
];
const scan = readFileSync(join(import.meta.dirname, '../../docs/vectors/scan.png'));
const why = 'Kontrola UODO, upoważnienie 12/2026';
const made = (folder: string): string[] => readdirSync(folder).filter((name) => name.startsWith('pakiet'));

test('a package for an inspection is whole, holds no caller, and is checked where nothing of ours is', async ({
  office,
  signedIn,
  folder,
}) => {
  const listener = await signedIn(who.listener, { home: join(folder, 'listener') });
  await listenTo(listener.page, planOf(office, 'obietnica'));
  await listener.app.close();
  const { app, page } = await signedIn(who.secretary);
  const deputy = await signedIn(who.deputy, { home: join(folder, 'deputy') });
  const scanned = await regulation(office, page, deputy.page);
  await deputy.app.close();
  const chosen = writable(folder, 'chosen');
  await chooses(app, chosen);
  const before = await headOf(office);

  await page.getByRole('button', { name: 'Pakiet dla kontroli…' }).press('Enter');
  const panel = page.getByRole('region', { name: 'Pakiet dla kontroli' });
  const make = panel.getByRole('button', { name: 'Wybierz folder…' });
  await make.press('Enter');
  await expect(panel.getByLabel('Podstawa kontroli')).toBeFocused();
  await expectGood(app, page, 'package');
  await panel.getByLabel('Podstawa kontroli').fill(why);
  await panel.getByLabel('Znak sprawy').fill('ADK.1711.3.2026');
  await make.press('Enter');
  await expect(panel.getByText('Zapisano pakiet w wybranym folderze.')).toBeVisible();
  const [name = ''] = made(chosen);
  expect(name).toBe(`pakiet-dla-kontroli_${legalDay().slice(0, 4)}-01-01_${legalDay()}`);
  const at = (...path: string[]): string => join(chosen, name, ...path);

  await test.step('every file has the hash of the list, and the list that of the entry', async () => {
    expect(readdirSync(at()).sort()).toEqual(names);
    expect(readdirSync(at('skany'))).toEqual([scanned]);
    expect(readFileSync(at('skany', scanned))).toEqual(scan);
    const sums = readFileSync(at('spis.sha256'));
    const paper = readPaper(at('spis.pdf')).text;
    const listed = sums.toString().trimEnd().split('\n');
    expect(listed.length).toBeGreaterThan(names.length - 3);
    for (const line of listed) {
      const [sha256 = '', file = ''] = line.split('  ');
      expect(hashOf(readFileSync(at(file)))).toBe(sha256);
      expect(paper.replaceAll(' ', '')).toContain(sha256);
    }
    const reads = await entriesOf(office, 'read', before);
    const left = reads.filter(({ payload }) => payload['what'] === 'package');
    expect(left).toMatchObject([
      {
        payload: { login: who.secretary, rows: 1, sha256: hashOf(sums) },
        words: { occasion: `${why}; ADK.1711.3.2026` },
      },
    ]);
  });

  await test.step('no caller, no reason, and no words of the ledger', () => {
    const caller = planOf(office, 'obietnica').sidecar.caller ?? '';
    for (const file of readdirSync(at(), { recursive: true, encoding: 'utf8' }))
      if (/\.(csv|jsonl|sha256)$/.test(file)) {
        const text = readFileSync(at(file), 'utf8');
        expect(text).not.toContain(caller.slice(-9));
        expect(text).not.toContain('"displayName"');
        if (file.endsWith('.csv')) expect(text.startsWith('\uFEFF') && text.endsWith('\r\n')).toBe(true);
      }
    expect(readFileSync(at('odsluchania.csv'), 'utf8')).toContain('Anna Nowak');
    expect(readFileSync(at('upowaznienia.csv'), 'utf8')).toContain('Anna Nowak');
  });

  await test.step('somebody else’s Python says so, and names what was changed', () => {
    const python = findPython() ?? '';
    expect(python, noPython).not.toBe('');
    const [, options = ''] = /ksiega\/dowod\.jsonl (--proof --keeper ed25519:.+? --head \d+:[0-9a-f ]+)/.exec(
      readPaper(at('spis.pdf')).text,
    ) ?? ['', ''];
    const [, key = '', head = ''] = /--keeper (.+) --head (.+)$/.exec(options) ?? [];
    const elsewhere = mkdtempSync(join(tmpdir(), 'odsluch-inspection-'));
    cpSync(at(), elsewhere, { recursive: true });
    chmodSync(elsewhere, 0o755);
    // As another account, where the one of the tests may choose one.
    const account = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
    const check = (): string =>
      spawnSync(
        python,
        [
          ...['-I', 'verify.py', 'ksiega/dowod.jsonl', '--proof', '--keeper', key.replaceAll(' ', '')],
          ...['--head', head.replaceAll(' ', '').slice(0, head.indexOf(':') + 65)],
        ],
        { ...account, cwd: elsewhere, encoding: 'utf8', env: {} },
      ).stdout;
    expect(check()).toMatch(/^OK \d+ entries, \d+ to \d+ with what they say, head /);
    const proof = join(elsewhere, 'ksiega', 'dowod.jsonl');
    const text = readFileSync(proof, 'utf8');
    const release = text.split('\n').findIndex((line) => line.includes('\\"kind\\":\\"release\\"')) + 1;
    writeFileSync(proof, text.replace('\\"kind\\":\\"release\\"', '\\"kind\\":\\"releasf\\"'));
    expect(check()).toContain(`FAULT entry ${release}: hash`);
    rmSync(elsewhere, { recursive: true });
  });

  await test.step('nothing half is left: where it lies already, where the folder is gone, and after „Przerwij”', async () => {
    await make.press('Enter');
    await expect(panel.getByRole('alert')).toContainText('Należy wybrać inny folder.');
    expect(made(chosen)).toEqual([name]);
    await chooses(app, join(folder, 'gone'));
    await make.press('Enter');
    await expect(panel.getByRole('alert')).toContainText('Należy wybrać inny folder.');
    const other = writable(folder, 'other');
    await chooses(app, other);
    const today = legalDay();
    const asked = { basis: why, case: 'ADK.1711.3.2026', from: today, to: today };
    const entered = await headOf(office);
    expect(await stoppedAt(page, asked, 0)).toBe('stopped');
    expect(await entriesOf(office, 'read', entered)).toEqual([]);
    expect(await stoppedAt(page, asked, 14)).toBe('stopped');
    expect(readdirSync(other)).toEqual([]);
    await vanishes(app, other, 14);
    expect(await stoppedAt(page, asked, Infinity)).toBe('package-not-saved');
    expect(readdirSync(other)).toEqual([]);
    // What is not whole does not have the name.
    const passing = await app.evaluate(() => Reflect.get(globalThis, 'passing') as string);
    expect(passing).toMatch(/^pakiet.+\.[0-9a-f]{8}$/);
    // What was on the way to a disk is entered, though none of it arrived.
    expect(await entriesOf(office, 'read', entered)).toHaveLength(2);
  });
  await expectWhole(office);
});

/** A regulation on paper, entered by the Secretary and confirmed by the deputy; returns the name of its scan in a package. */
async function regulation(office: RunningOffice, page: Page, deputy: Page): Promise<string> {
  const before = await headOf(office);
  const today = legalDay();
  await page.evaluate(
    ([day, file, password]) =>
      window.office.call('rules.register', {
        ...{ file: Uint8Array.from(file), password },
        row: {
          ...{ number: null, of: 'regulation', from: day, to: null },
          content: { number: '120/2026', day, title: 'Regulaminu nagrań' },
        },
        signed: { paper: '120/2026', signatory: null, signatoryName: 'Rada', signedOn: day },
      }),
    [today, [...scan], office.person(who.secretary).password] as const,
  );
  const [entry] = await entriesOf(office, 'instrument', before);
  if (entry === undefined) throw new Error('it was not entered');
  const { seq, hash, payload } = entry;
  await deputy.evaluate(
    ([shown, password]) => window.office.call('authorisation.confirm', { shown: [shown], password }),
    [{ seq, hash }, office.person(who.deputy).password] as const,
  );
  expect(await entriesOf(office, 'confirmed', seq)).toHaveLength(1);
  return `${(payload.rows[0]?.number ?? '').replaceAll('/', '_')}_wpis-${seq}.png`;
}

/** Takes away what is in a folder as soon as so many steps are done, as somebody pulls out a disk. */
async function vanishes(app: ElectronApplication, folder: string, step: number): Promise<void> {
  await app.evaluate(
    ({ webContents }, [within, last]) => {
      const program = Reflect.get(process, 'mainModule') as NodeJS.Module;
      const { readdirSync, rmSync } = program.require('node:fs') as typeof fs;
      for (const contents of webContents.getAllWebContents()) {
        const send = contents.send.bind(contents);
        contents.send = (channel: string, ...told: { done?: number }[]) => {
          if (channel === 'register.progress' && (told[0]?.done ?? 0) >= last)
            for (const name of readdirSync(within)) {
              rmSync(`${within}/${name}`, { recursive: true });
              Reflect.set(globalThis, 'passing', name);
            }
          send(channel, ...told);
        };
      }
    },
    [folder, step] as const,
  );
}

test('a statement of any days says who listened, and up to which entry it knows', async ({
  office,
  signedIn,
  folder,
}) => {
  const listener = await signedIn(who.listener, { home: join(folder, 'listener') });
  await listenTo(listener.page, planOf(office, 'obietnica'));
  await listener.app.close();
  const { app, page } = await signedIn(who.secretary);
  await page.getByRole('button', { name: 'Więcej czynności' }).click();
  await page.getByRole('menuitem', { name: 'Zestawienie za okres…' }).click();
  const panel = page.getByRole('region', { name: 'Zestawienie za okres' });
  await panel.getByLabel('Okres od').fill(dayText(legalDay()));
  await panel.getByLabel('Okres do').fill(dayText(addDays(legalDay(), -1)));
  await panel.getByRole('button', { name: 'Drukuj' }).press('Enter');
  await expect(panel.getByText('Okres kończy się przed początkiem.')).toBeVisible();
  await expectGood(app, page, 'statement');
  await panel.getByLabel('Okres do').fill(dayText(legalDay()));
  await saveInto(app, folder);
  await panel.getByRole('button', { name: 'Zapisz PDF…' }).press('Enter');
  await expect(panel.getByText('Zapisano.')).toBeVisible();
  const { text } = readPaper(join(folder, `zestawienie_${legalDay()}_${legalDay()}.pdf`));
  expect(text).toContain('ZESTAWIENIE ODSŁUCHAŃ');
  expect(text).toMatch(/Anna Nowak \(UO\/\d+\/\d+\) [12] [12] /);
  expect(text).toMatch(/Stan na wpis nr \d+, skrót [0-9a-f]/);
  expect(text).not.toContain(planOf(office, 'obietnica').sidecar.caller?.slice(-9));
});

/** The program runs under an account of its own. */
function writable(folder: string, name: string): string {
  const made = join(folder, name);
  mkdirSync(made);
  chmodSync(made, 0o777);
  return made;
}

function hashOf(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

/** Plays the system's dialog, which no test can press. */
async function chooses(app: ElectronApplication, folder: string): Promise<void> {
  await app.evaluate(({ dialog }, into) => {
    const answer = () => Promise.resolve({ canceled: false, filePaths: [into] });
    dialog.showOpenDialog = answer;
  }, folder);
}

/** „Przerwij” as soon as so many steps are done. */
async function stoppedAt(page: Page, asked: PackageInput, step: number): Promise<string | undefined> {
  return page.evaluate(
    async ([input, last]) => {
      const off = window.office.on('register.progress', ({ done }) => {
        if (done >= last) void window.office.call('register.interrupt', {});
      });
      const result = await window.office.call('register.package', input);
      off();
      return result.ok ? result.value.done : result.failure.code;
    },
    [asked, step] as const,
  );
}
