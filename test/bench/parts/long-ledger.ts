import { randomBytes, randomUUID } from 'node:crypto';
import { startOffice, type RunningOffice } from '../../../build/office/office.ts';
import { databaseConfig } from '../../../server/database.ts';
import type { Content } from '../../../server/entries/request.ts';
import { madeOf, type LedgerState } from '../../../server/entries/state.ts';
import { LedgerTime, systemClock } from '../../../server/keeper/clock.ts';
import { Connection } from '../../../server/keeper/connection.ts';
import { Journal } from '../../../server/keeper/journal.ts';
import { openKeystore } from '../../../server/keeper/keystore.ts';
import { Ledger } from '../../../server/keeper/ledger.ts';
import type { EntryKind, Payload } from '../../../shared/ledger/kinds.ts';
import { parsePayload } from '../../../shared/node/ledger.ts';
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
    await office.keeper.stop();
    await lengthen(office, entries);
    return office;
  } catch (error) {
    await office.stop();
    throw error;
  }
}

/** Acts as a year of listening leaves them, written by the keeper's own writer, many to a transaction. */
async function lengthen(office: RunningOffice, entries: number): Promise<void> {
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
        for (const content of act(ledger.state, number, recording, authorisation)) {
          const prepared = ledger.prepare(content);
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
    keys.dispose();
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
  { acts }: Pick<LedgerState, 'acts'>,
  number: number,
  { recording, cipherSha256, cipherBytes, plainBytes }: Payload<'ingest'>,
  { login, guid, number: authorisation }: Authorised,
): Content[] {
  const now = new Date();
  const id = randomUUID();
  const opening = randomUUID();
  const head = <K extends EntryKind>(kind: K, command: string = randomUUID()) => {
    return { v: 1 as const, kind, at: now.toISOString(), command, login, guid, asked: null };
  };
  const released: Omit<Payload<'release'>, 'text'> = {
    ...head('release', opening),
    ...{
      act: id,
      protocol: `PO/${number}/${legalDay(now).slice(0, 4)}`,
      recording,
      case: `SEK.1510.${number}.2026`,
    },
    ...{
      basis: 'KPA_SKARGA',
      sentence: 'DISPUTED',
      statement: 'Oświadczam, że skarga mnie nie dotyczy.',
      purpose: 'SERVICE_STANDARDS',
      authorisation,
      present: [],
    },
    ...{ publicKey: randomBytes(32).toString('base64'), cipherSha256, cipherBytes, plainBytes },
    ...{ host: 'ST-14', address: '10.0.0.14' },
  };
  const ranges: [number, number][] = [[0, 61_000]];
  return [
    {
      words: { justification: '', fields: { register: `${number}/2026` }, person: nobody, present: [] },
      payload: (text) => ({ ...released, text }),
    },
    {
      words: null,
      payload: () => ({ ...head('closed'), act: id, opening, how: 'finished', ranges, wrongCall: false }),
    },
    {
      words: { findings },
      payload: (text) => ({
        ...head('completed'),
        act: id,
        entries: madeOf(acts.get(id) ?? { entries: new Set() }),
        text,
      }),
    },
    {
      words: null,
      payload: () => ({
        ...head('filed'),
        act: id,
        day: legalDay(now),
        way: 'paper',
        signed: true,
        text: null,
      }),
    },
  ];
}

const nobody = { displayName: 'Anna Nowak', post: 'Inspektor', unit: 'Wydział Organizacyjny' };
const findings =
  'Dzwoniący pytał o termin. Urząd wskazał właściwy wydział. Odmowy udzielenia informacji nie stwierdzono.';
