import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { Input } from '../../shared/contract.ts';
import type { Act, ActRecording, Hold, ProtocolWords } from '../../shared/protocol.ts';
import { ranges, uuid } from '../../shared/values.ts';
import { fail } from '../failed.ts';
import {
  actOf,
  concerns,
  evidenceOf,
  groundsOf,
  heardOf,
  isSeal,
  unheardOf,
  type ActFacts,
  type OpenedRecording,
  type Seal,
} from '../paper/act.ts';
import { checkedEntries, notThatOne, ofKind, toldEntry, type Entry } from '../paper/entries.ts';
import type { Session } from '../session/current.ts';
import { registerEntriesQuery } from '../session/queries.ts';
import { read, readRows } from '../session/read.ts';
import { newestDraft, toldDraft } from './drafts.ts';
import { copyQuery, protocolQuery } from './queries.ts';

/** `api.protocol`: the entries that the protocol of an act is made of; beside them what the page alone shows. */
const told = z.object({
  entries: z.array(toldEntry).min(1),
  /** By the last sign of life: what was played so far of an opening that has not ended. */
  played: z.array(z.object({ opening: uuid, ranges })),
  drafts: z.array(toldDraft),
});

/** One's own act, and the newest draft of what is to be written about it. */
export type Protocol = ActFacts & {
  draft: (ProtocolWords & { savedAt: string }) | null;
  /** There is a newer one that the person did not sign. */
  setAside: boolean;
  /** `person` entries of who filed it instead. */
  people: Entry[];
};

/**
 * The protocol of one's own act. Fails with 'act-unknown' for anybody else's, and as `checkedEntries` and `actOf` do where it is not
 * what the pinned keeper entered.
 */
export async function readProtocol({ db, guid }: Session, act: string): Promise<Protocol> {
  const { entries, drafts, ...unsigned } =
    (await read(db, told.nullable(), protocolQuery, [act])) ?? fail('act-unknown');
  const facts = actOf(act, await checkedEntries(db, entries), unsigned);
  // SECURITY: whose act it is the account says, under whichever login it was begun.
  if (guid === null || facts.first.payload.guid !== guid) notThatOne(facts.first.seq);
  const { newest, setAside } = await newestDraft(db, drafts, { kind: 'protocol', about: act, guid });
  return {
    ...facts,
    draft: newest === null ? null : { ...newest.draft.words, savedAt: newest.savedAt },
    setAside,
    people: [],
  };
}

/**
 * The protocol of somebody else's act, for a copy that goes to its case file, and which copy that is. Fails as `readProtocol`, and with
 * 'reading-not-entered' where nobody entered that it is taken.
 */
export async function readCopy({ db }: Session, act: string): Promise<Protocol & { copy: number }> {
  const told = (await read(db, z.array(toldEntry).nullable(), copyQuery, [act])) ?? fail('act-unknown');
  const entries = await checkedEntries(db, told);
  const copies = ofKind(entries, 'read').filter(({ payload }) => payload.of === act);
  return {
    ...actOf(act, entries),
    ...{ draft: null, setAside: false, people: ofKind(entries, 'person'), copy: copies.length },
  };
}

/**
 * SECURITY: a request names an act by its id. Whoever owns the tables could show one protocol and have another one filed, under the name and
 * password of the desk: so what the form shows is held against the signed entries. Fails with 'shown-differently', and as `actOf`.
 */
export async function checkListed(
  { db }: Pick<Session, 'db'>,
  id: string,
  listed: Input<'protocol.fileInstead'>['listed'],
): Promise<void> {
  const told = await readRows(db, toldEntry, registerEntriesQuery, [[id], []]);
  const { act, first, entries } = actOf(id, await checkedEntries(db, told));
  const person = groundsOf({ entries })?.person.displayName ?? first.payload.login;
  const { number, case: ofCase, state } = act;
  if (!isDeepStrictEqual(listed, { number, person, case: ofCase, state })) fail('shown-differently');
}

/** The act as the page shows it. */
export function shownAct({ act, basis, recordings }: ActFacts): Act {
  const { id, ...facts } = act;
  return { act: id, ...facts, basisLabel: basis.label, recordings: recordings.map(shownRecording) };
}

/** What the page shows of a recording: its openings summed up. */
function shownRecording(recording: OpenedRecording): ActRecording {
  const {
    openings,
    plainSha256: _hash,
    announcement: _played,
    admitted: _admitted,
    worded: _worded,
    gone: _gone,
    ...facts
  } = recording;
  return {
    ...facts,
    heard: heardOf(openings),
    wrongCall: !concerns({ openings }),
    unheard: unheardOf(openings),
    open: openings.some((one) => one.closedAt === null),
  };
}

/** Words that are sealed (of the entry that counts), else the newest draft, else none. */
export function wordsOf({ entries, seal, draft }: Protocol): ProtocolWords {
  const sealed = seal ?? entries.filter(isSeal).at(-1) ?? null;
  // Back in listening without a draft yet: what was sealed before is where the writing goes on.
  if (draft === null || seal !== null) return sealedWords(sealed?.words ?? null);
  const { savedAt: _saved, ...words } = draft;
  return words;
}

/** The words of a sealing entry in full; nothing where they are gone. */
export function sealedWords(words: Seal['words']): ProtocolWords {
  const { findings = '', quotations = [], remarks = '', presentRemarks = [], attachments = '' } = words ?? {};
  return { findings, quotations, remarks, presentRemarks, attachments };
}

/** The number of a protocol's print: each sealed text has its own, and the same text printed twice is the same print. */
export function printOf({ entries }: Pick<Protocol, 'entries'>): number {
  return entries.filter(isSeal).length;
}

/** Name of the document in the EZD: `PO_12_2026_SEK.1510.7.2026.pdf`; corrected, `…_sprostowanie_1.pdf`. */
export function documentName({ act }: Protocol): string {
  const parts = [act.number, act.case, ...(act.corrections === 0 ? [] : ['sprostowanie', act.corrections])];
  return `${parts.join('_').replaceAll('/', '_')}.pdf`;
}

/** Which recordings of an act are evidence, the newest word on each first: the page says it of the same ones as the paper. */
export function holdsOf(protocol: Pick<Protocol, 'entries' | 'recordings'>): Hold[] {
  const holds = evidenceOf(protocol).flatMap(({ seq, payload: { recordings, number, review }, words }) => {
    const { proceedings = null, reference = null } = words ?? {};
    return recordings.map((recording) => ({ recording, proceedings, reference, number, review, seq }));
  });
  return holds.reverse();
}
