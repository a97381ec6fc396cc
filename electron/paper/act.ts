import { mergeRanges } from '../../shared/heard.ts';
import { subjectOf, type AuthorisationRow, type SignedPaper } from '../../shared/ledger/instrument.ts';
import { namedBy } from '../../shared/ledger/keeping.ts';
import { actLength, type Act, type ActRecording, type Presence } from '../../shared/protocol.ts';
import type { Basis, openedFacts } from '../../shared/recordings.ts';
import type { Range } from '../../shared/values.ts';
import { endOfDay, legalDay } from '../../shared/warsaw.ts';
import type { z } from 'zod';
import { fail } from '../failed.ts';
import { isMissing, notThatOne, ofKind, type Entry, type Words } from './entries.ts';
import { basisOn, isAnnounced, regulationOn, type Regulation } from './rules.ts';

/** The entry that holds what the protocol says. */
export type Seal = Entry<'completed' | 'corrected'>;

/** One opening of a recording. */
type Opening = {
  opening: string;
  seq: number;
  openedAt: string;
  closedAt: string | null;
  how: string | null;
  /** Whether it was said to be the wrong call, and its recording was not released in the act since. */
  wrongCall: boolean;
  ranges: Range[];
  /** Whether the listener's program reported the stretches when it ended; otherwise they are those of its last, unsigned sign of life. */
  reported: boolean;
};

/** A recording of an act with all its openings. `worded` = the words that came with it are still there. */
export type OpenedRecording = z.infer<typeof openedFacts> & {
  plainSha256: string;
  announcement: 'yes' | 'no' | 'unknown';
  /** The entry by which it might be heard without the announcement (§ 3 ust. 2); null: by none. */
  admitted: number | null;
  worded: boolean;
  /** Under which protocol it was destroyed (D7); null while it is kept. */
  gone: string | null;
  openings: Opening[];
};

/** What nobody signed: it serves pages, and no paper says it. */
type Unsigned = {
  /** By the last sign of life: what was played so far of an opening that has not ended. */
  played: readonly { opening: string; ranges: Range[] }[];
};

/** The authorisation under which an act began. */
type Authorised = Pick<AuthorisationRow, 'number' | 'from' | 'to'> & Pick<SignedPaper, 'paper' | 'signedOn'>;

/** A listening act as its entries tell it. */
export type ActFacts = {
  act: Omit<Act, 'act' | 'basisLabel' | 'recordings'> & { id: string };
  authorisation: Authorised;
  basis: Basis;
  /** In force when the act began, as it was known when its text was sealed or it was filed without one, else by now; null: no entry tells of one. */
  regulation: Regulation | null;
  /** The release that began it. */
  first: Entry<'release'>;
  /** Of the act itself, oldest first. */
  entries: Entry[];
  /** The entry whose words count; null while the act is open for writing. */
  seal: Seal | null;
  recordings: OpenedRecording[];
  /** Of the act of a plan what its sealed text names of that: plan, approval, draw, and what was said of its calls. */
  review: Entry[];
};

/**
 * An act out of checked entries, those of other acts may be among them. Fails with 'act-unknown' where none is its own, and with
 * 'document-entry-missing' or 'document-entry-false', which name one.
 */
export function actOf(
  id: string,
  entries: readonly Entry[],
  { played }: Unsigned = { played: [] },
): ActFacts {
  const own = entries.filter(({ payload }) => 'act' in payload && payload.act === id);
  const seal = sealOf(own);
  for (const one of own.filter(isSeal)) checkWhole(one, own, entries);
  const counting = seal === null ? entries : entries.filter(({ seq }) => seal.payload.entries.includes(seq));
  const first = ofKind(own, 'release')[0] ?? fail('act-unknown');
  const { payload } = first;
  const day = legalDay(new Date(payload.at));
  return {
    act: actFacts(id, own, first, planOf(entries, first)),
    authorisation: authorisationOf(counting, first) ?? isMissing(first.seq),
    basis: basisOn(counting, payload.basis, day, first.seq) ?? isMissing(first.seq),
    // SECURITY: one that stays unfinished has no seal that names it.
    regulation: regulationOn(counting, day, filingOf(own)?.seq),
    ...{ first, entries: own, seal },
    review: seal === null ? [] : counting.filter(({ kind }) => kind.startsWith('quality')),
    // What is destroyed is so by an entry of after the seal.
    recordings: recordingsOf(own, counting, ofKind(entries, 'destroyed'), played),
  };
}

