import { digestOf, drawFrom, type Drawable } from '../../server/entries/sample.ts';
import type { AuthorisationRow, VersionRow } from '../../shared/ledger/instrument.ts';
import type { Payload } from '../../shared/ledger/kinds.ts';
import { sha256, textCommitment } from '../../shared/node/ledger.ts';
import {
  clerks,
  confirming,
  deputy,
  head,
  host,
  ingestLogin,
  keeperLogin,
  later,
  madeOf,
  rater,
  secretary,
  seqOf,
  type ChainParts,
  type VectorEntry,
} from './vectors-head.ts';
import { agreementKeyOf, saltOf, uuidOf } from './vectors-secrets.ts';
import { opening } from './vectors-session.ts';

const iwona = { displayName: 'Iwona Gil', post: 'kierownik', unit: 'Biuro Obsługi' };
const days = ['2027-01-04', '2027-01-05', '2027-01-07'];
/** Each with who answered, its day, and how long it is: each clerk has two, and one a third. Eight of them are drawn. */
const calls: readonly (readonly [login: string | null, day: string, seconds: number])[] = [
  ...clerks.flatMap((login) => days.slice(0, 2).map((day) => [login, day, 240] as const)),
  [clerks[0] ?? '', days[2] ?? '', 180],
  // Nobody, and too short.
  [null, days[2] ?? '', 90],
  [clerks[1] ?? '', days[2] ?? '', 12],
];
const nameOf = (place: number): string => `a call of the review ${place + 1}`;
const recordingOf = (place: number): string => uuidOf(nameOf(place));
const department = 'Biuro Obsługi';
const plan = uuidOf('a plan');
export const reviewCase = 'SEK.0643.4.2027';
const size = 5;
const perPerson = 2;

/** What could be drawn. */
const drawable = calls.flatMap(([login, , seconds], place): Drawable[] =>
  login === null || seconds < 30
    ? []
    : [{ recording: recordingOf(place), call: recordingOf(place), person: uuidOf(login) }],
);

const criterion = (code: string, name: string, weight: number) => ({
  ...{ code, name, weight },
  levels: ['Brak.', 'Częściowo.', 'Prawie w całości.', 'W całości.'],
});
export const criteria = [
  criterion('POTRZEBA', 'Ustalenie potrzeby', 2),
  criterion('INFORMACJA', 'Poprawność i kompletność informacji', 3),
  criterion('JEZYK', 'Uprzejmość i prosty język', 2),
];
export const why = 'Sprawdzenie, czy informacje podawane przez telefon są pełne.';

const basis: VersionRow = {
  ...{ number: 'WR/9/2026', of: 'basis', from: '2026-12-14', to: null },
  content: {
    position: 9,
    basis: {
      ...{
        code: 'JAKOSC',
        label: 'Przegląd jakości obsługi – art. 22³ § 4 KP',
        purpose: 'SERVICE_STANDARDS',
      },
      ...{ statement: null, fields: [], sentences: [] },
      plan: { act: 'Zarządzenie nr 88/2026', actDay: '2026-12-01', informedOn: '2026-12-14' },
    },
    ...{ approval: 'OR.0143.9.2026', verifiedOn: '2026-12-14' },
  },
};

const authorisation: AuthorisationRow = {
  ...{ number: 'UO/4/2026', subject: rater, subjectGuid: uuidOf(rater), purposes: ['SERVICE_STANDARDS'] },
  ...{ departments: [department], quality: 'only', from: '2026-12-14', to: '2027-12-13' },
  declaredOn: '2026-12-14',
};

/**
 * Reviews of quality are allowed; a plan is proposed, another one returned, the first approved; its calls are drawn, and heard from the next day on. What is
 * said of them: cards, two calls that are left out, remarks and a reply; in the end its act is completed.
 */
