import { reviewCriteria } from '../../shared/quality-criteria.ts';
import type { Command } from '../../shared/ledger/kinds.ts';
import { reviewBasis } from '../../shared/ledger/quality.ts';
import { generateKeyPair } from '../../shared/node/hpke.ts';
import { addDays, addMonths } from '../../shared/warsaw.ts';
import { workingDaysBefore } from '../../shared/working-days.ts';
import { secretaryLogin } from './people.ts';
import { workingDay, type Quarter } from './quarter.ts';
import type { Deed, Seeding } from './seed-quarter.ts';

/** Who reviews quality, and nothing else. */
export const raterLogin = 'iwona.gil';
/** Whose calls are reviewed, besides what others of their units answer: registered before the first of these calls. */
export const reviewedClerks = ['renata.kos', 'pawel.sowa', 'dorota.maj', 'magdalena.czyz'];
export const reviewedDepartments = [
  'Wydział Podatków i Opłat',
  'Wydział Spraw Obywatelskich',
  'Wydział Świadczeń',
];

/** What allows reviews, as the desk enters it on the first day: work regulations of a year before, of which employees were told then. */
export function reviewsRule({ today }: Quarter, day: string) {
  const actDay = addMonths(today, -14);
  return {
    ...{ number: null, of: 'basis' as const, from: day, to: null },
    content: {
      position: 9,
      basis: {
        ...{ code: reviewBasis, label: 'Przegląd jakości obsługi – art. 22³ § 4 KP' },
        ...{ purpose: 'SERVICE_STANDARDS' as const, statement: null, fields: [], sentences: [] },
        plan: {
          act: `zarządzenie Nr ADK.120.21.${actDay.slice(0, 4)}`,
          ...{ actDay, informedOn: addDays(actDay, 7) },
        },
      },
      ...{ approval: `SEK.0143.9.${day.slice(0, 4)}`, verifiedOn: day },
    },
  };
}

type Doing = {
  /** Has so many short calls of each of the clerks taken in, on these days in turn; `place`: how many times that was done before. */
  takeInOf(days: readonly string[], each: number, place: number): Promise<unknown>;
};

/** How the days of a review lie: its calls, when they are all there and it is approved, and when it is heard. */
type Days = { calls: readonly string[]; approved: string; until: string };
type Review = Days & { n: number; each: number; size: number; perPerson: number; why: string };

/**
 * § 2: two reviews that are filed, a row of the second one's results left out; one of which nobody heard anything in time, over what they left; one that
 * is being heard, with cards in every state; and a plan that waits for the desk.
 */
export function reviewDeeds({ today, months: [first, second] }: Quarter, { takeInOf }: Doing): Deed[] {
  const daysIn = (month: string) => [2, 3, 4, 5, 6, 7].map((n) => workingDay(month, n));
  const lately = workingDaysBefore(today, 24);
  const at = (n: number): string => lately[n] ?? today;
  const oldest: Review = {
    ...{ n: 1, calls: daysIn(first), approved: workingDay(first, 9), until: workingDay(second, 8) },
    ...{ each: 2, size: 6, perPerson: 2 },
    why: 'Sprawdzenie, czy rozmówca dowiaduje się, jakie dokumenty ma złożyć.',
  };
  const filed: Review = {
    ...{ n: 2, calls: daysIn(second), approved: workingDay(second, 9) },
    ...{ until: addDays(workingDay(second, 9), 30), each: 3, size: 6, perPerson: 2 },
    why: 'Sprawdzenie, czy po naradzie rozmówca dowiaduje się o terminie złożenia wniosku.',
  };
  const lapsed: Review = {
    ...{ n: 3, calls: filed.calls, approved: workingDay(second, 13) },
    ...{ until: addDays(workingDay(second, 13), 14), each: 0, size: 5, perPerson: 2 },
    why: 'Po zmianie stawek wzrosła liczba pytań o termin zapłaty.',
  };
  const open: Review = {
    ...{ n: 4, calls: lately.slice(0, 7), approved: at(9), until: addDays(today, 21) },
    ...{ each: 3, size: 8, perPerson: 3 },
    why: 'Po zmianie wniosku o dodatek wzrosła liczba powtórnych telefonów.',
  };
  let heard = '';
  const [begins, ends] = [at(10), at(21)];
  const next = { ...open, n: 5, calls: [begins, ends], size: 12, perPerson: 4, approved: at(23) };
  return [
    ...[oldest, filed, open].map(({ calls, each, approved }, place): Deed => ({
      ...{ day: approved, time: '08:10' },
      do: () => takeInOf(calls, each, place),
    })),
    ...[oldest, filed, lapsed, open].map((review): Deed => ({
      ...{ day: review.approved, time: '08:20' },
      do: (seeding) => begin(seeding, review),
    })),
    {
      ...{ day: workingDay(first, 11), time: '09:05' },
      do: async (seeding) => ({ act: heard } = await hearAll(seeding, true)),
    },
    // Nobody said anything of these cards in seven working days.
    {
      day: workingDay(second, 2),
      time: '09:10',
      do: (seeding) => end(seeding, heard, workingDay(second, 2)),
    },
    {
      day: workingDay(second, 11),
      time: '09:05',
      do: (seeding) => answered(seeding, workingDay(second, 11)),
    },
    { day: at(21), time: '09:05', do: hearSome },
    { day: at(22), time: '14:05', do: remark },
    { day: at(23), time: '10:20', do: (seeding) => propose(seeding, next) },
  ];
}

