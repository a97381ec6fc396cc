import { positionText, spokenDuration } from '../../shared/duration.ts';
import { heardTexts, totalMs } from '../../shared/heard.ts';
import type { DrawnRow, Paper, PaperRow, RecordingBlock } from '../../shared/paper.ts';
import { purposeWords } from '../../shared/purposes.ts';
import { document as words } from '../../shared/text/pl/document.ts';
import { fill } from '../paper/fill.ts';
import {
  concerns,
  evidenceOf,
  filingOf,
  groundsOf,
  heardOf,
  isSeal,
  presencesOf,
  unheardOf,
  type OpenedRecording,
} from '../paper/act.ts';
import { nameOf, ofKind, type Entry } from '../paper/entries.ts';
import { citationOf } from '../paper/rules.ts';
import { paperDay, legalDayText, paperTime } from '../paper/show.ts';
import { correctionsOf, unsignedLine } from './correction.ts';
import { reportOf } from './report.ts';
import { attachmentLines, ownRemarkLines, quotationLines, remarkLines } from './quotations-remarks.ts';
import { printOf, sealedWords, wordsOf, type Protocol } from './protocol.ts';

/**
 * What the ledger does not say of the act: the office as its settings have it (`title`: the regulation, where no entry tells of one), `login` of the person whose act it is (whoever else asks for it gets a copy: `copy` = which one), when it is printed, and up to which entry the ledger was known then.
 */
export type Circumstances = {
  login: string;
  office: string;
  title: string;
  place: string;
  /** An instant. */
  now: string;
  head: { seq: number; hash: string };
  /** What is said of an emergency that lasts. */
  emergency: string | null;
  copy?: number;
};

/** D1 in words. But for the circumstances it comes from the ledger, so the same act prints the same words. */
export function protocolPaper(protocol: Protocol, around: Circumstances): Paper {
  const { act, seal } = protocol;
  const { login, office, title, place, now } = around;
  const unfinished = act.state === 'unfinished';
  // What was sealed before somebody went back to listening counts no more.
  const said = unfinished ? sealedWords(null) : wordsOf(protocol);
  // Of words that are gone, or were never written, nobody says that there were none.
  const annex = reportOf(protocol);
  const unsaid = unfinished ? words.notWritten : seal?.words === null ? words.erased : null;
  return {
    office,
    place: fill(words.place, { place, day: paperDay(act.completedAt ?? now) }),
    case: `${words.case}: ${act.case}`,
    number: `${words.number}: ${act.number}`,
    under: fill(words.madeUnder, { regulation: citationOf(protocol.regulation, title) }),
    draft: act.state === 'started' ? words.draftMark : unfinished ? unfinishedLine(protocol) : null,
    rows: [...personRows(protocol, login), ...groundRows(protocol)],
    recordings: act.plan ? [] : protocol.recordings.map((one, index) => recordingLines(one, index + 1)),
    drawn: act.plan && protocol.recordings.map(drawnRow),
    heard: protocol.recordings.map((recording, index) => heardLine(recording, numberIn(recording, index))),
    findings: unsaid ?? (said.findings.trim() || words.noFindings),
    quotations: quotationLines(protocol, said),
    ownRemarks: seal?.words === null ? [] : ownRemarkLines(said),
    remarks: unsaid === null ? remarkLines(protocol, said) : [unsaid],
    evidence: evidenceLines(protocol),
    attachments: unsaid === null ? attachmentLines(said, annex?.title) : [unsaid],
    signatures: signaturesOf(protocol),
    unsigned: unsignedLines(protocol),
    corrections: correctionsOf(protocol),
    annex,
    entry: entryLines(protocol, around),
    print:
      around.copy === undefined
        ? fill(words.print, { n: printOf(protocol), at: moment(now) })
        : fill(words.copy, { n: around.copy, at: moment(now) }),
  };
}

