import type { OpenedRecording } from '../../electron/protocol/opened-recording.ts';
import type { Protocol } from '../../electron/protocol/verified-protocol.ts';
import type { ProtocolWords } from '../../shared/protocol.ts';

type Opening = OpenedRecording['openings'][number];

export function openingOf(change: Partial<Opening> = {}): Opening {
  return {
    opening: crypto.randomUUID(),
    seq: 40,
    openedAt: '2026-11-25T08:10:00.000Z',
    closedAt: '2026-11-25T08:14:00.000Z',
    how: 'listener',
    wrongCall: false,
    ranges: [[10_000, 133_000]],
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
    part: 1,
    parts: 2,
    openings: [openingOf()],
    ...change,
  };
}

/** A completed act with one recording, unless told otherwise. */
export function protocolOf(
  change: { recordings?: OpenedRecording[] } & Partial<ProtocolWords> = {},
): Protocol {
  const { recordings = [recordingOf()], ...words } = change;
  const sealed = { findings: 'Dzwoniący prosił o raty; żądań nie spełniono.', ...words };
  const act = crypto.randomUUID();
  const grounds = {
    justification: 'Przebieg rozmowy jest sporny.',
    fields: { register: '14/2026' },
    person: { displayName: 'Anna Nowak', post: 'inspektor', unit: 'Biuro Skarg i Wniosków' },
    present: [],
  };
  const entry = (seq: number, kind: string, text: unknown) => ({
    seq,
    kind,
    prev: 'cd'.repeat(32),
    hash: 'ef'.repeat(32),
    payload: { at: '2026-11-25T08:10:00.000Z', host: 'STANOWISKO-7' },
    text: JSON.stringify(text),
  });
  return {
    act: {
      id: act,
      number: 'PO/12/2026',
      case: 'SEK.1510.7.2026',
      basis: 'KPA_SKARGA',
      state: 'completed',
      openedAt: '2026-11-25T08:10:00.000Z',
      until: '2026-12-02T08:10:00.000Z',
      completedAt: '2026-11-25T08:30:00.000Z',
      completedSeq: 41,
      filedOn: null,
      way: null,
      formerCases: [],
      corrections: 0,
    },
    authorisation: {
      number: 'UO/7/2026',
      paper: 'SEK.077.7.2026',
      signedOn: '2026-01-02',
      from: '2026-01-02',
      to: '2026-12-31',
    },
    basis: {
      code: 'KPA_SKARGA',
      label: 'Rozpatrzenie skargi – art. 227 i 237 KPA',
      shortLabel: 'Skarga',
      purpose: 'SERVICE_STANDARDS',
      statement: 'Oświadczam, że skarga mnie nie dotyczy.',
      fields: [{ code: 'register', label: 'Nr w rejestrze skarg', example: '14/2026' }],
      sentences: [],
    },
    entries: [entry(40, 'release', grounds), entry(41, 'completed', sealed)],
    recordings,
    draft: null,
    head: { seq: 43, hash: '12'.repeat(32) },
  };
}

/** The same, filed and then corrected: another case number and other findings. */
export function correctedOf(): Protocol {
  const protocol = protocolOf();
  const [release, completed] = protocol.entries;
  if (release === undefined || completed === undefined) throw new Error('no entries');
  const corrected = {
    act: protocol.act.id,
    corrects: 41,
    caseBefore: 'SEK.1510.7.2026',
    case: 'SEK.1510.8.2026',
  };
  return {
    ...protocol,
    act: { ...protocol.act, case: 'SEK.1510.8.2026', completedSeq: 43, corrections: 1 },
    entries: [
      ...[release, completed],
      { ...completed, seq: 42, kind: 'filed', payload: { day: '2026-11-25' }, text: null },
      {
        ...{ ...completed, seq: 43, kind: 'corrected' },
        payload: { at: '2026-11-26T08:15:00.000Z', ...corrected },
        text: JSON.stringify({ findings: 'Dzwoniący prosił o raty; jedno żądanie spełniono.' }),
      },
    ],
  };
}

/** The same, opened again for listening and completed once more. */
export function reopenedOf(): Protocol {
  const protocol = protocolOf();
  const [release, completed] = protocol.entries;
  if (release === undefined || completed === undefined) throw new Error('no entries');
  const reopened = {
    ...completed,
    kind: 'reopened',
    payload: { at: '2026-11-25T08:40:00.000Z' },
    text: null,
  };
  return {
    ...protocol,
    act: { ...protocol.act, completedSeq: 43 },
    entries: [release, completed, { ...reopened, seq: 42 }, { ...completed, seq: 43 }],
  };
}

/** Two people joined a listening, one of them twice. */
export function attendedOf(words: Partial<ProtocolWords> = {}): Protocol {
  const whole = protocolOf(words);
  const joined = (seq: number, subject: string, name: string, at: string) => ({
    ...{ seq, kind: 'joined', prev: 'cd'.repeat(32), hash: 'ef'.repeat(32) },
    payload: { at, act: whole.act.id, subject, authorisation: `UO/${seq}/2026` },
    text: JSON.stringify({ displayName: name, post: 'kierownik', unit: 'Wydział' }),
  });
  const left = {
    ...joined(44, 'maria.wojcik', '', '2026-11-25T08:13:00.000Z'),
    ...{ kind: 'left', text: null },
  };
  const entries = [
    ...whole.entries.slice(0, 1),
    joined(42, 'maria.wojcik', 'Maria Wójcik', '2026-11-25T08:11:00.000Z'),
    joined(43, 'jan.lis', 'Jan Lis', '2026-11-25T08:12:00.000Z'),
    left,
    joined(45, 'maria.wojcik', 'Maria Wójcik', '2026-11-25T08:13:30.000Z'),
    ...whole.entries.slice(1).map((entry) => ({ ...entry, payload: { at: '2026-11-25T08:30:00.000Z' } })),
  ];
  return { ...whole, entries };
}
