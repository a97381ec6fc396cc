import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { type CallPlan, composeCalls, loadVoices } from '../../build/office/calls.ts';
import { speak } from '../../build/office/seed-calls.ts';
import {
  ask as search,
  caseNumber,
  choose,
  chooseMonth,
  dayText,
  goTo,
  press,
  saveInto,
} from '../../build/window/hand.ts';
import { addDays, addMonths, legalDay, localTime } from '../../shared/warsaw.ts';
import { faults } from './audit.ts';
import { takeIn } from './exchange.ts';
import { leadClock } from './led-clock.ts';
import { ask, entriesOf, headOf, signAs } from './ledger.ts';
import { expect, story, test, who } from './office.ts';
import { readPaper } from './paper.ts';
import { expectWhole, filesOf, keyFile } from './whole.ts';

/** § 3 ust. 4, from the order to the protocol: two people, a night that asks, a night that destroys, and what is left of it. */

test.use({ seed: { of: 'nights', choose: story } });

const root = fileURLToPath(new URL('../..', import.meta.url));
const panel = (page: Page, name: string | RegExp) => page.getByRole('region', { name });

/** Four calls of thirteen months ago, as files of the exchange. */
async function oldCalls(folder: string): Promise<CallPlan[]> {
  mkdirSync(folder);
  const voices = loadVoices(join(root, 'build/office/voices'));
  const all = composeCalls({ voices, today: addDays(addMonths(legalDay(), -12), -1), count: 40, seed: 63 });
  const short = [...all].sort((one, other) => one.durationMs - other.durationMs);
  const plans = short.filter(({ sidecar }) => sidecar.announcement === 'yes').slice(0, 4);
  for (const plan of plans) await speak(folder, plan, voices);
  return plans;
}

const nightsTab = async (page: Page): Promise<void> => {
  await goTo(page, 'Nagrania');
  await page.getByRole('tab', { name: /^Zniszczenia/ }).click();
};
const holdsTab = async (page: Page): Promise<void> => {
  await goTo(page, 'Nagrania');
  await page.getByRole('tab', { name: /^Zabezpieczenia/ }).click();
};
const typed = (day: string): string => day.split('-').reverse().join('.');
const rulesTab = async (page: Page): Promise<void> => {
  await goTo(page, 'Upoważnienia');
  await page.getByRole('tab', { name: 'Regulamin i podstawy' }).click();
};
const orderIn = (page: Page) =>
  page.getByRole('grid').getByRole('row').filter({ hasText: 'Polecenie niszczenia nagrań' });

