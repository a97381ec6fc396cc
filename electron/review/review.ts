import { z } from 'zod';
import { totalMs } from '../../shared/heard.ts';
import type { Payload } from '../../shared/ledger/kinds.ts';
import { verdict } from '../../shared/ledger/review.ts';
import { drawnActs } from '../../shared/node/review.ts';
import type { ReviewDetail, ReviewItem, ShownFlag } from '../../shared/review.ts';
import { legalDay, localTime } from '../../shared/warsaw.ts';
import { isWorkingDay } from '../../shared/working-days.ts';
import { fail } from '../failed.ts';
import { actOf, groundsOf, heardOf, presencesOf, type ActFacts } from '../paper/act.ts';
import { isMissing, nameOf, ofKind, type Entry } from '../paper/entries.ts';
import type { Session } from '../session/current.ts';
import { read } from '../session/read.ts';
import { partsQuery } from './queries.ts';
import { countOf, entriesOf, statementOf, statementParts, type StatementFacts } from './statement.ts';

const parts = z.object({
  statement: statementParts,
  entries: z.array(z.int()),
  items: z.array(z.object({ item: z.string(), ofDesk: z.boolean(), own: z.boolean() })),
});

/** What an item is to whoever asks, by the database: the keeper judges it. */
type Asker = ReadonlyMap<string, Pick<ReviewItem, 'ofDesk' | 'own'>>;

/** A month that is reviewed, as its entries tell it. */
export type ReviewFacts = StatementFacts & {
  opened: Entry<'review'>;
  /** The newest verdict of each item. */
  verdicts: ReadonlyMap<string, Entry<'judged'>>;
  last: number | null;
  concluded: Entry<'concluded'> | null;
  /** What was asked about its acts until it ended. */
  questions: readonly Question[];
  asker: Asker;
};

/** A question about an act, and what its listener has said to it. */
type Question = { asked: Entry<'matter'>; answers: readonly Entry<'matter'>[] };

/** Fails with 'review-over' where there is no such review, and with 'document-entry-missing' or 'document-entry-false', which name an entry. */
export async function readReview(current: Pick<Session, 'db'>, id: string): Promise<ReviewFacts> {
  const told = (await read(current.db, parts.nullable(), partsQuery, [id])) ?? fail('review-over');
  const { acts, end } = told.statement;
  const own = await entriesOf(current, [], told.entries);
  const opened = ofKind(own, 'review').find(({ payload }) => payload.review === id) ?? fail('review-over');
  // The acts of the month, and those before it in which the same caller was heard.
  const wanted = [...new Set([...acts, ...opened.payload.flags.flatMap(({ other }) => other ?? [])])];
  const entries = await entriesOf(current, wanted, [...told.entries, ...told.statement.entries]);
  return reviewFacts(opened, entries, end, new Map(told.items.map(({ item, ...asker }) => [item, asker])));
}

/** SECURITY: the entry that opened the review counts what there is: nothing of it is kept from whoever reviews. */
export function reviewFacts(
  opened: Entry<'review'>,
  entries: readonly Entry[],
  end: number,
  asker: Asker,
): ReviewFacts {
  const { review, from, to, ...counted } = opened.payload;
  const statement = statementOf({ from, to }, entries, end);
  const { acts, refusals, unsigned } = statement;
  if (
    acts.length !== counted.acts ||
    countOf(refusals) !== counted.refusals ||
    countOf(unsigned) !== counted.unsigned
  )
    isMissing(opened.seq);
  const judged = ofKind(entries, 'judged').filter(({ payload }) => payload.review === review);
  const verdicts = new Map(judged.map((one) => [one.payload.item, one]));
  const concluded = ofKind(entries, 'concluded').find(({ payload }) => payload.review === review) ?? null;
  const until = concluded?.seq ?? Infinity;
  const { flagged, drawn } = actsToJudge({ opened, acts });
  const questions = questionsAbout([...flagged, ...drawn], entries, until);
  if (concluded !== null) checkCounts(concluded, [...verdicts.values()], questions);
  return { ...statement, opened, asker, verdicts, questions, last: judged.at(-1)?.seq ?? null, concluded };
}

