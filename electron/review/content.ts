import { durationText } from '../../shared/duration.ts';
import type { Verdict } from '../../shared/ledger/review.ts';
import { reviewPaper as words } from '../../shared/text/pl/review-paper.ts';
import { groundsOf, type ActFacts } from '../paper/act.ts';
import { nameOf, type Entry } from '../paper/entries.ts';
import { fill } from '../paper/fill.ts';
import { legalDayText, paperDay, paperTime } from '../paper/show.ts';
import { papersOf, type Papers } from './papers.ts';
import { actsToJudge, heardMs, itemNames, type ReviewFacts } from './review.ts';
import { countOf, type StatementFacts } from './statement.ts';

/** Parts I and V, which any days have. */
export type Statement = {
  /** The sum last; none where nobody listened and nothing was refused. */
  rows: string[][];
  said: string[];
  ledger: string;
};

/** What the report says, part by part; the layout adds nothing and leaves nothing out. */
export type Report = Statement & {
  scope: string[];
  counts: string;
  outcome: string[][];
  conclusions: string;
  /** Whether the Mayor has something to judge, by hand. */
  referred: boolean;
};

/** As it was known before entry `until`. */
export function statementContent(facts: StatementFacts, until: number): Statement {
  const papers = papersOf(facts.entries, facts, until);
  return {
    rows: statementRows(facts, papers),
    said: [...(facts.acts.length === 0 ? [words.noActs] : [basesText(facts)]), papersText(facts, papers)],
    ledger: ledgerText(facts),
  };
}

