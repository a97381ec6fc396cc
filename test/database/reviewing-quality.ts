import type { AskedVersion } from '../../shared/ledger/instrument.ts';
import type { Command } from '../../shared/ledger/kinds.ts';
import type { Position } from '../../shared/ledger/quality.ts';
import { addDays } from '../../shared/warsaw.ts';
import {
  addPerson,
  addRecording,
  ask,
  askSealed,
  authorise,
  done,
  passTime,
  sign,
  today,
  type Answer,
} from './asking.ts';
import { confirmationOf, dayOf, entryAfter } from './destroying.ts';
import { deputyLogin, secretaryLogin, type TestOffice } from './support.ts';

type Review = Extract<AskedVersion, { of: 'basis' }>;

/** The basis of reviews of quality, from today on. Employees were told of it yesterday. */
export function reviewsAllowed(change: Partial<Review['content']['basis']> = {}): Review {
  const [actDay, informedOn] = [addDays(today(), -2), addDays(today(), -1)];
  return {
    ...{ number: null, of: 'basis', from: today(), to: null },
    content: {
      position: 9,
      basis: {
        ...{ code: 'JAKOSC', label: 'Przegląd jakości obsługi – art. 22³ § 4 KP' },
        ...{ purpose: 'SERVICE_STANDARDS', statement: null, fields: [], sentences: [] },
        plan: { act: 'Zarządzenie nr 88/2026', actDay, informedOn },
        ...change,
      },
      ...{ approval: 'OR.0143.9.2026', verifiedOn: today() },
    },
  };
}

export const versionPaper = (row: AskedVersion): Command<'instrument'> => ({
  ...{ what: 'version', rows: [row] },
  signed: {
    ...{ paper: 'OR.0143.9.2026', signatory: `PF/3/${today().slice(0, 4)}`, signatoryName: null },
    ...{ signedOn: today(), way: 'ezd', scan: null },
  },
});

/** Has a version of a rule registered and confirmed. */
export async function beginVersion(office: TestOffice, row: AskedVersion): Promise<Answer> {
  const paper = await sign(office, 'instrument', versionPaper(row));
  return done(askSealed(office, deputyLogin, 'confirm', confirmationOf(paper)));
}

const level = { levels: ['Brak.', 'Częściowo.', 'Prawie.', 'W całości.'] };

/** A plan over three weeks that were over four days before a day. */
export function planOf(change: Partial<Command<'qualityPlan'>> = {}, on = today()): Command<'qualityPlan'> {
  return {
    ...{ case: `SEK.0643.4.${on.slice(0, 4)}`, departments: ['Kancelaria'] },
    ...{ from: addDays(on, -24), to: addDays(on, -4), until: addDays(on, 30) },
    ...{ size: 5, perPerson: 2, shortestS: 30, longestMin: 30 },
    why: 'Sprawdzenie, czy informacje podawane przez telefon są pełne.',
    criteria: [
      { code: 'POTRZEBA', name: 'Ustalenie potrzeby', weight: 2, ...level },
      { code: 'INFORMACJA', name: 'Poprawność informacji', weight: 3, ...level },
      { code: 'JEZYK', name: 'Uprzejmość i prosty język', weight: 2, ...level },
    ],
    ...change,
  };
}

/** May review quality in one department. */
export const reviewing = {
  ...{ purposes: ['SERVICE_STANDARDS' as const], departments: ['Kancelaria'], quality: 'only' as const },
};

/**
 * Somebody who only reviews quality, three clerks with calls of their own, and a plan that is heard today; each call has a second part, which nobody of
 * the office answered. `drawn`: in the order of the draw.
 */
export async function openReview(
  office: TestOffice,
  rater: string,
  clerks: readonly string[],
): Promise<{ plan: string; draw: number; drawn: string[] }> {
  for (const login of [...clerks, rater]) await addPerson(office, login, { authorised: false });
  await authorise(office, rater, reviewing);
  await beginVersion(office, reviewsAllowed());
  passTime(office, 40 * 86_400_000);
  for (const [place, answeredLogin] of clerks.entries())
    for (const each of [1, 2, 3]) {
      const callGroup = `${answeredLogin}-${String(each)}`;
      const at = (minute: number): Date =>
        new Date(`${addDays(dayOf(office), -8 - each)}T${String(8 + place).padStart(2, '0')}:0${minute}:00Z`);
      await addRecording(office, { startedAt: at(0), answeredLogin, callGroup });
      await addRecording(office, { startedAt: at(5), answeredLogin: 'spoza', callGroup });
    }
  const { command: plan } = await done(ask(await office.as(rater), 'qualityPlan', planOf({}, dayOf(office))));
  const { seq } = await done(
    askSealed(office, secretaryLogin, 'qualityVerdict', { plan, approved: true, reason: null }),
  );
  const draw = await entryAfter(office, seq ?? 0, 'qualityDraw');
  passTime(office, 86_400_000);
  return { plan, draw: draw.seq, drawn: (JSON.parse(draw.payload) as { recordings: string[] }).recordings };
}

/** A card of a call, all of it in order. */
export function scoreOf(
  position: Position,
  change: Partial<Command<'qualityScore'>> = {},
): Command<'qualityScore'> {
  return {
    ...{ position, corrects: null, levels: [2, 3, 2], comments: {}, summary: 'Rozmowa rzeczowa.' },
    annotations: [{ from: 100, to: 1_900, criterion: 'INFORMACJA', text: 'Pełna lista dokumentów.' }],
    ...{ reply: null, ...change },
  };
}

/** As much as a card may say, in letters of three bytes: five hundred stretches of which each overlaps with all others, markup in the first. */
export const largestCard: Partial<Command<'qualityScore'>> = {
  annotations: Array.from({ length: 500 }, (_none, at) => ({
    ...{ from: at, to: 160_000 + at, criterion: null },
    text: at === 0 ? '<b onclick="x">&amp; %s \\' : '漢'.repeat(80),
  })),
  summary: '漢'.repeat(2000),
  comments: Object.fromEntries(['POTRZEBA', 'INFORMACJA', 'JEZYK'].map((code) => [code, '漢'.repeat(1000)])),
};

/** The cards of a place of the only plan, oldest first, by their entries. */
export async function cardsAt({ superuser }: Pick<TestOffice, 'superuser'>, nr: number): Promise<number[]> {
  const { rows } = await superuser.query<{ seq: number }>(
    `SELECT e.seq::int FROM office.entry e WHERE e.kind = 'qualityScore' AND (e.payload::jsonb -> 'position' ->> 'nr')::int = $1 ORDER BY e.seq`,
    [nr],
  );
  return rows.map(({ seq }) => seq);
}
