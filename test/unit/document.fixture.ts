import type { Results } from '../../shared/ledger/results.ts';
import type { Entry, Words } from '../../electron/paper/entries.ts';
import { actOf, type OpenedRecording } from '../../electron/paper/act.ts';
import type { Protocol } from '../../electron/protocol/protocol.ts';
import type { VersionRow } from '../../shared/ledger/instrument.ts';
import type { EntryKind, Payload } from '../../shared/ledger/kinds.ts';
import type { ProtocolWords } from '../../shared/protocol.ts';

type Opening = OpenedRecording['openings'][number];
type Facts<K extends EntryKind> = Omit<
  Payload<K>,
  'v' | 'kind' | 'at' | 'command' | 'login' | 'guid' | 'asked'
>;

const login = 'anna.nowak';
const guid = '5f0c8e0a-6f3d-4c58-9a55-0d3ad2f5c001';
const act = 'a1d5ac5e-1f3c-4a9b-8a77-9d2f1f2e4a10';
const text = 'ab'.repeat(32);

/** An entry that was checked; its facts are as the keeper would have entered them. */
export function entryOf<K extends EntryKind>(
  seq: number,
  kind: K,
  at: string,
  facts: Facts<K>,
  words: Words<K> | null = null,
  command: string | null = crypto.randomUUID(),
): Entry<K> {
  const payload = { v: 1, kind, at, command, login, guid, asked: null, ...facts };
  return { seq, kind, prev: 'cd'.repeat(32), hash: 'ef'.repeat(32), payload, words } as unknown as Entry<K>;
}

export function openingOf(change: Partial<Opening> = {}): Opening {
  return {
    opening: crypto.randomUUID(),
    seq: 40,
    openedAt: '2026-11-25T08:10:00.000Z',
    closedAt: '2026-11-25T08:14:00.000Z',
    how: 'listener',
    wrongCall: false,
    ranges: [[10_000, 133_000]],
    reported: true,
    ...change,
  };
}

export function recordingOf(change: Partial<OpenedRecording> = {}): OpenedRecording {
  return {
    recording: crypto.randomUUID(),
    startedAt: '2026-11-20T09:04:00.000Z',
    durationMs: 192_000,
    callerNumber: '+48601224417',
    extension: '214',
    department: 'Kancelaria Ogólna',
    answeredBy: 'Barbara Zych',
    plainSha256: 'ab'.repeat(32),
    announcement: 'yes',
    admitted: null,
    worded: true,
    gone: null,
    part: 1,
    parts: 1,
    openings: [openingOf()],
    ...change,
  };
}

const statement = 'Oświadczam, że skarga mnie nie dotyczy.';

/** A version of a rule and who confirmed it: the entries `seq` and the next. */
export function versionOf(
  seq: number,
  row: VersionRow,
  at = '2026-01-01T08:00:00.000Z',
): [Entry<'instrument'>, Entry<'confirmed'>] {
  const order = { paper: '62', signatory: null, signedOn: '2019-10-10', scan: null };
  return [
    entryOf(seq, 'instrument', at, { what: 'version', rows: [row], signed: { ...order, way: 'ezd' }, text }),
    entryOf(seq + 1, 'confirmed', at, { entries: [seq], hashes: ['ef'.repeat(32)] }),
  ];
}

const bases = versionOf(1, {
  ...{ number: 'WR/1/2026', of: 'basis', from: '2026-01-01', to: null },
  content: {
    position: 1,
    basis: {
      code: 'KPA_SKARGA',
      label: 'Rozpatrzenie skargi – art. 227 i 237 KPA',
      purpose: 'SERVICE_STANDARDS',
      statement,
      fields: [{ code: 'register', label: 'Nr w rejestrze skarg', example: '14/2026' }],
      sentences: [],
    },
    ...{ approval: 'OR.0143.1.2026', verifiedOn: '2026-01-01' },
  },
});

