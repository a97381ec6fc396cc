import { durationText, isLong, positionText } from '../../shared/duration.ts';
import type { Position } from '../../shared/ledger/quality.ts';
import type { CardVersion, ShownCard } from '../../shared/quality.ts';
import { cardPaper as words } from '../../shared/text/pl/card-paper.ts';
import { fail } from '../failed.ts';
import { emergencyLine } from '../paper/emergency.ts';
import { isMissing, ofKind, standsAt, type Entry } from '../paper/entries.ts';
import { fill } from '../paper/fill.ts';
import { footOf, pageOf, partOf, tableOf, titleOf } from '../paper/page.ts';
import type { Printable } from '../paper/pdf.ts';
import { printedAt } from '../paper/sheet.ts';
import { legalDayText, paperDay, paperTime } from '../paper/show.ts';
import type { Session } from '../session/current.ts';
import { settings } from '../settings.ts';
import { readCardEntries } from './card.ts';

/** D10, the card of a call, for the two who may read it, out of entries that were checked. Fails as `readCard` and `standsAt` do; of a call without a card with 'card-unknown'. */
export async function cardPaper(
  current: Pick<Session, 'db' | 'guid' | 'login' | 'witness' | 'keeper'>,
  position: Position,
): Promise<Printable> {
  const { card, entries } = await readCardEntries(current, position);
  const { seq } = await standsAt(current, [
    ...ofKind(entries, 'qualityPlan'),
    ...ofKind(entries, 'qualityScore'),
    ...ofKind(entries, 'qualityRemark'),
  ]);
  const foot = fill(words.made, { at: printedAt(), login: current.login, seq });
  return makeCard(card, entries, {
    office: settings().office,
    foot,
    emergency: await emergencyLine(current),
  });
}

/** The same of what was read. `resources`: where the fonts lie. */
export async function makeCard(
  card: ShownCard,
  entries: readonly Entry[],
  { office, foot, emergency }: { office: string; foot: string; emergency: string | null },
  resources?: string,
): Promise<Printable> {
  const { number, position } = card;
  const title = fill(words.title, { nr: position.nr, number });
  const named = number.replaceAll(/[^0-9A-Za-z-]+/g, '_');
  const lines = (page: number, pages: number): string[] =>
    pages === 1 ? [foot] : [`${String(page)} / ${String(pages)}`, foot];
  const content = [
    { text: office, bold: true },
    titleOf(title, 10, 4),
    { fontSize: 8.5, stack: contentOf(card, entries) },
    { text: words.noEvidence, bold: true, margin: [0, 10, 0, 2] },
    { text: fill(words.kept, { day: legalDayText(card.keptUntil) }) },
  ];
  const page = {
    ...{ name: fill(words.name, { number: named, nr: position.nr }), title, office, content },
    margins: { side: 46, top: 36, bottom: 40 },
    foot: footOf({ side: 46, above: 6 }, lines, emergency),
  };
  return pageOf(page, resources);
}

function contentOf(card: ShownCard, entries: readonly Entry[]): object[] {
  const version = card.versions.at(-1) ?? fail('card-unknown');
  const { displayName, post, unit } = card.person;
  const said = version.words;
  const { parts } = words;
  return [
    ...part(parts.plan, planOf(card, version, entries)),
    ...part(parts.call, [callOf(card, version)]),
    ...part(parts.person, [[displayName, post, unit].filter((one) => one !== '').join(', ')]),
    ...part(parts.levels, said === null || card.criteria === null ? [words.erased] : []),
    ...(said === null || card.criteria === null ? [] : levelsOf(card.criteria, said)),
    resultOf(version),
    ...part(
      parts.annotations,
      said === null ? [words.erased] : said.annotations.length === 0 ? [words.none] : [],
    ),
    ...(said === null || said.annotations.length === 0 ? [] : [annotationsOf(card, said)]),
    ...part(parts.summary, [said === null ? words.erased : said.summary.trim() || words.none]),
    ...part(parts.remarks, remarksOf(card)),
    ...part(parts.reply, replyOf(card, version)),
  ];
}