function personRows(protocol: Protocol, login: string): PaperRow[] {
  const { act, authorisation } = protocol;
  const grounds = groundsOf(protocol);
  const closed = protocol.recordings
    .flatMap(({ openings }) => openings.map(({ closedAt }) => closedAt ?? act.openedAt))
    .sort();
  return [
    {
      heading: words.parts.listener,
      lines: [
        grounds === null
          ? words.erased
          : fill(words.listenerLine, { ...grounds.person, name: grounds.person.displayName, login }),
        fill(words.authorisationLine, {
          number: authorisation.number,
          paper: authorisation.paper,
          signed: legalDayText(authorisation.signedOn),
          from: legalDayText(authorisation.from),
          to: legalDayText(authorisation.to),
        }),
      ],
    },
    {
      heading: words.parts.present,
      lines: presentLines(protocol, closed.at(-1) ?? act.openedAt),
    },
    {
      heading: words.parts.where,
      lines: [
        fill(words.whereLine, {
          host: hostsOf(protocol).join(', '),
          from: `${paperDay(act.openedAt)} ${paperTime(act.openedAt)}`,
          to: moment(closed.at(-1) ?? act.openedAt),
        }),
      ],
    },
  ];
}

/** From when to when each person heard what was played; whoever did not leave before stayed as long as anything was. */
function presentLines(protocol: Protocol, lastClosed: string): string[] {
  const lines = presencesOf(protocol).map((one) => {
    const end = one.to === null || one.to > lastClosed ? lastClosed : one.to;
    return fill(one.post === '' ? words.presentErased : words.presentLine, {
      ...{ name: one.name, post: one.post, authorisation: one.authorisation },
      ...{ from: moment(one.from), to: until(one.from, end < one.from ? one.from : end) },
    });
  });
  return lines.length > 0 ? [...lines, words.onListenersWord] : [words.nobodyPresent];
}

function groundRows(protocol: Protocol): PaperRow[] {
  const grounds = groundsOf(protocol);
  const { act, basis, first } = protocol;
  const { statement } = first.payload;
  const fields = Object.entries(grounds?.fields ?? {}).map(([code, value]) => {
    const field = basis.fields.find((one) => one.code === code);
    return `${field?.label ?? code}: ${field?.kind === 'day' ? legalDayText(value) : value}`;
  });
  const purpose = purposeWords[basis.purpose];
  return [
    {
      heading: words.parts.ground,
      lines: [
        fill(words.ground, { purpose, basis: basis.label }),
        ...(act.plan === null ? [] : [fill(words.plan, { number: act.plan.number })]),
        ...fields,
      ],
    },
    {
      heading: words.parts.exceptional,
      lines: [grounds?.justification ?? words.erased, ...(statement === null ? [] : [statement])],
    },
  ];
}

/** What a recording is called within its protocol: what was drawn by its place in the draw, everything else by its place in the act. */
const numberIn = ({ position }: OpenedRecording, index: number): number => position?.nr ?? index + 1;

/** § 2: of what was drawn the paper says which call it was, and nothing of who called or answered. */
function drawnRow(recording: OpenedRecording, index: number): DrawnRow {
  const { recording: id, startedAt, durationMs } = recording;
  return {
    ...{ nr: String(numberIn(recording, index)), day: paperDay(startedAt), time: paperTime(startedAt) },
    ...{ duration: positionText(durationMs, durationMs >= 3_600_000), id },
  };
}

function recordingLines(recording: OpenedRecording, n: number): RecordingBlock {
  const title = fill(words.recording, { n });
  const long = recording.durationMs >= 3_600_000;
  return {
    title: `${title} · ${callLine(recording, long)}`,
    lines: [concerns(recording) ? sidesLine(recording) : wrongLine(recording)],
    small: [
      `${fill(words.identifier, { id: recording.recording })} · ${fill(words.hash, { hash: recording.plainSha256 })}`,
    ],
  };
}

