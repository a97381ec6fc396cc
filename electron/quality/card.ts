import { z } from 'zod';
import { resultOf } from '../../shared/ledger/cards.ts';
import type { Position } from '../../shared/ledger/quality.ts';
import type { CardVersion, ShownCard } from '../../shared/quality.ts';
import { addMonths, legalDay } from '../../shared/warsaw.ts';
import { day } from '../../shared/values.ts';
import { fail } from '../failed.ts';
import { checkedEntries, isMissing, nameOf, ofKind, toldEntry, type Entry } from '../paper/entries.ts';
import type { Session } from '../session/current.ts';
import { read } from '../session/read.ts';
import { cardQuery } from './queries.ts';
import { speakerOf } from './speaker.ts';
import { firstOf, ofRecording, type Said, saidOf, standingOf } from './standing.ts';

/** What `api.quality_card` tells. */
const cardTold = z.strictObject({
  today: day,
  there: z.boolean(),
  part: z.int(),
  parts: z.int(),
  entries: z.array(toldEntry),
});
type Told = Omit<z.infer<typeof cardTold>, 'entries'> & { entries: readonly Entry[] };

/** §3.4: a recording is kept for so many months. */
const term = 12;

/** A call that was heard under a plan. Fails with 'card-unknown', 'document-entry-false' or 'document-entry-missing', which name an entry. */
export async function readCard(
  { db, guid }: Pick<Session, 'db' | 'guid'>,
  position: Position,
): Promise<ShownCard> {
  return (await readCardEntries({ db, guid }, position)).card;
}

/** The same, with all entries that were read. */
export async function readCardEntries(
  { db, guid }: Pick<Session, 'db' | 'guid'>,
  position: Position,
): Promise<{ card: ShownCard; entries: readonly Entry[] }> {
  const told =
    (await read(db, cardTold.nullable(), cardQuery, [position.plan, position.nr])) ?? fail('card-unknown');
  const entries = await checkedEntries(db, told.entries);
  return { card: cardOf({ ...told, entries }, position, guid), entries };
}

/**
 * SECURITY: of the recording that was drawn there, and of no other; whatever is said of it signs its own place. To whoever answered it the draw is not
 * told: the keeper signed of which recording it was said.
 */
export function cardOf(
  { today, there, part, parts, entries }: Told,
  position: Position,
  guid: string | null,
): ShownCard {
  const { plan: id, nr } = position;
  const plan =
    ofKind(entries, 'qualityPlan').find(({ payload }) => payload.command === id) ?? fail('card-unknown');
  const verdict = ofKind(entries, 'qualityVerdict').find(({ payload }) => payload.plan === id);
  const draw = ofKind(entries, 'qualityDraw').find(({ payload }) => payload.plan === id);
  const here = saidOf(entries, position);
  const first = firstOf(here);
  const recording = draw?.payload.recordings[nr - 1] ?? first?.payload.recording ?? isMissing(plan.seq);
  const taken =
    ofKind(entries, 'ingest').find(({ payload }) => payload.recording === recording) ?? isMissing(plan.seq);
  const release = ofKind(entries, 'release').find(({ payload }) => payload.position?.plan === id);
  const said = ofRecording(here, recording);
  const { startedAt, durationMs, department, answeredLogin } = taken.payload;
  const { scores, remark, omission } = said;
  const person = scores.at(-1)?.words?.person ?? speakerOf(entries, answeredLogin, startedAt);
  const ofAct = ({ payload }: { payload: { act: string } }): boolean => payload.act === release?.payload.act;
  const written = [...ofKind(entries, 'completed'), ...ofKind(entries, 'corrected')].some(ofAct);
  return {
    ...{
      position,
      rates: guid !== null && plan.payload.guid === guid,
      number: verdict?.payload.number ?? '',
    },
    ...{ case: plan.payload.case, criteria: plan.words?.criteria ?? null, recording },
    ...{ startedAt, durationMs, department, part, parts },
    keptUntil: addMonths(legalDay(new Date(startedAt)), term),
    person: person ?? { displayName: answeredLogin ?? '', post: '', unit: '' },
    rater: nameOf(plan, entries),
    standing: standingOf(said, { today, opened: true, there: there && isWorded(said) }),
    interrupted: !written && ofKind(entries, 'filed').some(ofAct),
    versions: scores.map((one) => versionOf(one, plan)),
    remark: remark && { seq: remark.seq, at: remark.payload.at, words: remark.words?.words ?? null },
    omission: omission && {
      seq: omission.seq,
      at: omission.payload.at,
      words: omission.words?.words ?? null,
    },
  };
}

/** Words that a database which was put back has lost are gone: the keeper holds nothing against such a card any more. */
const isWorded = ({ scores }: Said): boolean => scores.at(-1)?.words !== null;

function versionOf({ seq, payload, words }: Entry<'qualityScore'>, plan: Entry<'qualityPlan'>): CardVersion {
  const facts = { seq, at: payload.at, heardMs: payload.heardMs };
  if (words === null) return { ...facts, words: null, result: null };
  const { person: _, ...said } = words;
  return { ...facts, words: said, result: resultOf(said.levels, plan.payload.weights) };
}
