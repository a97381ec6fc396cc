import { positionText, spokenDuration } from '../../shared/duration.ts';
import { heardTexts, totalMs } from '../../shared/heard.ts';
import type { Paper, PaperRow, RecordingBlock } from '../../shared/paper.ts';
import { wordsOfPurpose } from '../../shared/purposes.ts';
import { document as words } from '../../shared/text/pl/document.ts';
import { fill } from '../paper/fill.ts';
import { paperDay, legalDayText, paperTime } from '../paper/show.ts';
import { concerns, heardOf, unheardOf, type OpenedRecording } from './opened-recording.ts';
import { correctionsOf } from './correction.ts';
import { quotationLines, remarkLines } from './quotations-remarks.ts';
import { groundsOf, holdsOf, presencesOf, printOf, wordsOf } from './entry-facts.ts';
import { seals, type Protocol } from './verified-protocol.ts';

/** Who the office is, as its settings say. */
export type Office = { office: string; title: string; place: string };

/**
 * `login` = of the person whose act it is; the document can be asked for by nobody else. `now` only dates the print; everything else
 * comes from the ledger, so the same act prints the same words.
 */
export function protocolPaper(protocol: Protocol, login: string, office: Office, now: string): Paper {
  const { act } = protocol;
  const said = wordsOf(protocol);
  return {
    office: office.office,
    place: fill(words.place, { place: office.place, day: paperDay(act.completedAt ?? now) }),
    case: `${words.case}: ${act.case}`,
    number: `${words.number}: ${act.number}`,
    under: fill(words.madeUnder, { regulation: office.title }),
    draft: act.state === 'started' ? words.draftMark : null,
    rows: [...personRows(protocol, login), ...groundRows(protocol)],
    recordings: protocol.recordings.map((recording, index) => recordingLines(recording, index + 1)),
    heard: protocol.recordings.flatMap((recording, index) => heardLines(recording, index + 1)),
    findings: said.findings.trim() || words.noFindings,
    quotations: quotationLines(protocol, said),
    remarks: remarkLines(protocol, said),
    evidence: evidenceLines(protocol),
    signatures: signaturesOf(protocol),
    corrections: correctionsOf(protocol),
    entry: entryLines(protocol),
    print: fill(words.print, { n: printOf(protocol), at: moment(now) }),
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
      ...{ from: moment(one.from), to: moment(end < one.from ? one.from : end) },
    });
  });
  return lines.length > 0 ? lines : [words.nobodyPresent];
}

function groundRows(protocol: Protocol): PaperRow[] {
  const grounds = groundsOf(protocol);
  const { basis } = protocol;
  const fields = Object.entries(grounds?.fields ?? {}).map(([code, value]) => {
    const field = basis?.fields.find((one) => one.code === code);
    return `${field?.label ?? code}: ${field?.kind === 'day' ? legalDayText(value) : value}`;
  });
  const purpose = wordsOfPurpose(basis?.purpose ?? '') ?? basis?.purpose ?? '';
  return [
    {
      heading: words.parts.ground,
      lines: [fill(words.ground, { purpose, basis: basis?.label ?? protocol.act.basis }), ...fields],
    },
    {
      heading: words.parts.exceptional,
      lines: [grounds?.justification ?? words.erased, ...(basis?.statement ? [basis.statement] : [])],
    },
  ];
}

/** A wrong call prints nothing but its id and how long it was heard: number, extension and person stay in the register. */
function recordingLines(recording: OpenedRecording, n: number): RecordingBlock {
  const title = fill(words.recording, { n });
  if (!concerns(recording)) {
    const total = spokenDuration(totalMs(heardOf(recording.openings)));
    return { title, lines: [fill(words.wrongCall, { id: recording.recording, total })], small: [] };
  }
  const long = recording.durationMs >= 3_600_000;
  return {
    title: `${title} · ${callLine(recording, long)}`,
    lines: [sidesLine(recording)],
    small: [
      `${fill(words.identifier, { id: recording.recording })} · ${fill(words.hash, { hash: recording.plainSha256 })}`,
    ],
  };
}