export function qualityReview({ hashOf, facts }: Pick<ChainParts, 'hashOf' | 'facts'>): VectorEntry[] {
  const paper = {
    ...{ paper: 'OR.0143.9.2026', signatory: 'PF/3/2026', signedOn: '2026-12-14' },
    ...{ way: 'ezd' as const, scan: null },
  };
  const on = (day: string, entry: VectorEntry): VectorEntry => ({
    ...entry,
    payload: (text) => {
      later(day);
      return entry.payload(text);
    },
  });
  const drawn = () => drawFrom(drawable, { size, perPerson }, { seed: hashOf('its approval'), ...year });
  const heard = (name: string, nr: number, key: string): VectorEntry => ({
    words: { justification: why, fields: {}, person: iwona, present: [] },
    payload: (text) => ({
      ...head('release', rater, name),
      ...{ act: uuidOf('a review'), protocol: 'PO/1/2027', recording: drawn()[nr - 1]?.recording ?? '' },
      ...{ case: reviewCase, basis: 'JAKOSC', sentence: null, statement: null },
      ...{ purpose: 'SERVICE_STANDARDS', authorisation: 'UO/4/2026', present: [] },
      ...{ position: { plan, nr }, publicKey: agreementKeyOf(key) },
      ...{ cipherSha256: facts.sealedSha256.toString('hex'), cipherBytes: facts.sealedLength },
      ...{ plainBytes: facts.sourceLength, ...host, text },
    }),
  });
  const ended = (name: string, of: string): VectorEntry => ({
    words: null,
    payload: () => ({
      ...{ ...head('closed', rater, name), act: uuidOf('a review'), opening: uuidOf(of), how: 'finished' },
      ...{ ranges: [[0, 2_100]], wrongCall: false },
    }),
  });
  return [
    on('2026-12-14', opening(secretary, 'a session before the review')),
    opening(deputy, 'a session of the deputy before the review'),
    {
      words: {
        names: [iwona, ...clerks.map((displayName) => ({ displayName, post: 'referent', unit: '' }))],
      },
      payload: (text) => ({
        ...head('person', secretary, 'those of the review'),
        people: [rater, ...clerks].map((login) => ({ login, guid: uuidOf(login), employee: true })),
        text,
      }),
    },
    {
      words: { names: [iwona], signatory: null },
      payload: (text) => ({
        ...{ ...head('instrument', secretary, 'a paper of the rater'), what: 'authorisation' },
        ...{ rows: [authorisation], signed: { ...paper, paper: 'OR.077.9.2026' }, text },
      }),
    },
    {
      words: { names: [], signatory: null },
      payload: (text) => ({
        ...{ ...head('instrument', secretary, 'what allows reviews'), what: 'version' },
        ...{ rows: [basis], signed: paper, text },
      }),
    },
    confirming('reviews are allowed', ['a paper of the rater', 'what allows reviews'], hashOf),
    ...calls.map((_call, place) => taken(place, facts)).map((one) => on('2027-01-12', one)),
    opening(secretary, 'a session before the verdict'),
    opening(rater, 'a session of the rater'),
    proposed('a plan'),
    proposed('another plan'),
    {
      words: { reason: 'Ten sam okres obejmuje już inny plan.' },
      payload: (text) => ({
        ...{ ...head('qualityVerdict', secretary, 'its return'), plan: uuidOf('another plan') },
        ...{ approved: false, number: null, limits: null, text },
      }),
    },
    {
      words: null,
      payload: () => ({
        ...{ ...head('qualityVerdict', secretary, 'its approval'), plan, approved: true },
        ...{ number: 'PJ/1/2027', limits: { fewCards: 5, fewPersons: 3, perPersonYear: 12 }, text: null },
      }),
    },
    {
      get words() {
        return { guids: drawn().map(({ person }) => person) };
      },
      payload: (text) => ({
        ...{ ...head('qualityDraw', keeperLogin, null), plan, seed: hashOf('its approval') },
        ...{ eligible: drawable.length, digest: digestOf(drawable) },
        excluded: { length: 1, unregistered: 1, drawn: 0, unavailable: 0 },
        ...{ recordings: drawn().map(({ recording }) => recording), text },
      }),
    },
    on('2027-01-13', opening(rater, 'a session of the next day')),
    heard('what was drawn first', 1, 'a key of the review'),
    ended('the end of the first', 'what was drawn first'),
    heard('what was drawn second', 2, 'another key of the review'),
    ended('the end of the second', 'what was drawn second'),
    heard('the first once more', 1, 'a third key of the review'),
    ended('the end of the first once more', 'the first once more'),
    scored('a card', 1, { levels: [2, 3, null], remarksUntil: '2027-01-22' }),
    scored('another card', 1, {
      ...{ corrects: 'a card', levels: [1, 2, null], remarksUntil: '2027-01-22' },
      comments: { POTRZEBA: 'Odpowiedź przed ustaleniem, o co chodzi.' },
      annotations: [
        { from: 200, to: 1_800, criterion: 'INFORMACJA', text: 'Pełna lista dokumentów.' },
        { from: 0, to: 900, criterion: null, text: '' },
      ],
    }),
    omitted('a call left out', 2, 'no-conversation', 'Faks.'),
    omitted('a call that is gone', 3, 'unavailable', null),
    on('2027-01-14', evaluatedSession('a session of the evaluated', 1)),
    remarked('remarks', 1, { score: 'another card', words: 'Potrzebę ustalono na początku rozmowy.' }),
    on('2027-01-15', opening(rater, 'a session of the reply')),
    heard('heard for the reply', 1, 'a fourth key of the review'),
    ended('the end of what was heard for the reply', 'heard for the reply'),
    scored('a reply', 1, {
      ...{ corrects: 'another card', levels: [2, 2, null], remarksUntil: null },
      reply: 'Słusznie: o sprawę pytano w pierwszym zdaniu.',
    }),
    heard('what was drawn fourth', 4, 'a fifth key of the review'),
    ended('the end of the fourth', 'what was drawn fourth'),
    scored('the card of the fourth', 4, { levels: [3, 3, 3], remarksUntil: '2027-01-26' }),
    on('2027-01-18', evaluatedSession('a session of the evaluated of the fourth', 4)),
    remarked('nothing to remark', 4, { score: 'the card of the fourth', words: null }),
    on('2027-01-19', opening(rater, 'a session of the last cards')),
    ...[5, 6, 7].flatMap((nr) => [
      heard(`what was drawn ${nr}th`, nr, `a key of the ${nr}th`),
      ended(`the end of the ${nr}th`, `what was drawn ${nr}th`),
      scored(`the card of the ${nr}th`, nr, { levels: [], ...lastCards[nr], remarksUntil: '2027-01-28' }),
    ]),
    on('2027-02-27', opening(rater, 'a session after the plan')),
    {
      words: { findings: 'Informacje podawane przez telefon są pełne.' },
      payload: (text) => ({
        ...{ ...head('completed', rater, 'the review completed'), act: uuidOf('a review') },
        ...{ entries: madeOf(...ofReview()), results: summedUp(), text },
      }),
    },
  ];

  /** What its protocol is made of. */
  function ofReview(): string[] {
    const taken = [1, 2, 4, 5, 6, 7].map((nr) =>
      nameOf(calls.findIndex((_call, place) => recordingOf(place) === recordingAt(nr))),
    );
    return [
      ...[
        'new rules',
        'rules confirmed',
        'a paper of the rater',
        'what allows reviews',
        'reviews are allowed',
      ],
      ...taken,
      ...['what was drawn first', 'the end of the first', 'what was drawn second', 'the end of the second'],
      ...['the first once more', 'the end of the first once more', 'heard for the reply'],
      ...['the end of what was heard for the reply', 'what was drawn fourth', 'the end of the fourth'],
      ...['a plan', 'its approval', 'qualityDraw', 'a card', 'another card', 'a call left out'],
      ...['a call that is gone', 'remarks', 'a reply', 'the card of the fourth', 'nothing to remark'],
      ...[5, 6, 7].flatMap((nr) => [
        ...[`what was drawn ${nr}th`, `the end of the ${nr}th`, `the card of the ${nr}th`],
      ]),
    ];
  }

  /** Of the cards at 1, 4, 5, 6 and 7: [2, 2, –], [3, 3, 3] and those below; to the third criterion only four of them say something. */
  function summedUp(): NonNullable<Payload<'completed'>['results']> {
    const row = (criterion: string, counts: number[], sum: number) => ({
      ...{ criterion, counts, nd: 0, departments: [{ department, sum, count: 5 }] },
    });
    return {
      cards: 5,
      persons: new Set([1, 4, 5, 6, 7].map((nr) => drawn()[nr - 1]?.person)).size,
      percent: null,
      rows: [row('POTRZEBA', [0, 0, 3, 2], 12), row('INFORMACJA', [0, 1, 2, 2], 11)],
    };
  }

  function recordingAt(nr: number): string {
    return drawn()[nr - 1]?.recording ?? '';
  }

  function evaluated(nr: number): string {
    return clerks.find((login) => uuidOf(login) === drawn()[nr - 1]?.person) ?? '';
  }

  function evaluatedSession(name: string, nr: number): VectorEntry {
    return { words: host, payload: (text) => opening(evaluated(nr), name).payload(text) };
  }

  function scored(name: string, nr: number, card: Scored): VectorEntry {
    const { corrects, levels, remarksUntil, comments = {}, annotations = [], reply = null } = card;
    return {
      get words() {
        const person = { displayName: evaluated(nr), post: 'referent', unit: '' };
        return { person, levels, comments, summary: '', annotations, reply };
      },
      payload: (text) => ({
        ...{ ...head('qualityScore', rater, name), position: { plan, nr } },
        ...{ corrects: corrects === undefined ? null : seqOf(corrects), recording: recordingAt(nr) },
        ...{ heardMs: 2_100, remarksUntil, text },
      }),
    };
  }

  function omitted(
    name: string,
    nr: number,
    why: Payload<'qualityOmission'>['why'],
    words: string | null,
  ): VectorEntry {
    return {
      words: words === null ? null : { words },
      payload: (text) => ({
        ...{ ...head('qualityOmission', rater, name), position: { plan, nr }, why },
        ...{ recording: recordingAt(nr), text },
      }),
    };
  }

  function remarked(
    name: string,
    nr: number,
    { score, words }: { score: string; words: string | null },
  ): VectorEntry {
    return {
      words: words === null ? null : { words },
      payload: (text) => ({
        ...{ ...head('qualityRemark', evaluated(nr), name), position: { plan, nr }, score: seqOf(score) },
        ...{ recording: recordingAt(nr), remarked: words !== null, text },
      }),
    };
  }
}

