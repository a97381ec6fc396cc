import { createHash } from 'node:crypto';
import { destructionPaper as words } from '../../shared/text/pl/destruction-paper.ts';
import { document } from '../../shared/text/pl/document.ts';
import { keepingPaper } from '../../shared/text/pl/keeping-paper.ts';
import { spokenDuration } from '../../shared/duration.ts';
import type { Backup } from '../../shared/nights.ts';
import { addDays, addMonths, daysOfMonth, legalDay } from '../../shared/warsaw.ts';
import { emergencyLine } from '../paper/emergency.ts';
import { isMissing, ofKind, standsAt, type Entry } from '../paper/entries.ts';
import { fill } from '../paper/fill.ts';
import { definitionOf, footOf, tableOf, titleOf } from '../paper/page.ts';
import { type Definition, pdfOf, type Printable } from '../paper/pdf.ts';
import { periodOf } from '../paper/period.ts';
import { citationOf, orderCalled, orderOn, regulationOn, type Order } from '../paper/rules.ts';
import { printedAt } from '../paper/sheet.ts';
import { legalDayText, paperDay, paperTime } from '../paper/show.ts';
import type { Session } from '../session/current.ts';
import { settings, type Settings } from '../settings.ts';
import {
  agesBy,
  copiesOf,
  newestBackup,
  nightOf,
  nightsIn,
  protocolOf,
  readGone,
  readNights,
  type Gone,
  type NightFacts,
} from './nights.ts';

type Current = Pick<Session, 'db' | 'login' | 'witness' | 'keeper'>;

/**
 * „Protokół zniszczenia nagrań” of a month (§ 3 ust. 4), out of entries that were checked. Fails as `readNights`, `readGone` and `standsAt` do.
 * SECURITY: its day is that of the workstation, as its foot is: the database's could make a month whole that still runs.
 */
export async function destructionPaper(current: Current, month: string): Promise<Printable> {
  const facts = { ...(await readNights(current, month)), today: legalDay() };
  const gone = await readGone(current, ofKind(facts.entries, 'destroyed'));
  // The newest backup costs nothing: the links up to it are read for the nights anyway.
  const newest = ofKind(facts.entries, 'backup').slice(-1);
  const nights = facts.entries.filter(({ kind }) => kind === 'destroyed' || kind === 'removed');
  const { seq, hash } = await standsAt(current, [...nights, ...newest]);
  const list = listOf(gone);
  const made = { at: printedAt(), login: current.login, seq, hash: hash.toString('hex') };
  const definition = layoutOf(facts, gone, month, {
    ...{ list, ...settings(), emergency: await emergencyLine(current) },
    foot: (page, pages) => fill(words.made, { ...made, page, pages }),
  });
  return {
    name: `${nameOf(month)}.pdf`,
    // The bundle stands beside its fonts.
    pdf: await pdfOf(definition, __dirname),
    // A file beside it, not pages; the protocol names it by its hash.
    beside: { name: `${nameOf(month)}.csv`, content: list },
  };
}

const nameOf = (month: string): string => protocolOf(month).replaceAll('/', '_');

type Made = Pick<Settings, 'office' | 'regulation'> & {
  list: Buffer;
  foot: (page: number, pages: number) => string;
  emergency: string | null;
};

/** The protocol as it is laid out. */
export function layoutOf(facts: NightFacts, gone: readonly Gone[], month: string, made: Made): Definition {
  const { office, regulation, foot, emergency } = made;
  const number = protocolOf(month);
  const content = contentOf(facts, gone, month, { name: `${nameOf(month)}.csv`, content: made.list });
  const inForce = regulationOn(facts.entries, facts.today);
  const title = fill(words.title, { number });
  return definitionOf({
    ...{ title, office },
    margins: { side: 52, top: 44, bottom: 44 },
    foot: footOf({ side: 52 }, (page, pages) => [foot(page, pages)], emergency),
    content: [
      {
        columns: [
          {
            stack: [
              { text: office, bold: true },
              { text: fill(words.case, { case: content.case }), margin: [0, 8, 0, 0] },
            ],
          },
          {
            alignment: 'right',
            stack: [
              fill(document.place, { place: regulation.place, day: legalDayText(facts.today) }),
              { text: fill(words.number, { number }), margin: [0, 8, 0, 0] },
            ],
          },
        ],
      },
      titleOf(title, 16),
      { text: content.period, alignment: 'center' },
      {
        text: fill(words.ground, { regulation: citationOf(inForce, regulation.title) }),
        ...{ alignment: 'center', margin: [0, 0, 0, 8] },
      },
      rule,
      ...content.before.map(part),
      ...(content.nights.length === 0 ? [] : [nightsTable(content.nights)]),
      ...content.notes.map((text) => ({ text, fontSize: 7.5, margin: [0, 0, 0, 2] })),
      rule,
      ...content.after.slice(0, -1).map(part),
      // Nobody signs a page that says nothing.
      { stack: [...content.after.slice(-1).map(part), signed()], unbreakable: true },
    ],
  });
}