export function reportOf(facts: ReviewFacts, concluded: Entry<'concluded'>): Report {
  return {
    ...statementContent(facts, concluded.seq),
    scope: scopeText(facts),
    counts: countsText(facts),
    outcome: outcomeRows(facts),
    conclusions: concluded.words?.words ?? words.noConclusions,
    referred: concluded.payload.referred > 0,
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

/** A row for everybody who listened, or was refused though authorised; what others were refused is one row. */
function statementRows(
  { acts, refusals, entries }: StatementFacts,
  { standing }: Pick<Papers, 'standing'>,
): string[][] {
  const refusedTo = (guid: string) => refusals.filter(({ payload }) => payload.guid === guid);
  const listeners = new Map<string, ActFacts[]>();
  for (const act of acts) {
    const guid = act.first.payload.guid ?? act.first.payload.login;
    listeners.set(guid, [...(listeners.get(guid) ?? []), act]);
  }
  for (const { subjectGuid: guid } of standing)
    if (!listeners.has(guid) && refusedTo(guid).length > 0) listeners.set(guid, []);
  const rows = [...listeners].map(([guid, own]) => {
    const [act] = own;
    const [refusal] = refusedTo(guid);
    const numbers = new Set(
      act === undefined
        ? standing.filter((one) => one.subjectGuid === guid).map(({ number }) => number)
        : own.map(({ authorisation }) => authorisation.number),
    );
    const named = act?.first ?? refusal;
    const name = (act && groundsOf(act)?.person.displayName) ?? (named ? nameOf(named, entries) : '');
    return {
      name: `${name} (${[...numbers].join(', ')})`,
      ...figures(own),
      refused: countOf(refusedTo(guid)),
    };
  });
  const others = countOf(refusals.filter(({ payload }) => !listeners.has(payload.guid ?? '')));
  const shown = (row: (typeof rows)[number]): string[] => [
    ...[row.name, String(row.acts), String(row.recordings), durationText(row.heard), String(row.refused)],
  ];
  const { none } = words;
  const total = { name: words.sum, ...figures(acts), refused: countOf(refusals) };
  return [
    ...rows.map(shown),
    ...(others === 0 ? [] : [[words.without, none, none, none, String(others)]]),
    ...(rows.length === 0 && others === 0 ? [] : [shown(total)]),
  ];
}

function figures(acts: readonly ActFacts[]) {
  return {
    acts: acts.length,
    recordings: sum(acts.map(({ recordings }) => recordings.length)),
    heard: sum(acts.map(heardMs)),
  };
}

function basesText({ acts }: StatementFacts): string {
  const counts = new Map<string, number>();
  for (const { basis } of acts) counts.set(basis.label, (counts.get(basis.label) ?? 0) + 1);
  return fill(words.bases, {
    bases: [...counts].map(([label, count]) => fill(words.basis, { label, count })).join('; '),
  });
}

function papersText({ to }: StatementFacts, { valid, given, ended, expired, offices }: Papers): string {
  const numbers = (some: readonly { number: string }[]): string =>
    some.map(({ number }) => number).join(', ') || words.nothing;
  const changes = offices.map(({ number, office, deputy, how }) => {
    const name = words.offices[office];
    return fill(words.changes[how], { number, office: deputy ? fill(words.deputy, { office: name }) : name });
  });
  return fill(words.authorisations, {
    ...{ day: legalDayText(to), valid: valid.length, given: numbers(given) },
    ...{ ended: numbers(ended), expired: numbers(expired), offices: changes.join('; ') || words.nothing },
  });
}

/** How many entries there were when the days ended, and what the last check of the whole ledger found. */
function ledgerText({ end, checked }: StatementFacts): string {
  if (checked === null) return fill(words.unchecked, { end });
  const { at, faults, first } = checked.payload;
  const said = { end, day: paperDay(at), time: paperTime(at), faults, first: first?.seq ?? 0 };
  return fill(first === null ? words.agrees : words.disagrees, said);
}

function scopeText(facts: ReviewFacts): string[] {
  const { opened, acts, refusals, unsigned } = facts;
  const { flagged, drawn } = actsToJudge(facts);
  const people = new Set(refusals.map(({ payload }) => payload.guid)).size;
  const rest = acts.length - flagged.length;
  const said = { refusals: countOf(refusals), people, items: itemNames(facts).length };
  const attention = flagged.map(({ act }) => act.number).join(', ');
  return [
    opened.payload.take < rest
      ? fill(words.scopeSample, {
          ...said,
          ...{ flagged: flagged.length, drawn: drawn.length, rest, seq: opened.seq },
        })
      : fill(words.scopeAll, { ...said, acts: acts.length }),
    ...(unsigned.length === 0 ? [] : [fill(words.unsigned, { count: countOf(unsigned) })]),
    fill(words.attention, { items: attention || words.nothing }),
  ];
}

function countsText({ verdicts, acts, questions }: ReviewFacts): string {
  const ids = new Set(acts.map(({ act }) => act.id));
  const all = [...verdicts.values()].map(({ payload }) => payload);
  const ok = all.filter(({ verdict }) => verdict === 'ok');
  const count = (one: Verdict): number => all.filter(({ verdict }) => verdict === one).length;
  const unanswered = questions.filter(({ answers }) => answers.length === 0).length;
  const asked = { asked: questions.length, unanswered: unanswered || words.nothing };
  const counts = fill(words.counts, {
    ok: ok.filter(({ item }) => ids.has(item)).length,
    explained: ok.filter(({ item }) => !ids.has(item)).length,
    ...{ irregular: count('irregular') || words.nothing, referred: count('referred') || words.nothing },
  });
  return questions.length === 0 ? counts : `${counts} ${fill(words.asked, asked)}`;
}

/** Only of what was asked about, or was not simply in order. */
function outcomeRows(facts: ReviewFacts): string[][] {
  const { verdicts, acts, refusals, opened, entries, questions } = facts;
  return itemNames(facts).flatMap((item) => {
    const { payload = null, words: said = null } = verdicts.get(item) ?? {};
    const listened = acts.find(({ act }) => act.id === item);
    const asked = questions.filter((one) => one.asked.payload.about === listened?.first.seq);
    if (payload === null || (payload.verdict === 'ok' && asked.length === 0)) return [];
    const refused = refusals.find((one) => one.payload.guid === item);
    const name =
      listened?.act.number ??
      (refused === undefined
        ? words.unsignedItem
        : fill(words.refusalsOf, { person: nameOf(refused, entries) }));
    const attention = opened.payload.flags.flatMap(({ act, flag }) =>
      act === item ? [fill(words.flags[flag], { count: opened.payload.rules.monthlyActs })] : [],
    );
    const outcome = [
      ...asked.flatMap(questionTexts),
      ...(said === null ? [] : [said.words]),
      words.verdicts[payload.verdict],
    ];
    return [[name, attention.join('; ') || words.none, outcome.join(' ')]];
  });
}

function questionTexts({ asked, answers }: ReviewFacts['questions'][number]): string[] {
  const said = (one: Entry<'matter'>): string => one.words?.words ?? words.none;
  return [
    fill(words.question, { words: said(asked) }),
    answers.length === 0 ? words.unanswered : fill(words.answer, { words: answers.map(said).join(' ') }),
  ];
}