/** The plan of a review of quality; the number under which it was approved stands in the second entry. */
export const planId = 'b7c1f0de-2a55-4f0e-8f5d-0f6a3c9e7a11';
const reviewed: Entry[] = [
  ...versionOf(5, {
    ...{ number: 'WR/2/2026', of: 'basis', from: '2026-01-01', to: null },
    content: {
      position: 2,
      basis: {
        code: 'JAKOSC',
        label: 'Przegląd jakości obsługi – art. 22³ § 4 KP',
        ...{ purpose: 'SERVICE_STANDARDS', statement: null, fields: [], sentences: [] },
        plan: { act: 'Zarządzenie nr 88/2026', actDay: '2026-01-01', informedOn: '2026-01-01' },
      },
      ...{ approval: 'OR.0143.2.2026', verifiedOn: '2026-01-01' },
    },
  }),
  entryOf(
    7,
    'qualityPlan',
    '2026-11-20T08:00:00.000Z',
    {
      ...{
        case: 'SEK.1510.7.2026',
        departments: ['Kancelaria Ogólna'],
        from: '2026-10-01',
        to: '2026-10-31',
      },
      ...{ until: '2026-12-11', size: 24, perPerson: 3, shortestS: 30, longestMin: 30 },
      ...{ weights: [{ code: 'POTRZEBA', weight: 2 }], text },
    },
    null,
    planId,
  ),
  entryOf(8, 'qualityVerdict', '2026-11-21T08:00:00.000Z', {
    ...{ plan: planId, approved: true, number: 'PJ/3/2026', text: null },
    limits: { fewCards: 5, fewPersons: 3, perPersonYear: 12 },
  }),
];

type Signature = { paper: string; signedOn: string };

/** The authorisation is the second row of a paper that somebody confirmed, `shown` = by which hash; null = the Mayor signed none. */
function authorised(
  signature: Signature | null = { paper: 'SEK.077.7.2026', signedOn: '2026-01-02' },
  shown = 'ef'.repeat(32),
): Entry[] {
  const row = {
    ...{ number: 'UO/7/2026', subject: login, subjectGuid: guid, departments: null, quality: 'no' as const },
    ...{ purposes: ['SERVICE_STANDARDS' as const], declaredOn: '2026-01-02' },
    ...{ from: '2026-01-02', to: '2026-12-31' },
  };
  const another = { ...row, number: 'UO/6/2026', subject: 'jan.lis', subjectGuid: crypto.randomUUID() };
  const way = { signatory: 'PF/3/2026', way: 'ezd' as const, scan: null };
  const paper = entryOf(3, 'instrument', '2026-01-02T08:00:00.000Z', {
    ...{ what: 'authorisation', rows: [another, row], text },
    signed: signature && { ...signature, ...way },
  });
  const confirmed = { entries: [3], hashes: [shown] };
  return [paper, entryOf(4, 'confirmed', '2026-01-03T08:00:00.000Z', confirmed)];
}

/** As a recording was taken in; `seq` before that of every act. */
function ingestOf(recording: OpenedRecording, seq: number, call = recording.recording): Entry<'ingest'> {
  const { startedAt, durationMs, department, announcement, plainSha256, worded } = recording;
  const { callerNumber: caller, extension, answeredBy } = recording;
  const sizes = { plainBytes: 1, cipherBytes: 1, peaksBytes: 1 };
  const hashes = { keySha256: text, plainSha256, cipherSha256: text, peaksSha256: text };
  const entry = entryOf(
    seq,
    'ingest',
    startedAt,
    {
      ...{ recording: recording.recording, call, startedAt, durationMs, department, announcement },
      ...{ answeredLogin: 'b.zych', answeredFrom: 'sidecar' },
      ...{ ...hashes, ...sizes, caller: text, text },
    },
    !worded
      ? null
      : {
          ...{ callGroup: call, callerTail: null, line: '227', channels: ['caller'] },
          ...{ extension: extension ?? '', answeredBy: answeredBy ?? '' },
        },
  );
  return { ...entry, caller: { number: caller } };
}

const grounds = {
  justification: 'Przebieg rozmowy jest sporny.',
  fields: { register: '14/2026' },
  person: { displayName: 'Anna Nowak', post: 'inspektor', unit: 'Biuro Skarg i Wniosków' },
  present: [],
};

/** The release of an opening and its end, as its facts say; seven numbers before the seal are the openings' own. */
function openedAs({ recording, position }: OpenedRecording, one: Opening, seq: number): Entry[] {
  const release = entryOf(
    seq,
    'release',
    one.openedAt,
    {
      ...{ act, protocol: 'PO/12/2026', recording, case: 'SEK.1510.7.2026' },
      ...(position === undefined
        ? { basis: 'KPA_SKARGA', statement }
        : { basis: 'JAKOSC', statement: null, position }),
      ...{ sentence: null, purpose: 'SERVICE_STANDARDS', authorisation: 'UO/7/2026', present: [] },
      ...{ publicKey: '', cipherSha256: text, cipherBytes: 1, plainBytes: 1 },
      ...{ host: 'STANOWISKO-7', address: null, text },
    },
    grounds,
    one.opening,
  );
  if (one.closedAt === null) return [release];
  const facts = { act, opening: one.opening };
  const end =
    one.how === 'undelivered'
      ? entryOf(seq + 1, 'undelivered', one.closedAt, { ...facts, release: seq }, null, null)
      : entryOf(
          seq + 1,
          'closed',
          one.closedAt,
          { ...facts, how: one.how ?? '', ranges: one.ranges, wrongCall: one.wrongCall },
          null,
          one.reported ? crypto.randomUUID() : null,
        );
  return [release, end];
}