const rule = {
  canvas: [{ type: 'line', x1: 0, y1: 0, x2: 491, y2: 0, lineWidth: 0.5, lineColor: '#999999' }],
  margin: [0, 4, 0, 4],
};

function part([title, text]: readonly [string, string]) {
  return {
    columns: [
      { text: title, bold: true, width: 130 },
      { text, width: '*' },
    ],
    margin: [0, 3, 0, 3],
  };
}

function signed() {
  return {
    columns: words.signatures.map((text) => ({
      ...{ text: `……………………………\n${text}`, alignment: 'center', fontSize: 8.5, margin: [0, 44, 0, 0] },
    })),
  };
}

function nightsTable(rows: readonly (readonly string[])[]) {
  return tableOf({
    columns: words.columns,
    widths: [52, '*', 36, 48, 58, 58, 36],
    rows,
    margin: [0, 6, 0, 6],
    layout: 'lightHorizontalLines',
  });
}

/** `id;dzień;ostatni dzień;SHA-256;przyczyna;noc;wpis`, sorted, UTF-8: no numbers of callers, no names. */
export function listOf(gone: readonly Gone[]): Buffer {
  const lines = gone.map(({ call: { payload }, night }) => {
    const day = legalDay(new Date(payload.startedAt));
    const cause = causeOf(night, payload.recording);
    return [
      payload.recording,
      day,
      addMonths(day, 12),
      payload.plainSha256,
      words.causes[cause],
      nightOf(night),
      night.seq,
    ].join(';');
  });
  return Buffer.from([words.list, ...lines.sort()].map((line) => `${line}\n`).join(''), 'utf8');
}

const causeOf = ({ payload }: Entry<'destroyed'>, id: string): 'term' | 'ended' | 'erasure' =>
  payload.term.includes(id) ? 'term' : payload.ended.includes(id) ? 'ended' : 'erasure';

/** What the protocol says, part by part. */
export function contentOf(
  { entries, today, held, restricted, busy }: NightFacts,
  gone: readonly Gone[],
  month: string,
  list: { name: string; content: Buffer },
) {
  const { to } = daysOfMonth(month);
  const nights = nightsIn(entries);
  const orders = ordersOf(entries, to < today ? to : today);
  const cases = [...new Set(orders.map(({ content }) => content.case))];
  const count = (cause: 'term' | 'ended' | 'erasure'): number =>
    gone.filter(({ call, night }) => causeOf(night, call.payload.recording) === cause).length;
  const lasts = gone.reduce((sum, { call }) => sum + call.payload.durationMs, 0);
  const removed = new Map<number, string>();
  const again = ofKind(entries, 'removed').filter(({ payload }) => payload.again);
  // What came back and went again went on the first day too.
  for (const { payload } of ofKind(entries, 'removed'))
    if (!removed.has(payload.of)) removed.set(payload.of, payload.at);
  const lastNight = [...nights.keys()].at(-1) ?? null;
  const agreed = new Set(ofKind(entries, 'confirmed').flatMap(({ payload }) => payload.hashes));
  const stopped = ofKind(entries, 'stopped').filter(({ hash }) => !agreed.has(hash));
  // What was lost and taken in again went twice.
  const twice = gone.length - new Set(gone.map(({ call }) => soundOf(call))).size;
  const notes = [...new Set(gone.map(noteOf).filter((one) => one !== null))];
  const filesGone = [...nights.values()].flat().every(({ seq }) => removed.has(seq));
  return {
    case: cases.length === 0 ? words.none : cases.join(', '),
    period: periodOf(month, today),
    before: [
      [
        words.parts.basis,
        fill(words.basis, { term: count('term'), ended: count('ended'), erasure: count('erasure') }),
      ],
      [words.parts.order, orders.length === 0 ? words.noOrder : orders.map(orderText).join('\n')],
      [
        words.parts.destroyed,
        gone.length === 0
          ? words.nothing
          : fill(words.destroyed, {
              ...{ count: gone.length, lasts: spokenDuration(lasts), nights: nights.size, list: list.name },
              sha256: createHash('sha256').update(list.content).digest('hex'),
            }) + (twice === 0 ? '' : fill(words.twice, { count: twice })),
      ],
    ] as [string, string][],
    nights: [...nights].map(([night, own]) => nightCells(night, own, gone, { removed, notes })),
    notes: notes.map((text, at) => `${mark(at)} ${text}`),
    after: [
      [words.parts.how, lastNight === null ? words.none : words.how],
      [words.parts.tried, lastNight === null ? words.none : words.tried],
      [
        words.parts.copies,
        lastNight === null
          ? words.none
          : [
              copiesText(lastNight, newestBackup(entries), today),
              // Who has no order made no statement; nothing went without one.
              words.machines,
              filesGone ? words.files : words.filesLeft,
              ...again.map(({ payload: { of, at } }) => fill(words.filesAgain, { of, day: paperDay(at) })),
              words.originals,
            ].join(' '),
      ],
      [
        words.parts.kept,
        fill(words.kept, {
          ...{ held, restricted, busy },
          stopped: stopped.reduce((sum, { payload }) => sum + payload.count, 0),
        }),
      ],
      [words.parts.remarks, words.remarks],
    ] as [string, string][],
  };
}