const part = (title: string, lines: readonly string[]): object[] => partOf(title, lines, true);

function planOf(
  { number, case: caseNumber, rater, versions }: ShownCard,
  version: CardVersion,
  entries: readonly Entry[],
): string[] {
  const [verdict] = ofKind(entries, 'qualityVerdict');
  const { seq, payload } = verdict ?? isMissing(version.seq);
  const before = versions.at(-2);
  return [
    fill(words.plan, { number, case: caseNumber, day: paperDay(payload.at), seq }),
    fill(words.rater, {
      ...{ person: rater, day: paperDay(version.at), seq: version.seq },
      instead: before === undefined ? '' : fill(words.instead, { seq: before.seq }),
    }),
  ];
}

/** SECURITY: neither who called nor by which telephone: a card is of who answered. */
function callOf(card: ShownCard, { heardMs }: CardVersion): string {
  const { startedAt, durationMs, department, part: at, parts } = card;
  return fill(words.call, {
    ...{ day: paperDay(startedAt), time: paperTime(startedAt), department },
    part: parts === 1 ? '' : fill(words.part, { part: at, parts }),
    ...{ heard: durationText(heardMs), length: durationText(durationMs) },
  });
}

type Criteria = NonNullable<ShownCard['criteria']>;
type Said = NonNullable<CardVersion['words']>;

function levelsOf(criteria: Criteria, { levels, comments }: Said): object[] {
  const rows = criteria.map(({ code, name, weight, levels: described }, at) => {
    const level = levels[at] ?? null;
    return [
      fill(words.criterion, { name, weight }),
      level === null ? words.notApplicable : String(level),
      level === null ? words.notApplicableText : (described[level] ?? ''),
      comments[code] ?? '',
    ];
  });
  return [table(words.columns.levels, [118, 30, 120, '*'], rows)];
}

function resultOf({ result, words: said }: CardVersion): object {
  const text = said === null ? '' : result === null ? words.noResult : fill(words.result, { result });
  return { text, bold: true, margin: [0, 3, 0, 0] };
}

function annotationsOf({ criteria, durationMs }: ShownCard, { annotations }: Said): object {
  const long = isLong(durationMs);
  const nameOf = (code: string | null): string =>
    code === null ? words.other : (criteria?.find((one) => one.code === code)?.name ?? code);
  const rows = annotations.map(({ from, to, criterion, text }) => [
    `${positionText(from, long)}–${positionText(to, long)}`,
    nameOf(criterion),
    text,
  ]);
  return table(words.columns.annotations, [78, 150, '*'], rows);
}

function table(columns: readonly string[], widths: (number | '*')[], rows: string[][]): object {
  const padding = { paddingTop: () => 1, paddingBottom: () => 1 };
  return tableOf({ columns, widths, rows, padding, fontSize: 7.5, margin: [0, 1, 0, 1] });
}

function remarksOf({ remark, standing }: ShownCard): string[] {
  if (remark === null) {
    const sentence = standing.state === 'submitted' ? words.remarksUntil : words.remarksOver;
    return [standing.until === null ? words.none : fill(sentence, { day: legalDayText(standing.until) })];
  }
  const facts = { day: paperDay(remark.at), seq: remark.seq };
  if (!standing.remarked) return [fill(words.noRemarks, facts)];
  return [fill(words.remarked, facts), remark.words ?? words.erased];
}

function replyOf({ standing, interrupted }: ShownCard, { seq, at, words: said }: CardVersion): string[] {
  const reply = said?.reply ?? null;
  if (reply !== null) return [fill(words.replied, { day: paperDay(at), seq }), reply];
  return [interrupted && standing.state === 'remarked' ? words.broken : words.none];
}