/** Under which the act began: as a paper states it that somebody confirmed. */
function authorisationOf(entries: readonly Entry[], { payload }: Entry<'release'>): Authorised | undefined {
  const isOwn = (one: { number: string; subjectGuid: string | null }): boolean =>
    one.number === payload.authorisation && one.subjectGuid === payload.guid;
  for (const { seq, hash, payload: paper } of ofKind(entries, 'instrument')) {
    const row = paper.rows.find((one) => isOwn({ number: one.number, ...subjectOf(one) }));
    const confirmed = ofKind(entries, 'confirmed').find(
      ({ payload: { entries: named, hashes } }) => hashes[named.indexOf(seq)] === hash,
    );
    if (row === undefined || !('purposes' in row) || confirmed === undefined) continue;
    const { number, from, to } = row;
    // One that the Mayor approved in the program has no other paper.
    const { paper: name, signedOn } = paper.signed ?? {
      paper: number,
      signedOn: legalDay(new Date(confirmed.payload.at)),
    };
    return { number, from, to, paper: name, signedOn };
  }
  return undefined;
}

/**
 * SECURITY: a sealed protocol names every entry that it is made of. Whoever owns the tables can keep none of them from the paper, and
 * put none beside them, though it were signed.
 */
function checkWhole(seal: Seal, own: readonly Entry[], entries: readonly Entry[]): void {
  const named = new Set(seal.payload.entries);
  const known = new Set(entries.map(({ seq }) => seq));
  for (const seq of named) if (!known.has(seq)) isMissing(seq);
  for (const { seq } of own) if (seq < seal.seq && !named.has(seq)) notThatOne(seq);
}

/** A plan of reviews of quality, and the number under which it was approved. */
type Approved = { id: string; number: string; until: string };

/** The plan under which an act was begun; null where it was begun under none. Fails with 'document-entry-missing'. */
function planOf(entries: readonly Entry[], { seq, payload }: Entry<'release'>): Approved | null {
  if (payload.position === undefined) return null;
  const { plan: id } = payload.position;
  const plan = ofKind(entries, 'qualityPlan').find((one) => one.payload.command === id) ?? isMissing(seq);
  const verdict = ofKind(entries, 'qualityVerdict').find((one) => one.payload.plan === id);
  return { id, number: verdict?.payload.number ?? isMissing(seq), until: plan.payload.until };
}

function actFacts(
  id: string,
  own: readonly Entry[],
  { payload }: Entry<'release'>,
  plan: Approved | null,
): ActFacts['act'] {
  const corrected = ofKind(own, 'corrected').map((entry) => entry.payload);
  const now = corrected.at(-1)?.case ?? payload.case;
  const former = corrected.map(({ caseBefore }) => caseBefore).filter((one) => one !== now);
  const seal = sealOf(own);
  const filed = filingOf(own)?.payload;
  return {
    ...{ id, number: payload.protocol, case: now, openedAt: payload.at },
    ...{ formerCases: [...new Set(former)], corrections: corrected.length },
    plan: plan && { plan: plan.id, number: plan.number },
    until: new Date(plan ? endOfDay(plan.until) : Date.parse(payload.at) + actLength).toISOString(),
    state: filed ? (seal ? 'filed' : 'unfinished') : seal ? 'completed' : 'started',
    completedAt: seal?.payload.at ?? null,
    ...{ filedOn: filed?.day ?? null, way: filed?.way ?? null },
  };
}

/** The entry by which the protocol lies in the case file, as it counts; null while it does not. */
export function filingOf(own: readonly Entry[]): Entry<'filed'> | null {
  const seal = sealOf(own);
  return (
    ofKind(own, 'filed').find(({ seq, payload }) => seq > (seal?.seq ?? (payload.instead ? 0 : seq))) ?? null
  );
}

/** Whether an entry holds what the protocol says. */
export function isSeal(entry: Entry): entry is Seal {
  return entry.kind === 'completed' || entry.kind === 'corrected';
}

