import type { Page } from '@playwright/test';
import { goTo, press } from '../../build/window/hand.ts';
import { ask, entriesOf } from './ledger.ts';
import { expect, type RunningOffice, who } from './office.ts';
import { panel } from './papers.ts';

type Reported = {
  recording: string;
  /** Its place in the first plan of the year. */
  nr: number;
  /** The report and its hold are entered behind this entry. */
  after: number;
};

/** The desk sees which call of a review a report is about, and secures that by its day and time. */
export async function secureReported(
  office: RunningOffice,
  page: Page,
  { recording, nr, after }: Reported,
): Promise<void> {
  // As many calls of that minute are listed before it: here they are of one.
  const [{ day, time, nth } = { day: '', time: '', nth: 0 }] = await ask<{
    day: string;
    time: string;
    nth: number;
  }>(
    office,
    `SELECT to_char(r.started_at AT TIME ZONE 'Europe/Warsaw', 'DD.MM.YYYY') AS day, to_char(r.started_at AT TIME ZONE 'Europe/Warsaw', 'HH24:MI') AS time,
       (SELECT count(*)::int FROM office.recording o WHERE o.started_at < r.started_at
          AND date_trunc('minute', o.started_at) = date_trunc('minute', r.started_at)) AS nth
       FROM office.recording r WHERE r.id = $1`,
    [recording],
  );
  const [report] = await entriesOf(office, 'matter', after);
  const matter = page.getByRole('row').filter({ hasText: 'Zgłoszenie z przeglądu jakości' });
  await matter.getByRole('button', { name: /^Pokaż/ }).click();
  const shown = panel(page, report?.payload.number ?? '');
  await expect(shown).toContainText('Podejrzenie groźby.');
  await expect(shown).toContainText(new RegExp(`rozmowa nr\\s${nr} z\\s${day}, ${time}, przegląd PJ/1/`));
  await goTo(page, 'Nagrania');
  await press(page, 'Zabezpiecz nagranie');
  const paper = panel(page, 'Zabezpiecz nagranie');
  await paper.getByRole('textbox', { name: 'Dzień rozmowy' }).fill(day);
  await paper.getByRole('textbox', { name: 'Godzina' }).fill(String(Number(time.slice(0, 2))));
  await press(page, 'Pokaż rozmowy');
  await paper.getByRole('checkbox', { name: time }).nth(nth).check();
  await paper.getByRole('textbox', { name: 'Postępowanie' }).fill('karne, Komenda Powiatowa Policji');
  await paper.getByRole('textbox', { name: 'Znak sprawy' }).fill('SEK.1510.9.2026');
  await paper.getByLabel('Hasło', { exact: true }).fill(office.person(who.secretary).password);
  await paper.getByRole('button', { name: 'Zabezpiecz', exact: true }).click();
  await expect(paper).toHaveCount(0);
  const [hold] = await entriesOf(office, 'hold', after);
  expect(hold?.payload).toMatchObject({ login: who.secretary, recordings: [recording] });
}