type Scored = {
  corrects?: string;
  levels: (number | null)[];
  remarksUntil: string | null;
  comments?: Record<string, string>;
  annotations?: { from: number; to: number; criterion: string | null; text: string }[];
  reply?: string;
};

const lastCards: Readonly<Record<number, Pick<Scored, 'levels' | 'comments'>>> = {
  5: { levels: [2, 1, 2], comments: { INFORMACJA: 'Bez terminu.' } },
  6: { levels: [3, 2, 2] },
  7: { levels: [2, 3, 3] },
};

const year = { year: new Map<string, number>(), perPersonYear: 12 };

function taken(place: number, facts: ChainParts['facts']): VectorEntry {
  const [answeredLogin = null, day = '', seconds = 0] = calls[place] ?? [];
  const name = nameOf(place);
  const recording = recordingOf(place);
  return {
    words: {
      ...{ callGroup: name, callerTail: '567', line: '227', extension: '230' },
      ...{ answeredBy: answeredLogin ?? 'nieznana', channels: ['mixed'] },
    },
    payload: (text) => ({
      ...head('ingest', ingestLogin, name),
      ...{
        recording,
        call: recording,
        startedAt: `${day}T09:00:${String(place).padStart(2, '0')}.000Z`,
        durationMs: seconds * 1_000,
      },
      ...{ department, answeredLogin, answeredFrom: 'sidecar', announcement: 'yes' },
      ...{ keySha256: sha256(`key of ${name}`).toString('hex'), plainSha256: sha256(name).toString('hex') },
      ...{ plainBytes: facts.sourceLength, cipherSha256: facts.sealedSha256.toString('hex') },
      ...{ cipherBytes: facts.sealedLength, peaksSha256: facts.peaksSha256.toString('hex') },
      ...{ peaksBytes: facts.peaksLength },
      ...{ caller: textCommitment(saltOf(name), JSON.stringify('+48601234567')), text },
    }),
  };
}

function proposed(name: string): VectorEntry {
  return {
    words: { why, criteria },
    payload: (text) => ({
      ...{ ...head('qualityPlan', rater, name), case: reviewCase, departments: [department] },
      ...{ from: '2027-01-04', to: '2027-01-11', until: '2027-02-26', size, perPerson },
      ...{ shortestS: 30, longestMin: 30, weights: criteria.map(({ code, weight }) => ({ code, weight })) },
      text,
    }),
  };
}