function sealOf(own: readonly Entry[]): Seal | null {
  const last = own.filter((entry) => isSeal(entry) || entry.kind === 'reopened').at(-1);
  return last !== undefined && isSeal(last) ? last : null;
}

/** In the order in which they were first opened. */
function recordingsOf(
  own: readonly Entry[],
  counting: readonly Entry[],
  destroyed: readonly Entry<'destroyed'>[],
  played: Unsigned['played'],
): OpenedRecording[] {
  const taken = ofKind(counting, 'ingest');
  const openings = new Map<string, Opening[]>();
  const releases = ofKind(own, 'release');
  for (const release of releases) {
    const { recording } = release.payload;
    openings.set(recording, [...(openings.get(recording) ?? []), openingOf(release, own, played)]);
  }
  return [...openings].map(([recording, ofIt]) => {
    const ingest = taken.find((one) => one.payload.recording === recording) ?? isMissing(ofIt[0]?.seq ?? 0);
    const { seq, payload, caller } = ingest;
    const { position } = releases.find((one) => one.payload.recording === recording)?.payload ?? {};
    // SECURITY: § 2: of what was drawn neither who called, nor by which telephone, nor who answered, whatever the database gives.
    const words = position === undefined ? ingest.words : null;
    const last = ofIt.at(-1)?.seq ?? 0;
    // The words stand as long as the number does: „zastrzeżony” is said of none that was only held back.
    if (words !== null && caller === null) notThatOne(seq);
    const { call, startedAt, durationMs, department, plainSha256 } = payload;
    const parts = taken.filter((one) => one.payload.call === call).sort(bySpoken);
    const part = parts.findIndex((one) => one.payload.recording === recording) + 1;
    return {
      ...{
        recording,
        startedAt,
        durationMs,
        department,
        plainSha256,
        announcement: announcementOf(counting, ingest, last),
        admitted: admissionOf(counting, ingest, last),
        part,
        parts: parts.length,
      },
      ...{ worded: words !== null, callerNumber: (words && caller?.number) ?? null },
      ...(position === undefined
        ? { extension: words?.extension ?? '', answeredBy: words?.answeredBy ?? '' }
        : { extension: null, answeredBy: null, position }),
      gone: destroyedUnder(recording, destroyed),
      openings: ofIt,
    };
  });
}

/** As it was known when the recording was released last: by its own word, else by the announcement for its line on that day. Without words nobody can tell which line that was. */
function announcementOf(
  entries: readonly Entry[],
  { payload: { announcement, startedAt }, words }: Entry<'ingest'>,
  before: number,
): OpenedRecording['announcement'] {
  const isSaid = announcement !== 'unknown' || words === null;
  const day = legalDay(new Date(startedAt));
  return !isSaid && isAnnounced(entries, words.line, day, before) ? 'yes' : announcement;
}

/** By the call: what was lost and is taken in again has the same sound and the same beginning. */
function admissionOf(
  entries: readonly Entry[],
  { payload: { plainSha256, startedAt } }: Entry<'ingest'>,
  before: number,
): number | null {
  const call = ofKind(entries, 'ingest').flatMap(({ payload }) =>
    payload.plainSha256 === plainSha256 && payload.startedAt === startedAt ? [payload.recording] : [],
  );
  const decided = ofKind(entries, 'admitted')
    .filter(({ seq, payload }) => call.includes(payload.recording) && seq < before)
    .at(-1);
  return decided?.payload.admitted === true ? decided.seq : null;
}

/** Under which a recording was destroyed; null while it is kept. */
function destroyedUnder(recording: string, destroyed: readonly Entry<'destroyed'>[]): string | null {
  return destroyed.find(({ payload }) => namedBy(payload).includes(recording))?.payload.protocol ?? null;
}

/** Parts of a call in the order in which they were spoken, as the list of calls has them. */
function bySpoken({ payload: one }: Entry<'ingest'>, { payload: other }: Entry<'ingest'>): number {
  return one.startedAt.localeCompare(other.startedAt) || one.recording.localeCompare(other.recording);
}