/** What the server knows of it, then what the program reports; nothing of a wrong call. */
function heardLines(recording: OpenedRecording, n: number): string[] {
  if (!concerns(recording)) return [];
  const heard = heardOf(recording.openings);
  const total = spokenDuration(totalMs(heard));
  const long = recording.durationMs >= 3_600_000;
  const stretches = heardTexts(heard, long).join(', ');
  const times = recording.openings.map(({ openedAt }) => moment(openedAt)).join(', ');
  const unheard = unheardOf(recording.openings);
  const played = stretches === '' ? words.notPlayed : fill(words.played, { ranges: stretches, total });
  return [`${fill(words.released, { n, times })}. ${unheard === null ? played : words.unheard[unheard]}`];
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
  callerNumber,
  extension,
  answeredBy,
  department,
  announcement,
}: OpenedRecording): string {
  const person = [answeredBy, department].filter((text) => text !== '').join(', ') || '–';
  return [
    callerNumber === null ? words.callerWithheld : fill(words.caller, { number: masked(callerNumber) }),
    fill(words.answered, { extension: extension || '–', person }),
    words.announcement[announcement],
  ].join(' · ');
}

/** `+48 *** *** 417`: a print shows the last three digits only. */
function masked(number: string): string {
  return `${number.slice(0, 3)} *** *** ${number.slice(-3)}`;
}

function entryLines(protocol: Protocol): string[] {
  const { act, entries, head } = protocol;
  const own = entries.find(({ seq }) => seq === act.completedSeq) ?? entries.at(-1);
  if (own === undefined) return [];
  return [
    `${fill(words.entry, { seq: own.seq, hash: own.hash })}; ${fill(words.entryBefore, { hash: own.prev })}`,
    fill(words.head, { seq: head.seq, hash: head.hash }),
    ...replacedLine(protocol),
  ];
}

/**
 * §4.3: „Wróć do odsłuchania” takes a print its validity. The paper itself cannot know; the one that replaces it says which that was,
 * so that two signed sheets in a case file are told apart. A correction voids nothing and says at its head what it changed.
 */
function replacedLine(protocol: Protocol): string[] {
  const { entries } = protocol;
  const reopened = entries.filter(({ kind }) => kind === 'reopened').at(-1);
  if (reopened === undefined) return [];
  const before = entries.filter(({ kind, seq }) => seals(kind) && seq < reopened.seq);
  const at = String(reopened.payload['at']);
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
  const hosts = entries.filter(({ kind }) => kind === 'release').map(({ payload }) => payload['host']);
  return [...new Set(hosts.filter((host) => typeof host === 'string'))];
}

/** Whether any recording is evidence, and in which proceedings. */
function evidenceLines(protocol: Protocol): string[] {
  const lines = holdsOf(protocol).map(({ recording, proceedings, reference, number, seq }) => {
    const n = protocol.recordings.findIndex((one) => one.recording === recording) + 1;
    const said = [proceedings ?? protocol.basis?.label ?? null, reference];
    const facts = { n, proceedings: said.filter((one) => one !== null).join(', '), seq };
    return number === null ? fill(words.evidenceLine, facts) : fill(words.evidenceCard, { ...facts, number });
  });
  return lines.length > 0 ? lines : [words.noEvidence];
}

/** KPA 68 § 2: whoever took part signs; each person present once, however often he came. */
function signaturesOf(protocol: Protocol): string[] {
  const names = new Map(presencesOf(protocol).map(({ login, name }) => [login, name]));
  const present = [...names.values()].map((name) => fill(words.signaturePresent, { name }));
  return [words.signature, ...present, words.missingSignature];
}

function moment(instant: string): string {
  return `${paperDay(instant)} ${paperTime(instant)}`;
}
