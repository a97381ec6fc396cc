import type { AskedVersion } from '../../shared/ledger/instrument.ts';
import type { Command } from '../../shared/ledger/kinds.ts';
import type { Position } from '../../shared/ledger/quality.ts';
import { addDays } from '../../shared/warsaw.ts';
import { askSealed, done, sign, today, type Answer } from './asking.ts';
import { confirmationOf } from './destroying.ts';
import { deputyLogin, type TestOffice } from './support.ts';

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