function openingOf(
  { seq, payload: { command, at, recording } }: Entry<'release'>,
  own: readonly Entry[],
  played: Unsigned['played'],
): Opening {
  const opening = command ?? notThatOne(seq);
  const closed = ofKind(own, 'closed').filter(({ payload }) => payload.opening === opening);
  const [end] = closed;
  const last = ofKind(own, 'release')
    .filter((one) => one.payload.recording === recording)
    .at(-1);
  const undelivered = ofKind(own, 'undelivered').find(({ payload }) => payload.opening === opening);
  return {
    ...{ opening, seq, openedAt: at },
    closedAt: (end ?? undelivered)?.payload.at ?? null,
    how: undelivered ? 'undelivered' : (end?.payload.how ?? null),
    wrongCall: closed.some((one) => one.payload.wrongCall && one.seq > (last?.seq ?? seq)),
    ranges: end?.payload.ranges ?? played.find((one) => one.opening === opening)?.ranges ?? [],
    reported: end !== undefined && end.payload.command !== null,
  };
}

/** Whether a recording concerns the case: not where one of its openings was the wrong call, and none came after that. */
export function concerns({ openings }: Pick<OpenedRecording, 'openings'>): boolean {
  return !openings.some(({ wrongCall }) => wrongCall);
}

/** What was entered as evidence on the word of an act, and concerns its case. */
export function evidenceOf({
  entries,
  recordings,
}: Pick<ActFacts, 'entries' | 'recordings'>): Entry<'hold'>[] {
  const wrong = recordings.filter((one) => !concerns(one)).map(({ recording }) => recording);
  const held = ofKind(entries, 'hold');
  // Of a recording that was the wrong call in between the keeper entered another one.
  const newest = (id: string) => held.filter(({ payload }) => payload.recordings.includes(id)).at(-1);
  return held.filter((one) => one.payload.recordings.some((id) => !wrong.includes(id) && newest(id) === one));
}

export function heardOf(openings: readonly Pick<Opening, 'ranges'>[]): [number, number][] {
  return mergeRanges(openings.flatMap((one) => one.ranges));
}

/**
 * Null where something was heard, or every opening simply ended.
 * SECURITY: a key of which nobody reported may have been used; that another opening failed does not take it back.
 */
export function unheardOf(openings: readonly Pick<Opening, 'ranges' | 'how'>[]): ActRecording['unheard'] {
  if (heardOf(openings).length > 0) return null;
  const endings = new Set(openings.map(({ how }) => how));
  if (endings.has('unconfirmed')) return 'unconfirmed';
  return endings.has('recording-failed') || endings.has('undelivered') ? 'failed' : null;
}

/** The words of the act's first release: who listened, why, in whose presence. Null where they are gone. */
export function groundsOf({ entries }: Pick<ActFacts, 'entries'>): Words<'release'> | null {
  return ofKind(entries, 'release')[0]?.words ?? null;
}

/**
 * Who heard what was played in an act beside the listener, and from when to when: named by the first release, or joined later;
 * until they left, or the text was sealed.
 */
export function presencesOf(protocol: Pick<ActFacts, 'entries'>): Presence[] {
  const presences = beginners(protocol);
  for (const entry of protocol.entries) {
    const { at } = entry.payload;
    if (entry.kind === 'joined') presences.push(joinedOf(entry));
    if (entry.kind === 'left') end(presences, at, ({ login }) => login === entry.payload.subject);
    if (entry.kind === 'completed') end(presences, at, () => true);
  }
  return presences;
}

/** Those whom the first release names; where its words are gone, by their logins. */
function beginners({ entries }: Pick<ActFacts, 'entries'>): Presence[] {
  const [first] = ofKind(entries, 'release');
  if (first === undefined) return [];
  const { present, at } = first.payload;
  return present.map((login) => {
    const said = first.words?.present.find((one) => one.login === login);
    const { displayName = login, post = '', authorisation = '' } = said ?? {};
    return { login, name: displayName, post, authorisation, from: at, to: null };
  });
}

function joinedOf({ payload: { subject: login, authorisation, at }, words }: Entry<'joined'>): Presence {
  const { displayName = login, post = '' } = words ?? {};
  return { login, name: displayName, post, authorisation, from: at, to: null };
}

function end(presences: Presence[], at: string, ended: (one: Presence) => boolean): void {
  for (const one of presences) if (one.to === null && ended(one)) one.to = at;
}
