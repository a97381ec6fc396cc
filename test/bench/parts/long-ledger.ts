import { randomBytes, randomUUID } from 'node:crypto';
import { startOffice, type RunningOffice } from '../../../build/office/office.ts';
import { databaseConfig } from '../../../server/database.ts';
import { proveAtDoor } from '../../../server/door.ts';
import type { Content } from '../../../server/entries/request.ts';
import type { LedgerState } from '../../../server/entries/state.ts';
import { LedgerTime, systemClock } from '../../../server/keeper/clock.ts';
import { Connection } from '../../../server/keeper/connection.ts';
import { Journal } from '../../../server/keeper/journal.ts';
import { openKeystore } from '../../../server/keeper/keystore.ts';
import { Ledger } from '../../../server/keeper/ledger.ts';
import { askedOf } from '../../../server/keeper/row.ts';
import type { Command, CommandKind, EntryKind, Payload } from '../../../shared/ledger/kinds.ts';
import { parsePayload } from '../../../shared/node/ledger.ts';
import { requestDigest, signRequest, type SignedRequest, type Signer } from '../../../shared/node/request.ts';
import { pinnedKeeperKey } from '../../../shared/node/signing-key.ts';
import { legalDay } from '../../../shared/warsaw.ts';

const perTransaction = 400;
const listenerLogin = 'anna.nowak';

/** An office whose ledger has so many entries; its keeper has ended. */
export async function startLongLedger(root: string, entries: number): Promise<RunningOffice> {
  const shortest = 1;
  const office = await startOffice({
    root,
    calls: {
      choose: (plans) =>
        plans
          .filter(({ sidecar }) => sidecar.announcement === 'yes' && sidecar.answeredLogin !== listenerLogin)
          .sort((one, other) => one.durationMs - other.durationMs)
          .slice(0, shortest),
      destroyed: 0,
    },
  });
  try {
    const keeper = pinnedKeeperKey(office.keeperPublicKey);
    const { password } = office.person(listenerLogin);
    const { signer } = await proveAtDoor(office.settings, keeper, listenerLogin, password);
    await office.keeper.stop();
    await lengthen(office, entries, signer);
    return office;
  } catch (error) {
    await office.stop();
    throw error;
  }
}

/** Acts as a year of listening leaves them, each request signed, written by the keeper's own writer, many to a transaction. */
async function lengthen(office: RunningOffice, entries: number, signer: Signer): Promise<void> {
  const { settings } = office;
  const connection = await Connection.open(databaseConfig(settings, 'keeper'), () => undefined);
  const keys = openKeystore(settings.keystore);
  const journal = new Journal(settings.journal);
  const ledger = new Ledger(keys, journal, new LedgerTime(systemClock));
  try {
    await ledger.catchUp(connection);
    const recording = await ingested(connection);
    const [authorisation] = [...ledger.state.authorisations.values()].filter(
      (one) => one.login === listenerLogin,
    );
    if (authorisation === undefined) throw new Error('the office is not seeded');
    for (let number = 1; ledger.state.head.seq < entries;) {
      await connection.run('BEGIN');
      const written = [];
      while (written.length < perTransaction) {
        for (const { request, content } of act(ledger.state, number, recording, authorisation, signer)) {
          const prepared = ledger.prepare(content, {}, request);
          await ledger.commit(connection, prepared);
          written.push(prepared);
        }
        number += 1;
      }
      await connection.run('COMMIT');
      for (const prepared of written) ledger.journal(prepared);
    }
  } finally {
    journal.close();
    await connection.close();
  }
}

/** What the ledger vouches for of the one recording. */
async function ingested(connection: Connection): Promise<Payload<'ingest'>> {
  const [row] = await connection.run<{ payload: string }>(
    `SELECT payload FROM office.entry WHERE kind = 'ingest'`,
  );
  const payload = row === undefined ? null : parsePayload(row.payload);
  if (payload?.kind !== 'ingest') throw new Error('the office has no recording');
  return payload;
}

type Authorised = { login: string; guid: string; number: string };

/** One act: heard, closed, completed, filed. */
function act(
  { acts, sessions }: Pick<LedgerState, 'acts' | 'sessions'>,
  number: number,
  { recording, cipherSha256, cipherBytes, plainBytes }: Payload<'ingest'>,
  { login, guid, number: authorisation }: Authorised,
  signer: Signer,
): { request: SignedRequest; content: Content }[] {
  const now = new Date();
  const id = randomUUID();
  const day = legalDay(now);
  const asking = <K extends CommandKind>(kind: K, body: Command<K>): SignedRequest =>
    signRequest(signer, { kind, body, seen: now.getTime() });
  const session = sessions.get(signer.session)?.seq ?? 0;
  const head = <K extends EntryKind>(kind: K, request: SignedRequest) => {
    const asked = askedOf({ ...request, digest: requestDigest(request) }, session, false);
    return { v: 1 as const, kind, at: now.toISOString(), command: request.id, login, guid, asked };
  };
  const ground = {
    ...{ case: `SEK.1510.${number}.2026`, basis: 'KPA_SKARGA' },
    ...{ statement: 'Oświadczam, że skarga mnie nie dotyczy.', present: [] },
  };
  const fields = { register: `${number}/2026` };
  const heard = { publicKey: randomBytes(32).toString('base64'), host: 'ST-14' };
  const listen = asking('listen', {
    ...{ act: null, recording, ...heard },
    ground: { ...ground, sentence: { code: 'DISPUTED' }, fields },
  });
  const closing = { opening: listen.id, how: 'finished' as const, wrongCall: false };
  const close = asking('close', { ...closing, ranges: [[0, 61_000]] });
  const complete = asking('complete', { act: id, findings });
  const filing = { act: id, day, way: 'paper' as const };
  const file = asking('file', { ...filing, missingSignature: null });
  return [
    {
      request: listen,
      content: {
        words: { justification: '', fields, person: nobody, present: [] },
        payload: (text) => ({
          ...{ ...head('release', listen), act: id, protocol: `PO/${number}/${day.slice(0, 4)}`, recording },
          ...{ ...ground, sentence: 'DISPUTED', purpose: 'SERVICE_STANDARDS', authorisation },
          ...{ ...heard, cipherSha256, cipherBytes, plainBytes, address: '10.0.0.14', text },
        }),
      },
    },
    {
      request: close,
      content: {
        words: null,
        payload: () => ({ ...head('closed', close), act: id, ...closing, ranges: [[0, 61_000]] }),
      },
    },
    {
      request: complete,
      content: {
        words: { findings },
        payload: (text) => ({
          ...{ ...head('completed', complete), act: id, text },
          entries: [...(acts.get(id)?.entries ?? [])].sort((one, other) => one - other),
        }),
      },
    },
    {
      request: file,
      content: {
        words: null,
        payload: () => ({ ...head('filed', file), ...filing, signed: true, instead: false, text: null }),
      },
    },
  ];
}

const nobody = { displayName: 'Anna Nowak', post: 'Inspektor', unit: 'Wydział Organizacyjny' };
const findings =
  'Dzwoniący pytał o termin. Urząd wskazał właściwy wydział. Odmowy udzielenia informacji nie stwierdzono.';