function questionsAbout(acts: readonly ActFacts[], entries: readonly Entry[], until: number): Question[] {
  const beginnings = new Set(acts.map(({ first }) => first.seq));
  const said = ofKind(entries, 'matter').filter(
    ({ seq, payload: { sort, about } }) => sort === 'question' && beginnings.has(about ?? 0) && seq < until,
  );
  const isAnswer = ({ payload: { event, guid, assignee } }: Entry<'matter'>): boolean =>
    event !== 'open' && guid === assignee;
  return said
    .filter(({ payload }) => payload.event === 'open')
    .map((asked) => ({
      asked,
      answers: said.filter((one) => one.payload.matter === asked.payload.matter && isAnswer(one)),
    }));
}

/** SECURITY: whoever concluded counted how many items ended how, and what nobody answered: neither verdict nor answer is kept from the report. */
function checkCounts(
  { seq, payload }: Entry<'concluded'>,
  verdicts: readonly Entry<'judged'>[],
  questions: readonly Question[],
): void {
  for (const one of verdict.options)
    if (verdicts.filter((judged) => judged.payload.verdict === one).length !== payload[one]) isMissing(seq);
  if (questions.filter(({ answers }) => answers.length === 0).length !== payload.unanswered) isMissing(seq);
}

/** What a page shows of it. */
export function detailOf(facts: ReviewFacts): ReviewDetail {
  const { opened, concluded, entries, last } = facts;
  const { review, from, to, acts, rules, take, flags } = opened.payload;
  const flagged = new Set(flags.map(({ act }) => act));
  return {
    ...{
      review,
      seq: opened.seq,
      hash: opened.hash,
      from,
      to,
      openedAt: opened.payload.at,
      acts,
      rules,
      last,
    },
    sampled: take < acts - flagged.size,
    items: itemsOf(facts),
    concluded: concluded && {
      ...{ seq: concluded.seq, number: concluded.payload.number, at: concluded.payload.at },
      person: nameOf(concluded, entries),
    },
  };
}

/** The acts that are items: those with a flag, and what the entry's own hash draws. */
export function actsToJudge({ opened, acts }: Pick<ReviewFacts, 'opened' | 'acts'>): {
  flagged: ActFacts[];
  drawn: ActFacts[];
} {
  const { take, flags } = opened.payload;
  const named = new Set(flags.map(({ act }) => act));
  const lots = acts.map((facts) => ({ facts, number: facts.act.number, guid: facts.first.payload.guid }));
  const flagged = lots.filter(({ facts }) => named.has(facts.act.id));
  const drawn = drawnActs(opened.hash, lots, new Set(flagged), take);
  return {
    flagged: flagged.map(({ facts }) => facts),
    drawn: lots.filter((one) => drawn.has(one)).map(({ facts }) => facts),
  };
}

/** What is to be judged, by the names by which it is, in the order in which it is shown. */
export function itemNames(facts: ReviewFacts): string[] {
  const { flagged, drawn } = actsToJudge(facts);
  return [
    ...flagged.map(({ act }) => act.id),
    ...new Set(facts.refusals.map(({ payload }) => payload.guid ?? '')),
    ...(facts.unsigned.length > 0 ? ['unsigned'] : []),
    ...drawn.map(({ act }) => act.id),
  ];
}