async function propose({ as }: Seeding, review: Review): Promise<string> {
  const { n, calls, approved, until, size, perPerson, why } = review;
  const plan: Command<'qualityPlan'> = {
    ...{ case: `SEK.0643.${String(n)}.${approved.slice(0, 4)}`, departments: reviewedDepartments, why },
    ...{ from: calls[0] ?? '', to: calls.at(-1) ?? '', until, size, perPerson },
    ...{ shortestS: 30, longestMin: 30, criteria: [...reviewCriteria] },
  };
  return (await (await as(raterLogin)).submit('qualityPlan', plan)).command;
}

/** A plan is proposed, approved, and its calls are drawn. */
async function begin(seeding: Seeding, review: Review): Promise<void> {
  const plan = await propose(seeding, review);
  const hers = await seeding.as(secretaryLogin);
  await hers.sign('qualityVerdict', { plan, approved: true, reason: null });
  await seeding.rows('SELECT FROM office.quality_plan WHERE id = $1 AND draw_seq IS NOT NULL', [plan]);
}

type Drawn = { recording: string; login: string; durationMs: number };

/** The newest plan that was drawn: its calls in their order, with whose they are. */
async function drawn({ rows }: Seeding): Promise<{ plan: string; calls: Drawn[] }> {
  const found = await rows<Drawn & { plan: string }>(
    `SELECT q.id AS plan, d.recording, p.login, r.duration_ms AS "durationMs" FROM office.quality_plan q, unnest(q.recordings) WITH ORDINALITY d (recording, nr)
       JOIN office.recording r ON r.id = d.recording JOIN office.person p ON p.guid = r.speaker
      WHERE q.draw_seq = (SELECT max(draw_seq) FROM office.quality_plan) ORDER BY d.nr`,
  );
  const [{ plan } = { plan: '' }] = found;
  return { plan, calls: found };
}

/** Where somebody speaks after the announcement and the ringing; what is annotated behind it fits into the shortest call that is drawn. Milliseconds. */
const firstWord = ({ durationMs }: Drawn): number => Math.min(38_000, Math.round(durationMs / 2));

async function hear({ as }: Seeding, plan: string, nr: number, call: Drawn): Promise<string> {
  const hers = await as(raterLogin);
  const { command: opening, payload } = await hers.submit('listen', {
    ...{ act: null, recording: call.recording, ground: null, position: { plan, nr }, host: 'ST-22' },
    publicKey: generateKeyPair().publicKey.toString('base64'),
  });
  const ranges: [number, number][] = [[firstWord(call), call.durationMs]];
  await hers.submit('close', { opening, ranges, how: 'listener', wrongCall: false });
  return payload.act;
}

const said = (criterion: string, from: number, lasts: number, text: string) => ({
  ...{ from, to: from + lasts, criterion, text },
});

/**
 * What was found of a call, by its place: good ones, and one in three that could be better. In those of the first review somebody's data were asked for,
 * and what comes next was left open more often.
 */
