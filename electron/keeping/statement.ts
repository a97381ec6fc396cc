import { durationText } from '../../shared/duration.ts';
import { completenessPaper as words } from '../../shared/text/pl/completeness-paper.ts';
import { legalDay } from '../../shared/warsaw.ts';
import { emergencyLine } from '../paper/emergency.ts';
import { standsAt } from '../paper/entries.ts';
import { fill } from '../paper/fill.ts';
import { pdfOf, type Printable } from '../paper/pdf.ts';
import { periodOf } from '../paper/period.ts';
import { printedAt } from '../paper/sheet.ts';
import { legalDayText, paperDay, paperTime } from '../paper/show.ts';
import type { Session } from '../session/current.ts';
import { settings } from '../settings.ts';
import { formerGaps, ofCalls, type Completeness, type ShownGap } from '../../shared/completeness.ts';
import { completenessOf, readCompleteness } from './completeness.ts';

/**
 * „Zestawienie kompletności nagrań” of a month (§ 3 ust. 1), out of entries that were checked. Fails as `readCompleteness` and `standsAt` do.
 * SECURITY: its day is that of the workstation, as its foot is: the database's could make a month whole that still runs, or let days without call
 * records pass. So do they where it says since when days were looked at: they are told from the first of the month.
 */
export async function completenessPaper(
  current: Pick<Session, 'db' | 'login' | 'witness' | 'keeper'>,
  month: string,
): Promise<Printable> {
  const told = await readCompleteness(current, month);
  const facts = { ...told, today: legalDay(), first: `${month}-01` };
  const { seq: head } = await standsAt(current, facts.entries);
  const content = contentOf(completenessOf(facts, month, new Date()), month);
  const { office } = settings();
  const emergency = await emergencyLine(current);
  const foot = (page: number, pages: number): string =>
    fill(words.made, { at: printedAt(), login: current.login, seq: head, page, pages });
  const definition = {
    pageMargins: [52, 44, 52, 44],
    info: { title: words.title, author: office, creator: 'Odsłuch' },
    footer: (page: number, pages: number) => ({
      ...{ margin: [52, 8, 52, 0], fontSize: 7, color: '#555555', alignment: 'right' },
      stack: [foot(page, pages), ...(emergency === null ? [] : [`${emergency}.`])],
    }),
    content: [
      { text: office, bold: true },
      { text: words.title, bold: true, fontSize: 12.5, alignment: 'center', margin: [0, 16, 0, 0] },
      { text: content.period, alignment: 'center' },
      { text: words.ground, alignment: 'center', margin: [0, 0, 0, 8] },
      ...part(words.parts.result, content.result),
      ...part(words.parts.numbers, content.numbers),
      ...part(words.parts.gaps, content.gaps.length === 0 ? content.noGaps : null),
      ...(content.gaps.length === 0 ? [] : [gapsTable(content.gaps)]),
      ...(content.more === null ? [] : [{ text: content.more }]),
      ...part(words.parts.unknown, content.unknown),
      {
        ...{ text: `……………………………………\n${words.signature}`, alignment: 'center', fontSize: 8.5 },
        margin: [300, 44, 0, 0],
      },
    ],
  };
  // The bundle stands beside its fonts.
  return { name: `kompletnosc_${month}.pdf`, pdf: await pdfOf(definition, __dirname) };
}

function part(title: string, text: string | null): object[] {
  const head = { text: title, bold: true, fontSize: 10.5, margin: [0, 8, 0, 3] };
  return text === null ? [head] : [head, { text, margin: [0, 2, 0, 2] }];
}

function gapsTable(rows: readonly (readonly string[])[]): object {
  const head = words.columns.map((text) => ({ text, bold: true }));
  return {
    ...{ fontSize: 8, margin: [0, 4, 0, 6] },
    table: {
      ...{ headerRows: 1, dontBreakRows: true, widths: [70, 28, 30, 64, 72, '*', 26] },
      body: [head, ...rows.map((cells) => cells.map((text) => ({ text })))],
    },
    layout: {
      hLineWidth: (row: number, { table: { body } }: { table: { body: object[] } }) =>
        row === 0 || row === body.length ? 0 : 0.5,
      vLineWidth: () => 0,
      hLineColor: () => '#aaaaaa',
      // Why takes the most room.
      ...{ paddingLeft: () => 0, paddingRight: () => 8 },
    },
  };
}

/** What the statement says, part by part. */
export function contentOf({ today, days, gaps, unknown }: Completeness, month: string) {
  const sum = (of: 'answered' | 'recorded' | 'hungUp' | 'more'): number =>
    days.reduce((all, day) => all + day[of], 0);
  const [answered, recorded, hungUp, more] = [sum('answered'), sum('recorded'), sum('hungUp'), sum('more')];
  const found =
    days.length === 0
      ? words.never
      : fill(answered === recorded ? words.whole : words.lacking, {
          ...{ answered, recorded, missing: answered - recorded },
          of: fill(words[ofCalls(answered)], { answered }),
        });
  const former = formerGaps(gaps);
  return {
    period: periodOf(month, today),
    result: `${found}${former > 0 ? fill(words.former, { n: former }) : ''}${days.length > 0 && unknown.length > 0 ? words.notAll : ''}`,
    numbers: fill(words.numbers, { days: days.length, answered, recorded, hungUp }),
    noGaps: unknown.length === 0 && days.length > 0 ? words.none : words.noneKnown,
    gaps: [...gaps].reverse().map(cellsOf),
    more: more === 0 ? null : fill(words.more, { more }),
    unknown: unknown.length === 0 ? words.none : unknown.map(legalDayText).join(', '),
  };
}

function cellsOf(gap: ShownGap): string[] {
  const { startedAt, extension, seconds, kind, explanation, closedOn, seq } = gap;
  const state =
    closedOn !== null
      ? fill(words.closed, { day: legalDayText(closedOn) })
      : explanation === null
        ? words.waiting
        : null;
  return [
    `${paperDay(startedAt)}, ${paperTime(startedAt)}`,
    extension === '' ? '–' : extension,
    durationText(seconds * 1000),
    words.kinds[kind],
    explanation === null ? '–' : words.causes[explanation.cause],
    [state, explanation === null ? null : (explanation.note ?? words.erased)]
      .filter((one) => one !== null)
      .join('; '),
    String(seq),
  ];
}
