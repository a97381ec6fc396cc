import { digestOf, drawFrom, type Drawable } from '../../server/entries/sample.ts';
import type { AuthorisationRow, VersionRow } from '../../shared/ledger/instrument.ts';
import { sha256, textCommitment } from '../../shared/node/ledger.ts';
import { confirming } from './vectors-authority.ts';
import {
  deputy,
  head,
  host,
  ingestLogin,
  keeperLogin,
  later,
  rater,
  secretary,
  type ChainParts,
  type VectorEntry,
} from './vectors-head.ts';
import { agreementKeyOf, saltOf, uuidOf } from './vectors-secrets.ts';
import { opening } from './vectors-session.ts';

const iwona = { displayName: 'Iwona Gil', post: 'kierownik', unit: 'Biuro Obsługi' };
/** Who answers the telephone, with two calls each and one a third. */
const clerks = ['k.lis', 'p.sowa', 'r.wilk'];
const days = ['2027-01-04', '2027-01-05', '2027-01-07'];
/** Each with who answered, its day, and how long it is. */
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

/** Reviews of quality are allowed; a plan is proposed, another one returned, the first approved; its calls are drawn, and heard from the next day on. */
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
  ];
}

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
        startedAt: `${day}T09:00:0${place}.000Z`,
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