/**
 * The orders by which the nights went, though they may have been taken back since; where nothing went, the one in force on `day`. Fails with
 * 'document-entry-missing'.
 * SECURITY: an order that a night names, and of which the database tells nothing, is not replaced by another one.
 */
function ordersOf(entries: NightFacts['entries'], day: string): Order[] {
  const nights = ofKind(entries, 'destroyed');
  if (nights.length === 0) return [orderOn(entries, day)].filter((one) => one !== null);
  const named = new Map(nights.map(({ seq, payload }) => [payload.order, seq]));
  return [...named].map(([number, seq]) => orderCalled(entries, number) ?? isMissing(seq));
}

function orderText({ number, from, seq, confirmed, content: { archive } }: Order): string {
  return fill(words.order, {
    ...{ number, day: legalDayText(from), seq, confirmed },
    archive:
      archive === null
        ? words.none
        : archive.of === 'bc'
          ? fill(words.bc, { symbol: archive.symbol })
          : fill(words.general, { reference: archive.reference, day: legalDayText(archive.day) }),
  });
}

function copiesText(lastNight: string, backup: Backup | null, today: string): string {
  if (backup === null) return words.noCopies;
  const oldest = legalDayText(backup.oldestOn);
  const newest = legalDayText(backup.madeOn);
  return {
    aged: fill(words.aged, { day: oldest }),
    ages: fill(words.ages, { day: legalDayText(agesBy(lastNight)), oldest }),
    kept: fill(words.copiesKept, { newest, oldest }),
  }[copiesOf(lastNight, backup, today)];
}

function nightCells(
  night: string,
  own: readonly Entry<'destroyed'>[],
  gone: readonly Gone[],
  { removed, notes }: { removed: ReadonlyMap<number, string>; notes: readonly string[] },
): string[] {
  const went = gone.filter((one) => own.includes(one.night));
  const calls = went.map(({ call }) => call.payload);
  const last = own.at(-1);
  const files = own.map(({ seq }) => removed.get(seq) ?? null);
  const filesAt = files.includes(null) ? null : (files.at(-1) ?? null);
  const moment = (at: string): string => `${paperDay(at).slice(0, 5)}, ${paperTime(at)}`;
  return [
    nightText(night),
    [
      daysText(went.filter((one) => noteOf(one) === null)),
      ...notes.map((note, at) => {
        const noted = went.filter((one) => noteOf(one) === note);
        return noted.length === 0 ? '' : `${noted.length} z ${daysText(noted)} ${mark(at)}`;
      }),
    ]
      .filter((text) => text !== '')
      .join('; '),
    String(calls.length),
    spokenDuration(calls.reduce((sum, { durationMs }) => sum + durationMs, 0)),
    last === undefined ? words.none : moment(last.payload.at),
    filesAt === null ? words.none : moment(filesAt),
    own.map(({ seq }) => seq).join(', '),
  ];
}

/** `24/25.11`, of the night that ended on a day. */
function nightText(day: string): string {
  const [, month, date] = day.split('-');
  const before = addDays(day, -1).split('-');
  return before[1] === month ? `${before[2]}/${date}.${month}` : `${before[2]}.${before[1]}/${date}.${month}`;
}

function daysText(gone: readonly Gone[]): string {
  const days = [...new Set(gone.map(({ call }) => legalDay(new Date(call.payload.startedAt))))].sort();
  const [first, ...others] = days;
  if (first === undefined) return '';
  return others.length === 0
    ? legalDayText(first)
    : `${legalDayText(first)} – ${legalDayText(days.at(-1) ?? '')}`;
}

/** Of a footnote; no font has to draw more small figures than these. */
const mark = (at: number): string => ['¹', '²', '³'][at] ?? `(${at + 1})`;

const soundOf = ({ payload }: Entry<'ingest'>): string => `${payload.plainSha256} ${payload.startedAt}`;

/** Why a recording went later than its twelve months, or before; null where it did not. */
function noteOf({ call, night, cards }: Gone): string | null {
  const cause = causeOf(night, call.payload.recording);
  if (cause === 'term') return null;
  if (cause === 'erasure') return words.notes.erasure;
  const said = cards.map(({ hold, end: { payload } }) =>
    [
      `${hold.payload.number} (${keepingPaper.grounds[payload.ground]}`,
      ...(payload.finalOn === null ? [] : [fill(keepingPaper.final, { day: legalDayText(payload.finalOn) })]),
    ].join(', '),
  );
  return fill(words.notes.ended, { cards: said.map((one) => `${one})`).join(', ') });
}
