import { z } from 'zod';
import { basis } from '../../shared/recordings.ts';
import { actState, filingWay } from '../../shared/protocol.ts';
import { texts } from '../../shared/entries.ts';
import { day, instant, uuid } from '../../shared/values.ts';
import { fail } from '../failed.ts';
import type { Session } from '../session/current.ts';
import { openedRecording } from './acts.ts';
import { protocolQuery } from './queries.ts';

const entry = z.object({
  seq: z.int(),
  kind: z.string(),
  prev: z.string(),
  hash: z.string(),
  payload: z.looseObject({ at: instant }),
  text: z.string().nullable(),
});

/** `api.protocol`: all that the printed protocol states. */
const protocol = z.object({
  act: z.object({
    id: uuid,
    number: z.string(),
    case: z.string(),
    basis: z.string(),
    state: actState,
    openedAt: instant,
    until: instant,
    completedAt: instant.nullable(),
    completedSeq: z.int().nullable(),
    filedOn: day.nullable(),
    way: filingWay.nullable(),
  }),
  authorisation: z.object({ number: z.string(), act: z.string(), signedOn: day, from: day, to: day }),
  basis: basis.nullable(),
  entries: z.array(entry).min(1),
  recordings: z.array(openedRecording).min(1),
  draft: z.object({ findings: z.string(), savedAt: instant }).nullable(),
  head: z.object({ seq: z.int(), hash: z.string() }),
});

export type Protocol = z.infer<typeof protocol>;
export type ProtocolEntry = z.infer<typeof entry>;

/** The protocol of one's own act. Fails with 'act-unknown' for anybody else's. */
export async function readProtocol({ db }: Session, act: string): Promise<Protocol> {
  const [row] = await db.query<{ protocol: unknown }>(protocolQuery, [act]);
  if (row === undefined || row.protocol === null) fail('act-unknown');
  return protocol.parse(row.protocol);
}

/** Findings that are sealed (of the entry that counts), else the newest draft, else nothing. */
export function findingsOf({ act, entries, draft }: Protocol): string {
  const sealed = entries.find(({ seq }) => seq === act.completedSeq)?.text ?? lastCompleted(entries);
  if (act.state !== 'started' && sealed !== null) return texts.completed.parse(JSON.parse(sealed)).findings;
  if (draft !== null) return draft.findings;
  // Back in listening without a draft yet: what was sealed before is where the writing goes on.
  return sealed === null ? '' : texts.completed.parse(JSON.parse(sealed)).findings;
}

function lastCompleted(entries: readonly ProtocolEntry[]): string | null {
  return entries.filter(({ kind }) => kind === 'completed').at(-1)?.text ?? null;
}

/** Number and hash of the entry that sealed the text; null while the act is open for writing. */
export function sealedEntryOf({ act, entries }: Protocol): { seq: number; hash: string } | null {
  const entry = act.state === 'started' ? undefined : entries.find(({ seq }) => seq === act.completedSeq);
  return entry === undefined ? null : { seq: entry.seq, hash: entry.hash };
}

/** The words of the act's first release: who listened, why, in whose presence. Null where they were lawfully erased. */
export function groundsOf({ entries }: Protocol): z.infer<typeof texts.release> | null {
  const text = entries.find(({ kind }) => kind === 'release')?.text ?? null;
  return text === null ? null : texts.release.parse(JSON.parse(text));
}

/** Name of the document in the EZD: `PO_12_2026_SEK.1510.7.2026.pdf`. */
export function documentName({ act }: Protocol): string {
  return `${act.number}_${act.case}`.replaceAll('/', '_') + '.pdf';
}
