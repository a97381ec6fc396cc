import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { RunningOffice } from '../../build/office/office.ts';
import type { Ground } from '../../shared/playback.ts';
import { ask, entriesOf, headOf, kindsAfter, recordingOf, submitAs } from './ledger.ts';
import { goTo, listenTo, saveInto } from '../../build/window/hand.ts';
import { expect, planOf, test, who } from './office.ts';
import { readPaper } from './paper.ts';
import { playPrinter, printedBy } from './printer.ts';
import { audible, expectSound } from './sound.ts';
import { expectWhole } from './whole.ts';

/** The register of listenings is the Secretary's, and hers alone; it holds everything but sound. */

const everything = { person: null, case: null, from: null, to: null, state: null, kind: null };

test.use({ seed: { of: 'register', choose: ({ matter }) => matter === 'oddzwonienie' } });

test('the Secretary reads every act and every refusal, newest first, and has no way to sound', async ({
  office,
  signedIn,
}) => {
  await filled(office);
  const { page } = await signedIn(who.secretary);
  await goTo(page, 'Rejestr');

  await expect(page.getByRole('heading', { name: 'Rejestr odsłuchań' })).toBeVisible();
  const rows = page.getByRole('grid', { name: 'Rejestr odsłuchań' }).getByRole('row');
  await expect(rows).toHaveCount(5);
  const expected = [
    ['SEK.1510.14.2026', 'PO/2/', 'Piotr Zieliński', 'rozpoczęty'],
    ['SEK.1510.13.2026', '–', 'Ewa Pawlak', 'odmowa', 'upoważnienie wygasło'],
    ['SEK.1510.12.2026', '–', 'Natalia Wróbel', 'odmowa', 'brak upoważnienia'],
    ['SEK.1510.11.2026', 'PO/1/', 'Piotr Zieliński', 'rozpoczęty'],
  ];
  for (const [place, facts] of expected.entries())
    for (const fact of facts) await expect(rows.nth(place + 1)).toContainText(fact);
  // No number of a caller, masked or not.
  await expect(page.getByRole('main')).not.toContainText('417');

  await expect(page.getByRole('button', { name: /Szukaj|Odsłuchanie|Protokoły|Odtwarzaj/ })).toHaveCount(0);
  await expect(page.getByRole('slider')).toHaveCount(0);
  const recording = await recordingOf(office, planOf(office, 'oddzwonienie'));
  expect(await callOf(page, 'playback.prepare', { recording, listed: {} })).toBe(false);
  await page.keyboard.press('F8');
  await page.keyboard.press('Control+F');
  await expect(page.getByRole('textbox', { name: 'Znak sprawy' })).toHaveCount(0);
  expect(await audible(page)).toBe(0);
});