test('an order that two people saw; a night that stops, is read and confirmed; a night that destroys: the search says so, the protocol names its list, an original that comes back is deleted, and what a court asked for stays until that has ended', async ({
  office,
  signedIn,
  folder,
}) => {
  const exchange = join(folder, 'exchange');
  const plans = await oldCalls(exchange);
  await takeIn(office, exchange);
  cpSync(exchange, join(folder, 'kept'), { recursive: true });
  const before = await headOf(office);
  const rows = await ask<{ id: string; at: Date }>(
    office,
    'SELECT id, started_at AS at FROM office.recording WHERE state = $1 AND started_at < now() - $2::interval ORDER BY started_at',
    ['available', '360 days'],
  );
  const planOf = (at: Date) => plans.find(({ sidecar }) => Date.parse(sidecar.startedAt) === at.getTime());
  const [demanded, ...calls] = rows.map(({ id, at }) => ({ id, plan: planOf(at) ?? plans[0] }));
  expect(calls).toHaveLength(3);
  if (demanded?.plan === undefined) throw new Error('no call');
  const evidence = keyFile(office, demanded.plan, demanded.id);
  const gone = calls.map(({ id, plan }) => (plan === undefined ? '' : keyFile(office, plan, id)));
  for (const file of gone) expect(existsSync(file)).toBe(true);
  const led = await leadClock(office);
  const { password } = office.person(who.secretary);
  try {
    await test.step('the desk enters an order; the deputy cannot confirm it without a backup, and with one can', async () => {
      const { page, stop } = await signedIn(who.secretary, { home: join(folder, 'secretary') });
      await nightsTab(page);
      await press(page, 'Wprowadź polecenie');
      await press(page, 'Nowa wersja…');
      const form = panel(page, 'Nowa wersja');
      await choose(page, 'Czego dotyczy', 'Polecenie niszczenia nagrań');
      await form.getByRole('radio', { name: /^kategoria Bc/ }).check();
      await form.getByRole('textbox', { name: 'Symbol jrwa' }).fill('1330');
      await form.getByLabel('Numer zarządzenia').fill('14/2026');
      await form.getByLabel('Znak sprawy').fill('OR.1330.1.2026');
      await form.getByRole('checkbox', { name: /^Magazyn kluczy leży na osobnym dysku/ }).check();
      await form.getByTestId('scan').setInputFiles(join(root, 'docs/vectors/scan.png'));
      await form.getByLabel('Hasło').fill(password);
      await form.getByRole('button', { name: 'Zarejestruj' }).click();
      await expect(orderIn(page)).toContainText('czeka na potwierdzenie');
      const second = await signedIn(who.deputy, { home: join(folder, 'deputy') });
      await rulesTab(second.page);
      await orderIn(second.page).click();
      await press(second.page, 'Porównaj z pismem');
      const compare = panel(second.page, 'Czy zapis zgadza się z pismem?');
      const confirm = async (): Promise<void> => {
        await compare.getByLabel('Hasło').fill(office.person(who.deputy).password);
        await compare.getByRole('button', { name: 'Potwierdź zgodność' }).click();
      };
      await confirm();
      await expect(compare).toContainText('Niszczenia nie można włączyć.');
      await led.backUp();
      await confirm();
      await expect(orderIn(second.page)).toContainText('obowiązuje');
      await Promise.all([stop(), second.stop()]);
    });

    await test.step('a court asks for a call whose time is over: it is held by that letter, and not without one', async () => {
      const { sidecar } = demanded.plan ?? {};
      const began = sidecar?.startedAt ?? '';
      const { page, stop } = await signedIn(who.secretary, { home: join(folder, 'court') });
      await holdsTab(page);
      await press(page, 'Zabezpiecz nagranie');
      const form = panel(page, 'Zabezpiecz nagranie');
      await form.getByRole('textbox', { name: 'Dzień rozmowy' }).fill(typed(legalDay(new Date(began))));
      const hour = localTime(new Date(began)).hour;
      await form.getByRole('textbox', { name: 'Godzina' }).fill(String(hour));
      await press(page, 'Pokaż rozmowy');
      await form
        .getByRole('checkbox', { name: new RegExp(`wewn. ${sidecar?.extension}`) })
        .first()
        .check();
      await form.getByRole('textbox', { name: 'Postępowanie' }).fill('cywilne, Sąd Rejonowy');
      await form.getByRole('textbox', { name: 'Znak sprawy' }).fill('SEK.1510.9.2026');
      const send = async (): Promise<void> => {
        await form.getByLabel('Hasło', { exact: true }).fill(password);
        await form.getByRole('button', { name: 'Zabezpiecz', exact: true }).click();
      };
      await send();
      await expect(form).toContainText(/na\spisemne\sżądanie\ssądu/);
      await choose(page, 'Żądanie', 'sądu');
      await form.getByRole('textbox', { name: 'Pismo (nr, wpływ)' }).fill('RPW/1840/2026');
      await send();
      await expect(form).toHaveCount(0);
      expect(await entriesOf(office, 'hold', before)).toMatchObject([
        { payload: { recordings: [demanded.id], order: 'court' } },
      ]);
      await stop();
    });

    await test.step('the first night asks: what was taken in but lately waits, on „Pulpit” too, until the list was read and confirmed', async () => {
      expect(await led.night()).toBeNull();
      for (const file of gone) expect(existsSync(file)).toBe(true);
      const { page, stop } = await signedIn(who.secretary, { home: join(folder, 'second') });
      await goTo(page, 'Pulpit');
      const waits = page.getByRole('row').filter({ hasText: 'Zniszczenie nagrań wstrzymano' });
      await expect(waits).toContainText('nagrań: 3');
      await waits.getByRole('button', { name: /^Pokaż/ }).click();
      await expect(page.getByRole('tab', { name: 'Zniszczenia (1)' })).toHaveAttribute(
        'aria-selected',
        'true',
      );
      await page.getByRole('row').filter({ hasText: 'wstrzymano' }).click();
      await press(page, 'Cały wykaz');
      const list = panel(page, 'Cały wykaz');
      await expect(list).toContainText('Te same nagrania, co w łańcuchu wpisów');
      for (const { id } of calls) await expect(list.getByTitle(id)).toBeVisible();
      expect(await faults(page)).toEqual([]);
      await press(page, 'Wstecz');
      await page.getByLabel('Hasło').fill(password);
      await press(page, 'Zatwierdź zniszczenie');
      await expect(page.getByRole('row').filter({ hasText: 'zatwierdzono' })).toBeVisible();
      await stop();
    });

    await test.step('the next night destroys; ingest deletes what is left', async () => {
      expect(await led.night()).toBeNull();
      for (const file of gone) expect(existsSync(file)).toBe(false);
      for (const { id } of calls) expect(filesOf(office.share, id)).not.toEqual([]);
      await takeIn(office, exchange);
      for (const { id } of calls) expect(filesOf(office.share, id)).toEqual([]);
      expect(filesOf(office.share, demanded.id)).not.toEqual([]);
      expect(existsSync(evidence)).toBe(true);
      expect(readdirSync(exchange).filter((name) => name.endsWith('.wav'))).toHaveLength(1);
      const [entry] = await entriesOf(office, 'destroyed', before);
      expect([...(entry?.payload.term ?? [])].sort()).toEqual(calls.map(({ id }) => id).sort());
    });

    await test.step('the protocol of the month names its list by the hash that sha256sum finds', async () => {
      const [entry] = await entriesOf(office, 'destroyed', before);
      const [, month = '', year = ''] = (entry?.payload.protocol ?? '').split('/');
      const { app, page, stop } = await signedIn(who.secretary, { home: join(folder, 'third') });
      await nightsTab(page);
      await chooseMonth(page, 'Protokół za miesiąc', `${year}-${month.padStart(2, '0')}-01`);
      await page
        .getByRole('row')
        .filter({ hasText: entry?.payload.protocol ?? '' })
        .click();
      await expect(panel(page, /^Noc /)).toContainText('usunięto z zasobu');
      expect(await faults(page)).toEqual([]);
      await saveInto(app, folder);
      await press(page, 'Zapisz protokół i wykaz');
      await expect(page.getByText('Zapisano protokół, a obok niego wykaz (CSV).')).toBeVisible();
      const file = join(folder, `PZ_${month}_${year}`);
      const { text } = readPaper(`${file}.pdf`);
      const sum = execFileSync('sha256sum', [`${file}.csv`], { encoding: 'utf8' }).slice(0, 64);
      expect(text.replaceAll(' ', '')).toContain(`SHA-256${sum}`);
      for (const said of [
        `Nr PZ/${month}/${year}`,
        'OR.1330.1.2026',
        'nagrań: 3',
        'Pliki z zasobu: usunięto.',
      ])
        expect(text).toContain(said);
      const listed = readFileSync(`${file}.csv`, 'utf8').trimEnd().split('\n').slice(1);
      expect(listed.map((line) => line.slice(0, 36))).toEqual(calls.map(({ id }) => id).sort());
      // However it is spaced.
      const all = `${text}${listed.join()}`.replaceAll(/\s/g, '');
      const numbers = plans.flatMap(({ sidecar }) => sidecar.caller?.slice(-9) ?? []);
      expect(numbers).not.toEqual([]);
      for (const number of numbers) expect(all).not.toContain(number);
      await panel(page, /^Noc /).getByRole('button', { name: 'Pokaż polecenie' }).click();
      await expect(panel(page, /^WR\//)).toContainText('OR.1330.1.2026');
      await stop();
    });

    await test.step('the search shows them as destroyed, with the number of the protocol, and nobody’s name', async () => {
      const { page, stop } = await signedIn(who.listener, { home: join(folder, 'listener') });
      const plan = calls[0]?.plan;
      if (plan === undefined) throw new Error('no call');
      await search(page, { case: caseNumber, day: dayText(plan) });
      const row = page.getByRole('row').filter({ hasText: 'zniszczone' }).first();
      await row.click();
      await expect(page.getByText(/^Nagranie zniszczono dnia/)).toContainText('PZ/');
      await expect(page.getByRole('button', { name: /^Odsłuchaj w sprawie/ })).toHaveCount(0);
      await stop();
    });

    await test.step('an original that is put back is deleted, not taken in', async () => {
      const head = await headOf(office);
      cpSync(join(folder, 'kept'), exchange, { recursive: true });
      await takeIn(office, exchange);
      // That of the evidence stays.
      expect(readdirSync(exchange).filter((name) => name.endsWith('.wav'))).toHaveLength(1);
      expect(await entriesOf(office, 'ingest', head)).toEqual([]);
      expect(await entriesOf(office, 'removed', head)).toMatchObject([{ payload: { again: true } }]);
      expect(existsSync(join(exchange, 'quarantine'))).toBe(false);
    });

    await test.step('another person ends the hold: after the days of grace the evidence goes, and its card says so', async () => {
      const deputy = await signedIn(who.deputy, { home: join(folder, 'ends') });
      await holdsTab(deputy.page);
      await deputy.page.getByRole('row', { name: /^ZB\/1\// }).click();
      const card = panel(deputy.page, /^ZB\/1\//);
      await choose(deputy.page, 'Rozstrzygnięcie, które kończy postępowanie', 'cofnięcie żądania');
      await card.getByRole('textbox', { name: 'Dokument' }).fill('RPW/2214/2026');
      await card.getByLabel('Hasło', { exact: true }).fill(office.person(who.deputy).password);
      await press(deputy.page, 'Zakończ zabezpieczenie');
      await expect(card).toHaveCount(0);
      await deputy.stop();
      const head = await headOf(office);
      // It was taken in but lately: the first night asks, and the days of grace go on.
      await led.night();
      const [list] = await entriesOf(office, 'stopped', head);
      const agreed = { entries: [list?.seq ?? 0], hashes: [list?.hash ?? ''] };
      await signAs(office, who.deputy, 'confirm', agreed);
      for (const isKept of [true, true, false]) {
        await led.night();
        expect(existsSync(evidence)).toBe(isKept);
      }
      // It goes by no entry that no pulse has vouched for yet.
      await expect
        .poll(async () => {
          await takeIn(office, exchange);
          return filesOf(office.share, demanded.id);
        })
        .toEqual([]);
      const { app, page, stop } = await signedIn(who.secretary, { home: join(folder, 'card') });
      await holdsTab(page);
      await choose(page, 'Które zabezpieczenia', 'Zakończone');
      await page.getByRole('row', { name: /^ZB\/1\// }).click();
      await saveInto(app, folder);
      await press(page, 'Zapisz kartę');
      await expect(page.getByText('Zapisano kartę.')).toBeVisible();
      const [file = ''] = readdirSync(folder).filter((name) => name.startsWith('ZB_1_'));
      const { text } = readPaper(join(folder, file));
      for (const said of ['Na żądanie sądu, pismo: RPW/1840/2026', 'cofnięcie żądania', 'Zniszczono w nocy'])
        expect(text).toContain(said);
      await stop();
    });

    await test.step('the order is taken back by one person, at once, and with the directory away: what stops is never held up', async () => {
      const { page, stop } = await signedIn(who.secretary, { home: join(folder, 'fourth') });
      await rulesTab(page);
      await orderIn(page).click();
      await press(page, 'Cofnij polecenie…');
      const form = panel(page, 'Cofnij polecenie niszczenia');
      expect(await faults(page)).toEqual([]);
      const head = await headOf(office);
      await office.directory.suspend();
      await form.getByRole('button', { name: 'Cofnij polecenie' }).click();
      await expect(orderIn(page)).toContainText('wycofane');
      expect(await entriesOf(office, 'revoke', head)).toMatchObject([{ payload: { why: 'withdrawn' } }]);
      await office.directory.resume();
      await nightsTab(page);
      await expect(page.getByRole('alert')).toContainText('Niszczenie jest wyłączone');
      await stop();
    });
    expect(await led.night()).toBe('order');
    await expectWhole(office);
  } finally {
    await led.stop();
  }
});
