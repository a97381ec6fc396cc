import { matterPaper as words } from '../../shared/text/pl/matter-paper.ts';
import { legalDay } from '../../shared/warsaw.ts';
import { missingIn } from '../paper/beginnings.ts';
import { checkedEntries, ofKind, toldEntry, standsAt, type Entry } from '../paper/entries.ts';
import { fill } from '../paper/fill.ts';
import type { Printable } from '../paper/pdf.ts';
import { citationOn } from '../paper/rules.ts';
import { printedAt, sheetOf } from '../paper/sheet.ts';
import { legalDayText, paperDay } from '../paper/show.ts';
import type { Session } from '../session/current.ts';
import { readRows } from '../session/read.ts';
import { mediaQuery } from './queries.ts';

/**
 * D13, „Ewidencja nośników” (§ 6 ust. 3 lit. c): what lies with whom, out of entries that were checked; of every other matter what began it, by whose
 * number a medium that was left out is missed. Fails with 'document-entry-false', which names an entry, and as `citationOn` and `standsAt` do.
 */
export async function mediaPaper(
  current: Pick<Session, 'db' | 'login' | 'witness' | 'keeper'>,
): Promise<Printable> {
  const { db, login } = current;
  const entries = await checkedEntries(db, await readRows(db, toldEntry, mediaQuery));
  const { seq } = await standsAt(current, entries.slice(-1));
  const today = legalDay();
  const at = printedAt();
  const rows = mediaRows(entries);
  return sheetOf(current, {
    name: `ewidencja-nosnikow_${today}.pdf`,
    title: fill(words.title, { day: legalDayText(today) }),
    note: `${fill(words.note, { regulation: await citationOn(current, today) })} ${numbersText(entries)}`,
    widths: [58, '*', 130, 60, 60, '*'],
    columns: words.columns,
    rows: rows.length === 0 ? [[words.empty]] : rows,
    foot: (page, pages) => fill(words.made, { at, login, seq, page, pages }),
  });
}

/** Whether a matter is missing. */
export function numbersText(entries: readonly Entry[]): string {
  const begun = ofKind(entries, 'matter').filter(({ payload }) => payload.event === 'open');
  const missing = missingIn(begun.map(({ payload: { at, number } }) => ({ at, number })));
  return missing === null ? words.gapless : fill(words.gap, missing);
}

/** A row a medium, in the order in which they came: what it is, whose, since and until when, and what was last said of it. */
export function mediaRows(entries: readonly Entry[]): string[][] {
  const all = ofKind(entries, 'matter');
  const ids = [...new Set(all.map(({ payload }) => payload.matter))];
  return ids.flatMap((id) => {
    const said = all.filter(({ payload }) => payload.matter === id);
    const [first, last] = [said[0], said.at(-1)];
    // What was taken for a medium by mistake is none by how it stands now.
    if (first === undefined || last?.payload.letter !== 'c') return [];
    const { number, assignee, due } = last.payload;
    // Since when it lies with whom it lies now.
    const since = said
      .filter(({ payload }, place) => payload.assignee !== said[place - 1]?.payload.assignee)
      .at(-1);
    return [
      [
        ...[number, first.words?.words ?? words.erased, personOf(entries, assignee)],
        paperDay((since ?? first).payload.at),
        due === null ? words.none : legalDayText(due),
        standText(last, said.length),
      ],
    ];
  });
}

function standText({ seq, payload, words: said }: Entry<'matter'>, count: number): string {
  if (count === 1) return fill(words.kept, { seq });
  const facts = { day: paperDay(payload.at), words: said?.words ?? words.erased, seq };
  return fill(payload.event === 'close' ? words.closed : words.noted, facts);
}

/** Who has an account, as last registered. */
function personOf(entries: readonly Entry[], guid: string | null): string {
  const names = ofKind(entries, 'person').flatMap(({ payload, words: said }) => {
    const place = payload.people.findIndex((one) => one.guid === guid);
    return place < 0 ? [] : [said?.names[place]?.displayName ?? payload.people[place]?.login ?? ''];
  });
  return names.at(-1) ?? words.none;
}