function itemsOf(facts: ReviewFacts): ReviewItem[] {
  const { entries, refusals, unsigned, asker, verdicts } = facts;
  const common = (item: string) => {
    const entry = verdicts.get(item);
    return {
      item,
      ...(asker.get(item) ?? { ofDesk: false, own: false }),
      judged:
        entry === undefined
          ? null
          : {
              ...{ verdict: entry.payload.verdict, seq: entry.seq, at: entry.payload.at },
              ...{ person: nameOf(entry, entries), words: entry.words?.words ?? null },
            },
    };
  };
  return itemNames(facts).flatMap((item): ReviewItem[] => {
    const act = facts.acts.find((one) => one.act.id === item);
    if (act !== undefined) return [{ what: 'act', ...common(item), ...actFacts(act, facts) }];
    if (item === 'unsigned')
      return [
        {
          ...{ what: 'unsigned', ...common(item), count: countOf(unsigned) },
          requests: unsigned.map(({ seq, payload: { at, claimed, count } }) => ({ seq, at, claimed, count })),
        },
      ];
    const own = refusals.filter(({ payload }) => payload.guid === item);
    return own.slice(0, 1).map((first) => ({
      ...{ what: 'refusals', ...common(item), count: countOf(own) },
      ...{ person: nameOf(first, entries), login: first.payload.login },
      refusals: own.map((one) => refusalFacts(one, entries)),
    }));
  });
}

function actFacts(facts: ActFacts, { acts, opened, entries }: ReviewFacts) {
  const { act, first, basis, authorisation, recordings } = facts;
  const grounds = groundsOf(facts);
  const { login, sentence } = first.payload;
  const picked = basis.sentences.find(({ code }) => code === sentence)?.text;
  const { number, from, to } = authorisation;
  const flags = opened.payload.flags.filter((one) => one.act === act.id);
  return {
    ...{
      number: act.number,
      about: first.seq,
      at: act.openedAt,
      person: grounds?.person.displayName ?? login,
    },
    ...{ unit: grounds?.person.unit ?? '', authorisation: { number, from, to }, case: act.case },
    ...{ basisLabel: basis.label, reason: picked ?? grounds?.justification ?? null },
    recordings: recordings.map(({ recording, startedAt }) => ({ recording, startedAt })),
    heardMs: heardMs(facts),
    present: presencesOf(facts).map(({ name }) => name),
    ...{ state: act.state, filedOn: act.filedOn, way: act.way },
    monthly: acts.filter((one) => one.first.payload.guid === first.payload.guid).length,
    flags: flags.map((one) => flagFacts(one, facts, opened, entries)),
  };
}

/** What was played, of each recording every moment once. */
export function heardMs({ recordings }: ActFacts): number {
  return recordings.reduce((sum, one) => sum + totalMs(heardOf(one.openings)), 0);
}

function flagFacts(
  { flag, other }: Payload<'review'>['flags'][number],
  { recordings }: ActFacts,
  { payload: { rules } }: Entry<'review'>,
  entries: readonly Entry[],
): ShownFlag {
  const openings = recordings.flatMap((one) => one.openings.map(({ openedAt }) => openedAt)).sort();
  const outside = openings.find((at) => !isOfWork(at, rules.hours));
  const same = other === null ? null : actOf(other, entries);
  return {
    flag,
    at: flag === 'hours' ? (outside ?? null) : null,
    other: same && {
      ...{ number: same.act.number, at: same.act.openedAt, case: same.act.case },
      person: groundsOf(same)?.person.displayName ?? same.first.payload.login,
    },
  };
}

/** Whether an instant lies within the hours of work of a working day. */
export function isOfWork(instant: string, { from, to }: { from: number; to: number }): boolean {
  const { hour } = localTime(new Date(instant));
  return isWorkingDay(legalDay(instant)) && from <= hour && hour < to;
}

function refusalFacts(entry: Entry<'refusal'>, entries: readonly Entry[]) {
  const { seq, payload } = entry;
  const { at, request, reason, subject, subjectGuid, because, count, act } = payload;
  // What was asked for in an act that is open names no case: it is the act's.
  const known = ofKind(entries, 'release').find((one) => act !== null && one.payload.act === act);
  return {
    ...{ seq, at, request, reason, because, count, case: payload.case ?? known?.payload.case ?? null },
    subject: subject === null ? null : nameOf(entry, entries, { login: subject, guid: subjectGuid }),
  };
}
