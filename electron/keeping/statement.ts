import { durationText } from '../../shared/duration.ts';
import { completenessPaper as words } from '../../shared/text/pl/completeness-paper.ts';
import { legalDay } from '../../shared/warsaw.ts';
import { emergencyLine } from '../paper/emergency.ts';
import { standsAt } from '../paper/entries.ts';
import { fill } from '../paper/fill.ts';
import { footOf, pageOf, partOf, tableOf, titleOf } from '../paper/page.ts';
import type { Printable } from '../paper/pdf.ts';
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
  const foot = (page: number, pages: number): string[] => [
    fill(words.made, { at: printedAt(), login: current.login, seq: head, page, pages }),
  ];
  return pageOf({
    ...{ name: `kompletnosc_${month}.pdf`, title: words.title, office },
    margins: { side: 52, top: 44, bottom: 44 },
    foot: footOf({ side: 52 }, foot, await emergencyLine(current)),
    content: [
      { text: office, bold: true },
      titleOf(words.title, 16),
      { text: content.period, alignment: 'center' },
      { text: words.ground, alignment: 'center', margin: [0, 0, 0, 8] },
      ...partOf(words.parts.result, [content.result]),
      ...partOf(words.parts.numbers, [content.numbers]),
      ...partOf(words.parts.gaps, content.gaps.length === 0 ? [content.noGaps] : []),
      ...(content.gaps.length === 0 ? [] : [gapsTable(content.gaps)]),
      ...(content.more === null ? [] : [{ text: content.more }]),
      ...partOf(words.parts.unknown, [content.unknown]),
      {
        ...{ text: `……………………………………\n${words.signature}`, alignment: 'center', fontSize: 8.5 },
        margin: [300, 44, 0, 0],
      },
    ],
  });
}

function gapsTable(rows: readonly (readonly string[])[]): object {
  return tableOf({
    columns: words.columns,
    widths: [70, 28, 30, 64, 72, '*', 26],
    rows,
    margin: [0, 4, 0, 6],
    layout: {
      hLineWidth: (row: number, { table: { body } }: { table: { body: object[] } }) =>
        row === 0 || row === body.length ? 0 : 0.5,
      vLineWidth: () => 0,
      hLineColor: () => '#aaaaaa',
      // Why takes the most room.
      ...{ paddingLeft: () => 0, paddingRight: () => 8 },
    },
  });
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
