import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { choose, dayText, goTo, hear, listenTo, press, saveInto } from '../../build/window/hand.ts';
import { addDays, addMonths, legalDay } from '../../shared/warsaw.ts';
import { faults } from './audit.ts';
import { ask, entriesOf, headOf, recordingOf } from './ledger.ts';
import { expect, plansOf, type RunningOffice, test, who } from './office.ts';
import { readPaper } from './paper.ts';
import { leaveUnsent } from './unsent.ts';
import { expectWhole } from './whole.ts';

/** § 3 ust. 4: what is evidence is kept until a final ruling: from the listener's word to the card with its end. */

test.use({ seed: { of: 'keeping', choose: ({ matter }) => matter === 'spor' } });

const typed = (day: string): string => day.split('-').reverse().join('.');
const panelOf = (page: Page, number: string | RegExp) => page.getByRole('region', { name: number });
const holdsOf = (office: RunningOffice, recording: string) =>
  ask<{ number: string; seq: string; hold_seq: string | null }>(
    office,
    `SELECT h.number, h.seq, r.hold_seq FROM office.hold h JOIN office.recording r ON r.id = ANY (h.recordings) WHERE r.id = $1 ORDER BY h.seq`,
    [recording],
  );

test('a listener holds a call; the Secretary finds that it lasts, and ends it by a final ruling; what she holds herself another person ends', async ({
  office,
  signedIn,
  folder,
}) => {
  const [heard, demanded] = plansOf(office, 'spor');
  if (heard === undefined || demanded === undefined) throw new Error('two calls are needed');
  const before = await headOf(office);

  await test.step('a listener names it as evidence', async () => {
    const { page, stop } = await signedIn(who.listener, { home: join(folder, 'listener') });
    await listenTo(page, heard);
    await hear(page);
    await page.getByRole('checkbox', { name: 'Nagranie stanowi dowód w postępowaniu' }).check();
    await page.getByRole('textbox', { name: /^Jakie postępowanie/ }).fill('karne, Sąd Rejonowy w Piasecznie');
    await press(page, 'Zabezpiecz nagranie');
    await expect(page.getByText(/^Karta zabezpieczenia nr ZB\/1\//)).toBeVisible();
    await stop();
  });
  const recording = await recordingOf(office, heard);
  const today = legalDay();
  const { app, page } = await signedIn(who.secretary, { home: join(folder, 'secretary') });
  const { password, displayName } = office.person(who.secretary);
  const row = (number: RegExp) => page.getByRole('row', { name: number });

  await test.step('the Secretary sees the card out of its entries, and that the proceedings last', async () => {
    await goTo(page, 'Nagrania');
    await row(/^ZB\/1\//).click();
    const panel = panelOf(page, /^ZB\/1\//);
    for (const said of ['karne, Sąd Rejonowy w Piasecznie', 'Anna Nowak', typed(addMonths(today, 6))])
      await expect(panel).toContainText(said);
    const ends = page.getByRole('button', { name: 'Zakończ zabezpieczenie' });
    await expect(ends).toBeVisible();
    await press(page, 'Postępowanie trwa…');
    await expect(ends).toHaveCount(0);
    await press(page, 'Anuluj');
    await expect(ends).toBeVisible();
    await press(page, 'Postępowanie trwa…');
    await press(page, 'Zapisz przegląd');
    await expect(panel).toContainText('Należy napisać, skąd wiadomo, że postępowanie trwa.');
    await panel.getByRole('textbox', { name: 'Z czego to wynika' }).fill('Sąd: rozprawa odroczona.');
    await press(page, 'Zapisz przegląd');
    await expect(panel).toContainText('Sąd: rozprawa odroczona.');
    expect(await faults(page)).toEqual([]);
  });

  await test.step('it does not end by a ruling that is not final yet, and ends by one that is', async () => {
    const panel = panelOf(page, /^ZB\/1\//);
    await choose(page, 'Rozstrzygnięcie, które kończy postępowanie', 'decyzja administracyjna');
    await expect(panel).toContainText('Ostateczna nie znaczy prawomocna');
    await choose(page, 'Rozstrzygnięcie, które kończy postępowanie', 'wyrok');
    await panel.getByRole('textbox', { name: 'Sygnatura' }).fill('II K 123/26');
    await leaveUnsent(page, /^Nagrania – Zakończ zabezpieczenie, ZB\/1\//);
    await expect(panel.getByRole('textbox', { name: 'Sygnatura' })).toHaveValue('II K 123/26');
    await panel.getByRole('textbox', { name: 'Z dnia' }).fill(typed(addDays(today, -20)));
    await panel.getByRole('textbox', { name: 'Dokument' }).fill('RPW/2214/2026');
    await panel.getByLabel('Hasło', { exact: true }).fill(password);
    await press(page, 'Zakończ zabezpieczenie');
    await expect(panel).toContainText('Należy podać dzień');
    await panel.getByRole('textbox', { name: 'Prawomocne od' }).fill(typed(addDays(today, 1)));
    await press(page, 'Zakończ zabezpieczenie');
    const refused = panel.getByText('Ten dzień jeszcze nie nadszedł.');
    await expect(refused).toBeVisible();
    const [lasting] = await holdsOf(office, recording);
    expect(lasting?.hold_seq).toBe(lasting?.seq);
    await panel.getByRole('textbox', { name: 'Prawomocne od' }).fill(typed(addDays(today, -2)));
    await expect(refused).toHaveCount(0);
    await panel.getByLabel('Hasło', { exact: true }).fill(password);
    await press(page, 'Zakończ zabezpieczenie');
    await expect(panel).toHaveCount(0);
    expect(await holdsOf(office, recording)).toMatchObject([{ hold_seq: null }]);
  });

  await test.step('its card says who set and who ended it, and by what', async () => {
    await choose(page, 'Które zabezpieczenia', 'Zakończone');
    await row(/^ZB\/1\//).click();
    await expect(panelOf(page, /^ZB\/1\//)).toContainText(
      `wyrok, II K 123/26, z dnia ${typed(addDays(today, -20))}, prawomocne od ${typed(addDays(today, -2))}, RPW/2214/2026`,
    );
    await saveInto(app, folder);
    await press(page, 'Zapisz kartę');
    await expect(page.getByText('Zapisano kartę.')).toBeVisible();
    const year = today.slice(0, 4);
    const { text, pages } = readPaper(join(folder, `ZB_1_${year}.pdf`));
    expect(pages).toBe(1);
    for (const said of [
      `KARTA ZABEZPIECZENIA NAGRANIA Nr ZB/1/${year}`,
      'Zabezpieczył(a): Anna Nowak',
      'Sąd: rozprawa odroczona.',
      `wyrok, II K 123/26, z dnia ${typed(addDays(today, -20))}`,
      `Zakończył(a): ${displayName}`,
    ])
      expect(text).toContain(said);
  });

  await test.step('for a letter of a court she holds a call by day and hour, sees no number, and cannot end it herself', async () => {
    await press(page, 'Zabezpiecz nagranie');
    const panel = panelOf(page, 'Zabezpiecz nagranie');
    await panel.getByRole('textbox', { name: 'Postępowanie' }).fill('cywilne, Sąd Rejonowy');
    await panel.getByRole('textbox', { name: 'Dzień rozmowy' }).fill(typed(dayText(demanded)));
    await leaveUnsent(page, /^Nagrania – Zabezpiecz nagranie/);
    await expect(panel.getByRole('textbox', { name: 'Dzień rozmowy' })).toHaveValue(typed(dayText(demanded)));
    await expect(panel.getByRole('textbox', { name: 'Postępowanie' })).toHaveValue('cywilne, Sąd Rejonowy');
    const hour = new Date(demanded.sidecar.startedAt).toLocaleTimeString('pl-PL', {
      ...{ hour: 'numeric', hour12: false, timeZone: 'Europe/Warsaw' },
    });
    await panel.getByRole('textbox', { name: 'Godzina' }).fill(hour);
    await press(page, 'Pokaż rozmowy');
    await panel.getByRole('checkbox').first().waitFor();
    await expect(panel).not.toContainText('***');
    await panel.getByRole('button', { name: 'Zabezpiecz', exact: true }).click();
    await expect(panel).toContainText('Należy wskazać rozmowę.');
    await expect(panel.getByRole('checkbox').first()).toBeFocused();
    await panel
      .getByRole('checkbox', { name: new RegExp(`wewn. ${demanded.sidecar.extension}`) })
      .first()
      .check();
    await panel.getByRole('textbox', { name: 'Znak sprawy' }).fill('SEK.1510.9.2026');
    await choose(page, 'Żądanie', 'sądu');
    await panel.getByRole('textbox', { name: 'Pismo (nr, wpływ)' }).fill('RPW/1840/2026');
    await panel.getByLabel('Hasło', { exact: true }).fill(password);
    expect(await faults(page)).toEqual([]);
    await panel.getByRole('button', { name: 'Zabezpiecz', exact: true }).click();
    await expect(panel).toHaveCount(0);
    await choose(page, 'Które zabezpieczenia', 'Trwające (1)');
    await row(/^ZB\/2\//).click();
    await expect(panelOf(page, /^ZB\/2\//)).toContainText(
      'Zabezpieczenie wprowadził(a) Pan/Pani; zakończyć je musi inna osoba.',
    );
    await expect(page.getByRole('button', { name: 'Zakończ zabezpieczenie' })).toHaveCount(0);
  });

  await test.step('behind the screen: each of it is an entry, and no name or number stands in a payload', async () => {
    const holds = await entriesOf(office, 'hold', before);
    expect(holds).toMatchObject([
      { payload: { recordings: [recording], order: null } },
      { payload: { act: null, order: 'court' }, words: { case: 'SEK.1510.9.2026', paper: 'RPW/1840/2026' } },
    ]);
    expect(await entriesOf(office, 'hold-review', before)).toHaveLength(1);
    expect(await entriesOf(office, 'hold-end', before)).toMatchObject([
      { payload: { hold: holds[0]?.seq, ground: 'judgment', asked: { password: true } } },
    ]);
    await expectWhole(office);
  });
});