/** What is read out of these entries. */
export function readFrom(entries: readonly Entry[]): Protocol {
  return { ...actOf(act, entries), draft: null, setAside: false, people: [] };
}

/** Numbers of entries as the entry that seals them names them. */
const numbersOf = (entries: readonly Entry[]): number[] => entries.map(({ seq }) => seq);

/** An act under a plan in which five calls were opened; `told`: whether the database gives more of them than it should. */
export function reviewOf(told = false, words: Partial<ProtocolWords> = {}): Protocol {
  const recordings = [1, 2, 3, 4, 5].map((n) =>
    recordingOf({
      ...{ position: { plan: planId, nr: n + 2 }, worded: told },
      startedAt: `2026-10-0${n}T09:04:00.000Z`,
      durationMs: n === 5 ? 3_723_000 : 192_000 + n,
    }),
  );
  return protocolOf({ recordings, findings: 'Brakuje przedstawienia się na początku rozmów.', ...words });
}

/** The same with what was said of its calls, and what came out of it: three cards, a call that was left out, remarks. */
export function reportedOf(results: Results): Protocol {
  const ids = Array.from({ length: 28 }, () => crypto.randomUUID());
  const at = '2026-11-24T08:00:00.000Z';
  const placed = (nr: number) => ({ position: { plan: planId, nr }, recording: ids[nr - 1] ?? '' });
  const card = { corrects: null, heardMs: 90_000, remarksUntil: '2026-11-24', text };
  const draw = {
    ...{ plan: planId, seed: 'ab'.repeat(32), eligible: 163, digest: text, recordings: ids, text },
    excluded: { length: 21, unregistered: 17, drawn: 12, unavailable: 3 },
  };
  const more = [
    entryOf(9, 'qualityDraw', at, draw),
    ...[3, 4, 5].map((nr) => entryOf(31 + nr, 'qualityScore', at, { ...placed(nr), ...card })),
    entryOf(37, 'qualityOmission', at, { ...placed(6), why: 'no-conversation', text: null }),
    entryOf(38, 'qualityRemark', at, { ...placed(3), score: 34, remarked: true, text }),
  ];
  const recordings = [3, 4, 5, 6].map((nr) => recordingOf({ position: { plan: planId, nr }, worded: false }));
  const findings = 'Brakuje przedstawienia się na początku rozmów.';
  const entries = entriesOf({ recordings, more, findings }).map((one) =>
    one.kind === 'completed' ? { ...one, payload: { ...one.payload, results } } : one,
  );
  return readFrom(entries);
}

export function completedOf(
  seq: number,
  before: readonly Entry[],
  words: Words<'completed'>,
  at = '2026-11-25T08:30:00.000Z',
): Entry<'completed'> {
  return entryOf(seq, 'completed', at, { act, entries: numbersOf(before), text }, words);
}

type Change = {
  recordings?: OpenedRecording[];
  /** Parts of the first recording's call that were never released; with any, all recordings are parts of it. */
  unreleased?: OpenedRecording[];
  more?: readonly Entry[];
} & Partial<ProtocolWords>;

/** The entries of a completed act with one recording, unless told otherwise; `more` = others of the act, before its text was sealed. */
export function entriesOf(change: Change = {}): Entry[] {
  const { recordings = [recordingOf()], unreleased = [], more = [], ...words } = change;
  const opened = recordings.flatMap((recording) => recording.openings.map((one) => ({ recording, one })));
  const before = [
    ...[...bases, ...authorised(), ...reviewed],
    ...[...recordings, ...unreleased].map((one, at) =>
      ingestOf(one, 10 + at, unreleased.length > 0 ? recordings[0]?.recording : one.recording),
    ),
    ...opened.flatMap(({ recording, one }, at) => openedAs(recording, one, 20 + 2 * at)),
    ...more,
  ];
  const sealed = { findings: 'Dzwoniący prosił o raty; żądań nie spełniono.', ...words };
  return [...before, completedOf(41, before, sealed)];
}