/** What the server knows of it, then what the program reports. */
function heardLine(recording: OpenedRecording, n: number): string {
  const times = recording.openings.map(({ openedAt }) => moment(openedAt)).join(', ');
  const unheard = unheardOf(recording.openings);
  const played = unheard === null ? playedText(recording) : words.unheard[unheard];
  return `${fill(words.released, { n, times })}. ${played}`;
}

/**
 * What the program reported when it ended an opening, and apart from it what stood in its last sign of life where the keeper did: that is
 * signed by nobody.
 */
function playedText({ openings, durationMs }: OpenedRecording): string {
  const long = durationMs >= 3_600_000;
  const text = (sentence: string, some: typeof openings): string[] => {
    const heard = heardOf(some);
    const total = spokenDuration(totalMs(heard));
    return heard.length === 0 ? [] : [fill(sentence, { ranges: heardTexts(heard, long).join(', '), total })];
  };
  const said = [
    ...text(
      words.played,
      openings.filter(({ reported }) => reported),
    ),
    ...text(
      words.playedUnsigned,
      openings.filter(({ reported }) => !reported),
    ),
  ];
  return said.length === 0 ? words.notPlayed : said.join('. ');
}

function callLine({ startedAt, durationMs, part, parts }: OpenedRecording, long: boolean): string {
  const call = fill(words.call, {
    day: paperDay(startedAt),
    time: paperTime(startedAt),
    duration: positionText(durationMs, long),
  });
  return parts > 1 ? `${call} · ${fill(words.part, { part, parts })}` : call;
}

function sidesLine({
  worded,
  gone,
  callerNumber,
  extension,
  answeredBy,
  department,
  announcement,
  admitted,
}: OpenedRecording): string {
  const told = admitted === null ? words.announcement[announcement] : fill(words.admitted, { seq: admitted });
  if (!worded) return [department || '–', erasedLine(gone), told].join(' · ');
  const person = [answeredBy, department].filter((text) => text !== '').join(', ') || '–';
  return [
    callerNumber === null ? words.callerWithheld : fill(words.caller, { number: masked(callerNumber) }),
    fill(words.answered, { extension: extension || '–', person }),
    told,
  ].join(' · ');
}

/** Why nobody is named: the end of the recording, or words that are not there. */
function erasedLine(gone: string | null): string {
  return gone === null ? words.erased : fill(words.gone, { protocol: gone });
}

/**
 * SECURITY: of a wrong call a case file learns when it was, of which extension, and when its key was released: who called and who answered
 * stays in the register.
 */
function wrongLine({ worded, gone, extension }: OpenedRecording): string {
  const said = worded ? fill(words.extension, { extension: extension || '–' }) : erasedLine(gone);
  return `${said} · ${words.wrongCall}`;
}

/** `+48 *** *** 417`: a print shows the last three digits only. */
function masked(number: string): string {
  return `${number.slice(0, 3)} *** *** ${number.slice(-3)}`;
}

function entryLines(protocol: Protocol, { head, emergency }: Circumstances): string[] {
  const own = protocol.seal ?? protocol.entries.at(-1);
  if (own === undefined) return [];
  return [
    `${fill(words.entry, { seq: own.seq, hash: own.hash })}; ${fill(words.entryBefore, { hash: own.prev })}`,
    fill(words.head, { seq: head.seq, hash: head.hash }),
    ...replacedLine(protocol),
    ...(emergency === null ? [] : [emergency]),
  ];
}

/**
 * §4.3: „Wróć do odsłuchania” takes a print its validity. The paper itself cannot know; the one that replaces it says which that was,
 * so that two signed sheets in a case file are told apart. A correction voids nothing and says at its head what it changed.
 */