test('the Secretary narrows the register, reads the story of an act and of a recording, and saves a period as D2', async ({
  office,
  signedIn,
}) => {
  await filled(office);
  const { app, page, home } = await signedIn(who.secretary);
  await goTo(page, 'Rejestr');
  const rows = page.getByRole('grid', { name: 'Rejestr odsłuchań' }).getByRole('row');
  const foot = page.getByRole('region', { name: 'Podsumowanie rejestru' });
  await expect(foot).toContainText(/Protokołów: 2 \(PO\/1\/\d{4} – PO\/2\/\d{4}\)/);
  await expect(foot).toContainText('Odmów: 2');
  await expect(foot).toContainText('Numeracja bez luk');
  await expect(foot).toContainText(/Łańcuch wpisów ciągły – sprawdzono \d\d:\d\d/);

  // Until the answer to a filter is there, nothing is said of what the one before let through.
  const told = await foot.evaluateHandle((region) => {
    const texts: string[] = [];
    new MutationObserver(() => texts.push(region.textContent)).observe(region, {
      childList: true,
      subtree: true,
      characterData: true,
    });
    return texts;
  });
  await choose(page, 'Rodzaj wpisu', 'Odmowy');
  await expect(rows).toHaveCount(3);
  await expect(foot).toContainText('Protokołów: 0');
  const texts = await told.jsonValue();
  expect(texts).toContain('Wczytywanie rejestru…');
  expect(texts.filter((text) => text.includes('Protokołów: 2'))).toEqual([]);
  await choose(page, 'Rodzaj wpisu', 'Wszystkie wpisy');
  await choose(page, 'Osoba', 'Ewa Pawlak');
  await expect(rows).toHaveCount(2);
  await expect(rows.nth(1)).toContainText('upoważnienie wygasło');
  await choose(page, 'Osoba', 'Wszystkie osoby');
  await choose(page, 'Stan', 'zakończony');
  await expect(page.getByText('Żaden wpis nie pasuje')).toBeVisible();
  await choose(page, 'Stan', 'Wszystkie stany');
  await choose(page, 'Okres', 'Poprzedni rok');
  await expect(page.getByText('Żaden wpis nie pasuje')).toBeVisible();
  await choose(page, 'Okres', 'Własny okres');
  const until = page.getByRole('textbox', { name: 'Do dnia' });
  await until.fill('31.12.2025');
  await expect(page.getByText('Żaden wpis nie pasuje')).toBeVisible();
  await until.fill('31.02.2026');
  await until.blur();
  await expect(page.getByText('Należy podać datę')).toBeVisible();
  await page.getByRole('textbox', { name: 'Od dnia' }).fill('01.01.2026');
  await until.fill('');
  await expect(rows).toHaveCount(5);
  await saveInto(app, home);
  await page.getByRole('button', { name: 'Drukuj za okres' }).click();
  await page.getByRole('menuitem', { name: 'Zapisz PDF…' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Zapisano.' })).toBeVisible();
  const { text } = readPaper(join(home, readdirSync(home).find((name) => name.endsWith('.pdf')) ?? ''));
  expect(text).toMatch(
    /REJESTR ODSŁUCHAŃ za okres od 01\.01\.2026.* PO\/1\/.*\.11\.2026.*\.12\.2026.*\.13\.2026.*wygasło.* PO\/2\/.*\.14\.2026/,
  );
  const [, seq, hash] = /stan na wpis nr (\d+), skrót ([0-9a-f]{64})/.exec(text) ?? [];
  expect(await ask(office, 'SELECT hash FROM office.entry WHERE seq = $1', [seq])).toEqual([
    { hash: Buffer.from(hash ?? '', 'hex') },
  ]);
  await page.getByRole('button', { name: 'Drukuj za okres' }).click();
  await page.getByRole('menuitem', { name: 'Zapisz tabelę (CSV)…' }).click();
  const tableIn = () => readdirSync(home).find((name) => name.endsWith('.csv'));
  await expect.poll(tableIn).toBeDefined();
  const table = readFileSync(join(home, tableIn() ?? ''));
  expect(table.toString().split('\r\n')).toHaveLength(6);
  // Nobody reads it, and takes nothing of it away, without a trace.
  const traces = await entriesOf(office, 'read', 0);
  expect(traces.filter(({ payload }) => payload['what'] === 'register')).not.toEqual([]);
  expect(traces.filter(({ payload }) => payload['what'] === 'export')).toMatchObject([
    {
      payload: {
        ...{ login: who.secretary, rows: 4 },
        sha256: createHash('sha256').update(table).digest('hex'),
      },
      words: { filter: { from: '2026-01-01' } },
    },
  ]);
  const search = page.getByRole('searchbox', { name: 'Znak sprawy' });
  await search.fill('10.11.');
  await expect(rows).toHaveCount(2);
  await rows.nth(1).click();
  await search.fill('10.1199.');
  await expect(page.getByRole('region', { name: /^PO\/1\// })).toHaveCount(0);
  await page.getByRole('button', { name: 'Wyczyść warunki' }).click();
  await expect(rows).toHaveCount(5);
  await expect(page.getByRole('combobox', { name: 'Okres' })).toBeFocused();
  await search.fill('10.11.');
  await expect(rows).toHaveCount(2);

  await rows.nth(1).click();
  const panel = page.getByRole('region', { name: /^PO\/1\// });
  await expect(panel.getByRole('listitem')).toHaveText([
    /Wydano klucz do odsłuchania.*stanowisko stanowisko-7, wpis\s\d+$/,
    /Zamknięto nagranie.*odtworzono 0:12, wpis\s\d+$/,
  ]);
  await panel
    .getByRole('button', { name: /^Historia nagrania/ })
    .first()
    .press('Enter');
  const story = page.getByRole('region', { name: 'Historia nagrania' }).getByRole('listitem');
  await expect(story).toContainText([
    'Przyjęto nagranie',
    /Wydano klucz.*Piotr Zieliński, PO\/1\//,
    /Zamknięto.*Piotr Zieliński, PO\/1\//,
    /Odmowa – brak upoważnienia.*Natalia Wróbel/,
    /Odmowa – upoważnienie wygasło.*Ewa Pawlak/,
    /Wydano klucz.*Piotr Zieliński, PO\/2\//,
  ]);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('region', { name: 'Historia nagrania' })).toHaveCount(0);
  await expect(panel).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(panel).toHaveCount(0);
  await expect(rows.nth(1)).toBeFocused();
});

test('a copy of a protocol goes to its case file, says so, and stays in the ledger', async ({
  office,
  signedIn,
}) => {
  await filled(office);
  const [act] = await ask<{ id: string; login: string }>(
    office,
    "SELECT id, login FROM office.act WHERE case_number = 'SEK.1510.11.2026'",
  );
  const { id = '', login = '' } = act ?? {};
  await submitAs(office, login, 'complete', { act: id, findings: 'Dzwoniący pytał o termin i go poznał.' });
  await expect.poll(() => entriesOf(office, 'completed', 0)).toHaveLength(1);
  const { app, page, home } = await signedIn(who.secretary);
  await goTo(page, 'Rejestr');
  const row = page.getByRole('grid', { name: 'Rejestr odsłuchań' }).getByRole('row');
  await row.filter({ hasText: 'SEK.1510.11.2026' }).click();
  await saveInto(app, home);
  await page.getByRole('button', { name: 'Odpis do akt…' }).click();
  await page.getByRole('textbox', { name: /^Do których akt/ }).fill('OR.1710.1.2026');
  await page.getByRole('button', { name: 'Zapisz PDF…' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Zapisano.' })).toBeVisible();
  const { text } = readPaper(join(home, readdirSync(home).find((name) => name.endsWith('.pdf')) ?? ''));
  expect(text).toContain('Dzwoniący pytał o termin i go poznał.');
  expect(text).toMatch(/Odpis, wydruk nr 1 z /);
  const traces = await entriesOf(office, 'read', 0);
  expect(traces.filter(({ payload }) => payload['of'] === id)).toMatchObject([
    { payload: { what: 'protocol', login: who.secretary }, words: { occasion: 'OR.1710.1.2026' } },
  ]);
  await expect(page.getByText('Wydano odpis protokołu')).toBeVisible();
});

test('a listener has no register, not even by asking for it, and reads the story of their own protocols and refusals', async ({
  office,
  signedIn,
}) => {
  const before = await headOf(office);
  await submitAs(office, who.listener, 'reopen', { act: randomUUID() });
  await expect.poll(() => kindsAfter(office, before)).toEqual(['refusal']);
  const { page } = await signedIn(who.listener);
  await listenTo(page, planOf(office, 'oddzwonienie'));
  await expectSound(page);
  await expect(page.getByRole('button', { name: 'Rejestr' })).toHaveCount(0);
  expect(await callOf(page, 'register.rows', { filter: everything, before: null })).toBe(false);
  expect(await callOf(page, 'paper.save', { paper: 'register', of: { filter: everything } })).toBe(false);

  await page.getByRole('button', { name: /^Protokoły/ }).click();
  const row = page.getByRole('grid', { name: 'Moje protokoły' }).getByRole('row').nth(1);
  await row.click();
  const panel = page.getByRole('region', { name: /^PO\/\d+\// });
  await expect(panel.getByRole('listitem')).toHaveText([/Wydano klucz do odsłuchania.*wpis\s\d+$/]);
  await panel.getByRole('button', { name: /^Historia nagrania/ }).click();
  const story = page.getByRole('region', { name: 'Historia nagrania' }).getByRole('listitem');
  await expect(story).toHaveText([/Wydano klucz do odsłuchania.*Anna Nowak, PO\/\d+\//]);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(row).toBeFocused();
  await page.getByRole('tab', { name: 'Odmowy (1)' }).click();
  await expect(page.getByRole('grid', { name: 'Moje odmowy' })).toContainText(
    /powrót do odsłuchania.*nie ma takiej czynności/,
  );
  await choose(page, 'Okres', 'Poprzedni rok');
  await expect(page.getByText('Żadna odmowa nie pasuje')).toBeVisible();
  await expect(page.getByRole('tab', { name: 'Wszystkie (0)' })).toBeVisible();
});

test('a protocol whose author is gone is closed by the Secretary: unfinished, printed with the reason, and filed', async ({
  office,
  signedIn,
}) => {
  await filled(office);
  await office.directory.disable(who.other);
  const before = await headOf(office);
  // It looks at all accounts when it starts.
  await office.keeper.stop();
  await office.keeper.start();
  await expect
    .poll(async () => (await entriesOf(office, 'roles', before)).map(({ payload }) => payload['account']))
    .toContain('disabled');
  const { app, page, home } = await signedIn(who.secretary);
  await playPrinter(app, 'sent');
  await goTo(page, 'Rejestr');
  const row = page.getByRole('grid', { name: 'Rejestr odsłuchań' }).getByRole('row');
  await row.filter({ hasText: 'SEK.1510.14.2026' }).click();
  await page.getByRole('button', { name: 'Zamknij i drukuj…' }).click();
  await page.getByLabel('Hasło').fill(office.person(who.secretary).password);
  await page.getByRole('button', { name: 'Zamknij i drukuj' }).click();
  await expect(page.getByText('Należy podać przyczynę.')).toBeVisible();
  await page.getByLabel('Przyczyna').fill('Umowa o pracę wygasła.');
  await page.getByRole('button', { name: 'Zamknij i drukuj' }).click();
  await expect(page.getByText('Wysłano do drukarki.')).toBeVisible();
  await expect(row.filter({ hasText: 'SEK.1510.14.2026' })).toContainText('nieukończony');
  const printed = join(home, 'printed.pdf');
  writeFileSync(printed, (await printedBy(app))[0] ?? '');
  expect(readPaper(printed).text).toMatch(
    /Protokołu nie ukończono\. Przyczyna: Umowa o pracę wygasła\. Zamknął\(a\): /,
  );
  const [filed] = await entriesOf(office, 'filed', before);
  expect(filed).toMatchObject({
    payload: { login: who.secretary, instead: true, signed: false, asked: { password: true } },
    words: { reason: 'Umowa o pracę wygasła.' },
  });
  await expectWhole(office);
});

const offices = new WeakMap<RunningOffice, Promise<void>>();

/** Four rows, made once: whichever journey comes first finds them, and so does one that is run alone. */
function filled(office: RunningOffice): Promise<void> {
  const made = offices.get(office) ?? fillRegister(office);
  offices.set(office, made);
  return made;
}

async function fillRegister(office: RunningOffice): Promise<void> {
  await heardBy(office, who.other, 'SEK.1510.11.2026');
  await listenAs(office, who.none, 'SEK.1510.12.2026');
  await listenAs(office, who.expired, 'SEK.1510.13.2026');
  await heardBy(office, who.other, 'SEK.1510.14.2026');
}

/** Opened and closed again: what is left open, the keeper closes by an entry of its own, whenever that is. */
async function heardBy(office: RunningOffice, login: string, caseNumber: string): Promise<void> {
  const opening = await listenAs(office, login, caseNumber);
  const before = await headOf(office);
  await submitAs(office, login, 'close', {
    opening,
    ranges: [[0, 12_000]],
    how: 'listener',
    wrongCall: false,
  });
  await expect.poll(() => kindsAfter(office, before)).toEqual(['closed']);
}

/** Chooses in one of the lists above the register. */
async function choose(page: Page, list: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: list }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

/** What a program would ask of the keeper, without a program; returns the id of the request. */
async function listenAs(office: RunningOffice, login: string, caseNumber: string): Promise<string> {
  const before = await headOf(office);
  const ground: Ground = {
    case: caseNumber,
    basis: 'KPA_SKARGA',
    sentence: { code: 'DISPUTED' },
    statement: 'Oświadczam, że skarga mnie nie dotyczy.',
    fields: { register: '14/2026' },
    present: [],
  };
  const command = await submitAs(office, login, 'listen', {
    act: null,
    recording: await recordingOf(office, planOf(office, 'oddzwonienie')),
    ground,
    publicKey: randomBytes(32).toString('base64'),
    host: 'stanowisko-7',
  });
  await expect.poll(() => kindsAfter(office, before)).toHaveLength(1);
  return command;
}

/** Whether the page gets an answer to a call that none of its controls makes. */
async function callOf(page: Page, channel: string, input: object): Promise<boolean> {
  return page.evaluate(
    async ([name, value]) => {
      const { call } = window.office as unknown as {
        call(channel: string, input: object): Promise<{ ok: boolean }>;
      };
      return (await call(name, value)).ok;
    },
    [channel, input] as const,
  );
}
