import { namedBy } from '../../shared/ledger/keeping.ts';
import { keepingPaper as words } from '../../shared/text/pl/keeping-paper.ts';
import { durationText } from '../../shared/duration.ts';
import { legalDay } from '../../shared/warsaw.ts';
import { emergencyLine } from '../paper/emergency.ts';
import { nameOf, standsAt } from '../paper/entries.ts';
import { fill } from '../paper/fill.ts';
import { footOf, pageOf, partOf, titleOf } from '../paper/page.ts';
import type { Printable } from '../paper/pdf.ts';
import { printedAt } from '../paper/sheet.ts';
import { legalDayText, paperDay, paperTime } from '../paper/show.ts';
import type { Session } from '../session/current.ts';
import { settings } from '../settings.ts';
import { earliestLastDay, proceedingsOf, readHold, setterOf, type HoldFacts } from './holds.ts';

/** D9, „Karta zabezpieczenia nagrania” (§ 3 ust. 4), out of entries that were checked. Fails as `readHold` and `standsAt` do. */
export async function cardOf(
  current: Pick<Session, 'db' | 'login' | 'witness' | 'keeper'>,
  seq: number,
): Promise<Printable> {
  const facts = await readHold(current, seq);
  const { hold, reviews, end } = facts;
  const { seq: head } = await standsAt(current, [hold, ...reviews, ...(end === null ? [] : [end])]);
  const { office } = settings();
  const { number } = hold.payload;
  const title = fill(words.title, { number });
  const foot = [fill(words.made, { at: printedAt(), login: current.login, seq: head })];
  return pageOf({
    ...{ name: `${number.replaceAll(/[^0-9A-Za-z-]+/g, '_')}.pdf`, title, office },
    margins: { side: 52, top: 44, bottom: 40 },
    foot: footOf({ side: 52 }, () => foot, await emergencyLine(current)),
    content: [
      { text: office, bold: true },
      titleOf(title, 16, 8),
      ...partsOf(facts).flatMap(([part, lines]) => partOf(part, lines)),
      {
        columns: [words.signatures.set, words.signatures.ended].map((text) => ({
          ...{ text: `……………………………………\n${text}`, alignment: 'center', fontSize: 8.5, margin: [0, 40, 0, 0] },
        })),
      },
    ],
  });
}

/** The parts of the card, each with its lines. */
export function partsOf(facts: HoldFacts): [string, string[]][] {
  const { hold, release, calls, reviews, entries } = facts;
  const { payload, words: said } = hold;
  const number = facts.ofAct ?? said?.case ?? words.erased;
  const reference =
    payload.basis === null
      ? said?.reference
      : fill(words.ofProtocol, { protocol: release?.payload.protocol ?? words.none });
  const by = payload.basis === null ? words.set : words.setByBasis;
  return [
    [
      words.parts.recordings,
      calls.map(({ payload: { recording, startedAt, durationMs } }) =>
        fill(words.recording, {
          ...{
            recording,
            day: paperDay(startedAt),
            time: paperTime(startedAt),
            length: durationText(durationMs),
          },
        }),
      ),
    ],
    [
      words.parts.proceedings,
      [
        fill(words.proceedings, { proceedings: proceedingsOf(facts) ?? words.erased }),
        fill(words.reference, { reference: reference ?? words.none }),
        fill(words.case, { case: number }),
      ],
    ],
    [
      words.parts.set,
      [
        fill(by, { person: nameOf(setterOf(facts), entries), day: paperDay(payload.at), seq: hold.seq }),
        release === null
          ? payload.order === null
            ? words.byDesk
            : fill(words.orders[payload.order], { paper: said?.paper ?? words.erased })
          : fill(words.protocol, { protocol: release.payload.protocol }),
      ],
    ],
    [
      words.parts.reviews,
      [
        ...reviews.map((one) =>
          fill(words.review, {
            ...{ day: paperDay(one.payload.at), person: nameOf(one, entries) },
            ...{
              note: one.words?.note ?? words.erased,
              next: legalDayText(one.payload.review),
              seq: one.seq,
            },
          }),
        ),
        ...(reviews.length > 0
          ? []
          : [
              facts.end === null
                ? fill(words.noReview, { day: legalDayText(payload.review) })
                : words.noneAtAll,
            ]),
      ],
    ],
    [words.parts.end, endLines(facts)],
    [words.parts.after, afterLines(facts)],
  ];
}

/** What became of its recordings, and what becomes of those that are kept. */
function afterLines({ calls, end, gone, others }: HoldFacts): string[] {
  const of = new Map(
    gone.map((one) => [one, calls.filter(({ payload }) => namedBy(one.payload).includes(payload.recording))]),
  );
  const destroyed = [...of].map(([{ payload }, its]) =>
    fill(words.gone, { day: paperDay(payload.at), protocol: payload.protocol, count: its.length }),
  );
  const kept = calls.filter((one) => ![...of.values()].flat().includes(one));
  if (kept.length === 0) return destroyed;
  const lastDay = earliestLastDay({ calls: kept });
  const next =
    others.length > 0
      ? fill(words.heldOn, { numbers: others.map((one) => one.payload.number).join(', ') })
      : end === null
        ? words.heldStill
        : fill(legalDay(end.payload.at) > lastDay ? words.over : words.ordinary, {
            day: legalDayText(lastDay),
          });
  return [...destroyed, next];
}

function endLines({ end, entries }: HoldFacts): string[] {
  if (end === null) return [fill(words.lasts, { day: legalDayText(legalDay()) })];
  const { payload, words: said } = end;
  const { ground, issuedOn, finalOn, at, command } = payload;
  const facts = [
    words.grounds[ground],
    ...(said?.number ? [said.number] : []),
    ...(issuedOn === null ? [] : [fill(words.issued, { day: legalDayText(issuedOn) })]),
    ...(finalOn === null ? [] : [fill(words.final, { day: legalDayText(finalOn) })]),
    ...(said?.document ? [fill(words.document, { document: said.document })] : []),
    ...(said?.note ? [said.note] : []),
  ].join(', ');
  const person = command === null ? words.keeper : nameOf(end, entries);
  return [`${facts}.`, fill(words.ended, { person, day: paperDay(at), seq: end.seq })];
}