export const protocolOf = (change: Change = {}): Protocol => readFrom(entriesOf(change));

/** The same, where the paper was confirmed by that hash, and signed or not. */
export function confirmedOf(shown = 'ef'.repeat(32), signed = true): Protocol {
  const paper = authorised(signed ? { paper: 'SEK.077.8.2026', signedOn: '2026-01-01' } : null, shown);
  const entries = entriesOf().filter(
    ({ seq, kind }) => kind !== 'completed' && !paper.some((one) => one.seq === seq),
  );
  const before = [...paper, ...entries].sort((one, other) => one.seq - other.seq);
  return readFrom([...before, completedOf(41, before, { findings: 'x' })]);
}

/** The same, filed without the signature of somebody who refused it. */
function filedEntries(): Entry[] {
  const filed = { act, day: '2026-11-25', way: 'paper' as const, signed: false, instead: false, text };
  const said = { missingSignature: 'Jan Lis odmówił podpisu.' };
  return [...entriesOf(), entryOf(42, 'filed', '2026-11-25T09:00:00.000Z', filed, said)];
}

export const filedOf = (): Protocol => readFrom(filedEntries());

/** Never written down, and filed by the desk in the place of who left; `known` = what else was entered before that, `later` = after it. */
export function unfinishedOf(
  change: Change,
  known: readonly Entry[] = [],
  later: readonly Entry[] = [],
): Protocol {
  const filed = { act, day: '2027-01-04', way: 'ezd' as const, signed: false, instead: true, text };
  const reason = { reason: 'Osoba nie pracuje już w urzędzie.' };
  const open = entriesOf(change).filter(({ kind }) => kind !== 'completed');
  return readFrom([
    ...open,
    ...known,
    entryOf(42, 'filed', '2027-01-04T09:00:00.000Z', filed, reason),
    ...later,
  ]);
}

/** A filed one, then corrected: another case number and other findings. */
export function correctedOf(): Protocol {
  const entries = filedEntries();
  const corrects = { corrects: 41, caseBefore: 'SEK.1510.7.2026', case: 'SEK.1510.8.2026' };
  const correction = { act, ...corrects, entries: numbersOf(entries), text };
  const words = { findings: 'Dzwoniący prosił o raty; jedno żądanie spełniono.' };
  return readFrom([...entries, entryOf(43, 'corrected', '2026-11-26T08:15:00.000Z', correction, words)]);
}

/** The same, opened again for listening and completed once more. */
export function reopenedOf(): Protocol {
  const entries = entriesOf();
  entries.push(entryOf(42, 'reopened', '2026-11-25T08:40:00.000Z', { act, completed: 41 }));
  return readFrom([...entries, completedOf(43, entries, { findings: 'Jak wyżej.' })]);
}

/** Two people joined a listening, one of them twice. */
export function attendedOf(words: Partial<ProtocolWords> = {}): Protocol {
  const joined = (seq: number, subject: string, displayName: string, at: string) =>
    entryOf(
      seq,
      'joined',
      at,
      { act, subject, subjectGuid: crypto.randomUUID(), authorisation: `UO/${seq}/2026`, text },
      { displayName, post: 'kierownik', unit: 'Wydział' },
    );
  const more = [
    joined(32, 'maria.wojcik', 'Maria Wójcik', '2026-11-25T08:11:00.000Z'),
    joined(33, 'jan.lis', 'Jan Lis', '2026-11-25T08:12:00.000Z'),
    entryOf(34, 'left', '2026-11-25T08:13:00.000Z', { act, subject: 'maria.wojcik' }),
    joined(35, 'maria.wojcik', 'Maria Wójcik', '2026-11-25T08:13:30.000Z'),
  ];
  return protocolOf({ ...words, more });
}

/** A recording of an act that is evidence. */
export const holdOf = (recording: string, card: { number?: string } = {}): Entry<'hold'> =>
  entryOf(
    36,
    'hold',
    '2026-11-25T08:14:00.000Z',
    {
      ...{ act, recordings: [recording], basis: null, number: 'ZB/3/2026', review: '2027-05-25' },
      ...{ order: null, ...card, text },
    },
    {
      ...{ proceedings: 'karne, Sąd Rejonowy w Piasecznie', reference: 'II K 123/26' },
      ...{ case: null, paper: null },
    },
  );
