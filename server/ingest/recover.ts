import { rm } from 'node:fs/promises';
import type { Client } from 'pg';
import { failures } from '../../shared/text/pl/failures.ts';
import { codeOf } from '../keeper/connection.ts';
import { KeeperSilent, submit, type Asker, type Refused } from '../submit.ts';
import { pledged } from './pledge.ts';
import { hasLength, placeOnShare, takeBack } from './place.ts';
import { filesOn } from './share.ts';

/** A keeper that takes nothing out of the queue for so long is not there. */
const patienceMs = 30_000;

type Unfinished = {
  id: string;
  month: string;
  cipher_bytes: string;
  peaks_bytes: string;
  pledge: Buffer | null;
};

/**
 * Finishes what an interrupted run left: a row whose two files lie complete on the share goes to the keeper, by the digest that we gave
 * our word on when we wrote it; one whose files are not whole is taken back together with them, so that its source is read again; what has
 * no row is removed. A whole one that the keeper does not take stays and is named. Call it alone, before anything
 * else that a run writes, once nothing of the interrupted one waits.
 */
export async function recover(asker: Asker & { share: string; say: (line: string) => void }): Promise<void> {
  const { client, share, signer, say } = asker;
  const { rows } = await client.query<Unfinished>('SELECT * FROM api.unfinished()');
  for (const row of rows) {
    const path = placeOnShare(share, row.month, row.id);
    const complete =
      (await hasLength(`${path}.rec`, Number(row.cipher_bytes))) &&
      (await hasLength(`${path}.peaks`, Number(row.peaks_bytes)));
    if (!complete) {
      await takeBack(client, share, row.month, row.id);
      continue;
    }
    const digest = pledged(signer, row.pledge);
    const answer = digest === null ? unpledged : await submit(asker, 'ingest', { recording: row.id, digest });
    // The keeper began anew since, and its door key is another, or the call was destroyed: the source, which is there still, is read once more.
    if (answer.state === 'refused' && ['key-unusable', 'recording-destroyed'].includes(answer.reason))
      await takeBack(client, share, row.month, row.id);
    else if (answer.state === 'refused')
      say(`Nagranie ${row.id}: strażnik nie przyjął go (${answer.reason}).${adviceOn(answer)}`);
  }
  await sweep(share, say);
}

/** Not asked for: nobody can tell what was written there. */
const unpledged: Refused = { state: 'refused', reason: 'row-changed', seq: null };

/** What to do where somebody changed what we wrote, or the keeper began anew in between; else nothing. */
export function adviceOn({ reason }: Refused): string {
  if (reason === 'key-unusable')
    return ' Strażnik zaczyna pracę wciąż od nowa; plik wczyta następne uruchomienie.';
  return reason === 'row-changed' ? ` ${failures[reason].sentence}` : '';
}

/**
 * Files of a run that ended before it had entered them: nobody has their key any more, and no other ingest is at work. One that cannot be deleted
 * holds nothing up.
 */
async function sweep(share: string, say: (line: string) => void): Promise<void> {
  for await (const { name, path } of filesOn(share, say)) {
    if (!/\.(rec|peaks)\.part$/.test(name)) continue;
    await rm(path, { force: true }).catch((error: unknown) => {
      say(`Pliku ${path} nie można usunąć (${codeOf(error)}). Ponowi to następne wczytywanie.`);
    });
  }
}

/** Requests of the interrupted run may still wait for the keeper; their rows are not ours to touch yet. Throws KeeperSilent. */
export async function emptyQueue(client: Client): Promise<void> {
  let last = '';
  let since = performance.now();
  for (;;) {
    const { rows } = await client.query<{ pending: string }>('SELECT api.pending() AS pending');
    const pending = rows[0]?.pending ?? '0';
    if (pending === '0') return;
    if (pending !== last) [last, since] = [pending, performance.now()];
    if (performance.now() - since > patienceMs) throw new KeeperSilent('the keeper answers nothing');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