function replacedLine(protocol: Protocol): string[] {
  const { entries } = protocol;
  const reopened = ofKind(entries, 'reopened').at(-1);
  if (reopened === undefined) return [];
  const before = entries.filter((one) => isSeal(one) && one.seq < reopened.seq);
  const { at } = reopened.payload;
  return [
    fill(words.replaced, {
      n: before.length,
      seq: before.at(-1)?.seq ?? 0,
      at: `${paperDay(at)} ${paperTime(at)}`,
      reopened: reopened.seq,
    }),
  ];
}

function hostsOf({ entries }: Protocol): string[] {
  return [...new Set(ofKind(entries, 'release').map(({ payload }) => payload.host))];
}

/** Whether any recording is evidence, and in which proceedings; what does not concern the case is none, whatever its basis secures. */
function evidenceLines(protocol: Protocol): string[] {
  const lines = evidenceOf(protocol).map(({ seq, payload, words: named }) => {
    const { recordings, basis, number } = payload;
    const n = recordings
      .map((id) => protocol.recordings.findIndex((one) => one.recording === id) + 1)
      .join(', ');
    // The keeper's own follows from the basis and has no words; of a person's they may be gone.
    const said =
      basis === null ? [named?.proceedings ?? words.erased, named?.reference ?? ''] : proceedingsOf(protocol);
    const facts = { n, proceedings: said.filter((one) => one !== '').join(', '), seq };
    return fill(words.evidenceCard, { ...facts, number });
  });
  return lines.length > 0 ? lines : [words.noEvidence];
}

/** Where the basis secures a recording: it, and what it asked of the proceedings; that a body has given no number yet is said. */
function proceedingsOf(protocol: Protocol): string[] {
  const { label, fields } = protocol.basis;
  const grounds = groundsOf(protocol);
  if (grounds === null) return [label, words.erased];
  const said = fields.map(
    ({ code, kind }) => grounds.fields[code] ?? (kind === 'reference' ? words.noReference : ''),
  );
  return [label, ...said];
}

/** KPA 68 § 2: whoever took part signs; each person present once, however often he came. */
function signaturesOf(protocol: Protocol): string[] {
  const filed = filingOf(protocol.entries);
  if (protocol.act.state === 'unfinished' && filed !== null)
    return [fill(words.closed, { person: closerOf(protocol, filed) })];
  const names = new Map(presencesOf(protocol).map(({ login, name }) => [login, name]));
  const present = [...names.values()].map((name) => fill(words.signaturePresent, { name }));
  return [words.signature, ...present, words.missingSignature];
}

/** KPA 68 § 2: who did not sign what was filed, and why, and who filed it instead; known only once it lies in the case file. */
function unsignedLines(protocol: Protocol): string[] {
  const filed = filingOf(protocol.entries);
  if (filed === null || filed.payload.signed || protocol.seal === null) return [];
  const { payload, seq, words: said } = filed;
  const lines =
    payload.instead && said !== null && said.missingSignature === undefined ? [] : [unsignedLine(filed)];
  if (!payload.instead) return lines;
  const facts = { person: closerOf(protocol, filed), day: paperDay(payload.at), seq };
  return [...lines, fill(words.filedInstead, { ...facts, reason: said?.reason ?? words.erased })];
}

/** Who filed it instead of whoever listened, and why there is no text. */
function unfinishedLine(protocol: Protocol): string {
  const filed = filingOf(protocol.entries);
  if (filed === null) return words.draftMark;
  const reason = (filed.words?.reason ?? words.erased).replace(/[.\s]+$/u, '');
  return fill(words.unfinished, {
    reason,
    person: closerOf(protocol, filed),
    day: paperDay(filed.payload.at),
  });
}

const closerOf = ({ people }: Pick<Protocol, 'people'>, filed: Entry<'filed'>): string =>
  nameOf(filed, people);

/** The end of what began at `from`: on the same day its time alone. */
function until(from: string, to: string): string {
  return paperDay(from) === paperDay(to) ? paperTime(to) : moment(to);
}

function moment(instant: string): string {
  return `${paperDay(instant)} ${paperTime(instant)}`;
}