async function score({ as }: Seeding, plan: string, nr: number, call: Drawn, isFirst = false) {
  const begins = firstWord(call);
  const isWeak = nr % 3 === 2;
  const data = isFirst ? 3 - (nr % 2) : null;
  const next = isFirst && nr > 1 ? 2 : 3;
  const { seq } = await (
    await as(raterLogin)
  ).submit('qualityScore', {
    ...{ position: { plan, nr }, corrects: null, reply: null },
    levels: isWeak ? [2, 2, 1, 2, data, 2] : [3, nr % 2 === 0 ? 2 : 3, 3, 3, data, next],
    comments: isWeak ? { INFORMACJA: 'Rozmówca nie dowiedział się, do kiedy ma złożyć wniosek.' } : {},
    summary: isWeak ? 'Uprzejmie, ale bez terminu.' : 'Rozmowa rzeczowa i uprzejma.',
    annotations: [
      ...[said('PRZEDSTAWIENIE', begins, 4_500, 'Komórka i nazwisko na początku.')],
      ...(isWeak ? [said('INFORMACJA', begins + 9_000, 6_000, 'Tu brakuje terminu.')] : []),
    ],
  });
  return seq;
}

type Card = { nr: number; seq: number; login: string };

/** All that a review is to hear, in a day, with its cards. */
async function hearAll(
  seeding: Seeding,
  isFirst: boolean,
): Promise<{ plan: string; act: string; cards: Card[] }> {
  const { plan, calls } = await drawn(seeding);
  let act = '';
  const cards: Card[] = [];
  for (const [place, call] of calls.slice(0, 6).entries()) {
    const nr = place + 1;
    act = await hear(seeding, plan, nr, call);
    cards.push({ nr, seq: await score(seeding, plan, nr, call, isFirst), login: call.login });
  }
  return { plan, act, cards };
}

/** A review of which nobody has anything to say, and each says so. */
async function answered(seeding: Seeding, day: string): Promise<void> {
  const { plan, act, cards } = await hearAll(seeding, false);
  for (const { nr, seq, login } of cards) {
    const theirs = await seeding.as(login);
    await theirs.submit('qualityRemark', { position: { plan, nr }, score: seq, words: null });
  }
  await end(seeding, act, day);
}

async function end({ as }: Seeding, act: string, day: string): Promise<void> {
  const hers = await as(raterLogin);
  const findings =
    'Pracownicy przedstawiają się i odpowiadają uprzejmie. W części rozmów brakuje terminu złożenia wniosku; naczelnicy przypomną o tym na naradzie.';
  await hers.submit('complete', { act, findings });
  await hers.submit('file', { act, day, way: 'paper', missingSignature: null });
}

/** The open one: five cards, a call that is none, and one that was opened and is to be scored. */
async function hearSome(seeding: Seeding): Promise<void> {
  const { plan, calls } = await drawn(seeding);
  for (const [place, call] of calls.slice(0, 7).entries()) {
    const nr = place + 1;
    await hear(seeding, plan, nr, call);
    if (nr === 4)
      await (
        await seeding.as(raterLogin)
      ).submit('qualityOmission', {
        ...{ position: { plan, nr }, why: 'no-conversation', words: 'Rozmówca od razu się rozłączył.' },
      });
    else if (nr < 7) await score(seeding, plan, nr, call);
  }
}

/** What those whose calls they are say of the first cards; to one of them the rater replies. */
async function remark(seeding: Seeding): Promise<void> {
  const { as, rows } = seeding;
  const { plan, calls } = await drawn(seeding);
  const remarks: readonly (readonly [number, string | null])[] = [
    [1, null],
    [2, 'Termin padł w drugiej części rozmowy, po odłożeniu słuchawki na chwilę.'],
    [5, 'Rozmówca pytał tylko o numer konta, a nie o termin.'],
  ];
  for (const [nr, words] of remarks) {
    const [card] = await rows<{ seq: string }>(
      `SELECT seq FROM office.entry WHERE kind = 'qualityScore' AND recording = $1`,
      [calls[nr - 1]?.recording],
    );
    const theirs = await as(calls[nr - 1]?.login ?? '');
    await theirs.submit('qualityRemark', { position: { plan, nr }, score: Number(card?.seq), words });
    if (nr !== 5) continue;
    const hers = await as(raterLogin);
    await hers.submit('qualityScore', {
      ...{ position: { plan, nr }, corrects: Number(card?.seq), levels: [3, 3, 3, 3, null, 2] },
      ...{ comments: {}, summary: 'Rozmowa rzeczowa i uprzejma.', annotations: [] },
      reply: 'Uwaga słuszna: o termin rozmówca nie pytał. Ocenę poprawiono.',
    });
  }
}
