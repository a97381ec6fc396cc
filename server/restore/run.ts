import { existsSync } from 'node:fs';
import type { Payload } from '../../shared/ledger/kinds.ts';
import { pinnedKeeperKey } from '../../shared/node/signing-key.ts';
import { failures } from '../../shared/text/pl/failures.ts';
import { isClean, visibleLength } from '../../shared/words.ts';
import type { Ask } from '../ask.ts';
import { databaseConfig } from '../database.ts';
import { LedgerTime, systemClock } from '../keeper/clock.ts';
import { Connection } from '../keeper/connection.ts';
import { restored } from '../entries/office.ts';
import { Journal } from '../keeper/journal.ts';
import { openKeystore } from '../keeper/keystore.ts';
import { Ledger } from '../keeper/ledger.ts';
import { takeLock } from '../keeper/loop.ts';
import { exitCodes, KeeperEnd } from '../keeper/options.ts';
import { isoOf, Refusal, type Content } from '../entries/request.ts';
import { sameActiveAccount } from '../entries/rights.ts';
import type { Person } from '../entries/state.ts';
import { asBound, readLogin } from '../person.ts';
import { keeperKeyOf, UsageError, type ServerSettings } from '../settings.ts';
import { describeGap, findGap, numbersOf, type Gap } from './gap.ts';
import { refill } from './refill.ts';

export type Restore = { secretary: string; reason: string };

/**
 * Refills a database that was put back to an earlier state out of the keeper's journal, and enters the incident. The
 * administrator runs it on the keeper's host while no keeper runs; the Secretary confirms with her own password.
 * Returns the last sentence for the terminal; `say` gets what is missing before anybody is asked. All or nothing is written.
 * Throws UsageError with a sentence where it must not be done, KeeperEnd where the keystore or the journal is unusable.
 */
export async function resumeAfterRestore(
  settings: ServerSettings,
  { secretary, reason }: Restore,
  ask: Ask,
  say: (line: string) => void,
): Promise<string> {
  const pinned = keeperKeyOf(settings);
  if (!existsSync(settings.journal))
    throw new UsageError(
      `Nie ma dziennika strażnika ${settings.journal}, a tylko z niego można uzupełnić bazę.`,
    );
  if (visibleLength(reason) === 0 || reason.length > 500 || !isClean(reason))
    throw new UsageError('Przyczyna (--reason) jest pusta, za długa albo ma niedozwolone znaki.');
  const login = readLogin(secretary);
  return alone(settings, async (connection, journal) => {
    // SECURITY: held against the key of the settings, not against what lies beside the journal.
    const gap = await findGap(connection, settings.journal, pinnedKeeperKey(pinned));
    if (gap.missing.length === 0)
      return `Niczego nie brakuje: baza i dziennik kończą się na wpisie nr ${gap.whole.head.seq}. Strażnika można uruchomić.`;
    for (const line of describeGap(gap.missing)) say(line);
    const person = secretaryOf(gap, login);
    let said = '';
    // No keeper runs that could prove a session.
    await asBound(settings, login, ask, async (_password, lookUp) => {
      confirmAccount(await lookUp(login), person);
      const seq = await writeAll(settings, { connection, journal, gap }, { person, reason: reason.trim() });
      said = `Uzupełniono wpisy ${numbersOf(gap.missing)} i zapisano wpis nr ${seq}: przerwa w ciągłości zapisów. Teraz należy uruchomić strażnika, a potem wykonać verify.`;
    });
    return said;
  });
}

/** Works over the one line that may write the ledger, with the journal at its end. */
async function alone(
  settings: ServerSettings,
  work: (connection: Connection, journal: Journal) => Promise<string>,
): Promise<string> {
  const connection = await Connection.open(databaseConfig(settings, 'keeper'), () => undefined);
  const journal = new Journal(settings.journal);
  try {
    await takeLock(connection, 0, new AbortController().signal).catch((error: unknown) => {
      throw error instanceof KeeperEnd && error.code === exitCodes.anotherKeeper
        ? new UsageError('Strażnik działa. Należy go zatrzymać i powtórzyć polecenie.')
        : error;
    });
    journal.reread();
    return await work(connection, journal);
  } finally {
    journal.close();
    await connection.close();
  }
}

/** SECURITY: who is Secretary is what the whole journal says, also where the database has forgotten it; never the administrator alone. */
function secretaryOf({ whole }: Gap, login: string): Person {
  const person = whole.people.get(login);
  if (!person?.roles.includes('secretary')) throw new UsageError(failures['not-secretary'].sentence);
  return person;
}

function confirmAccount(account: Parameters<typeof sameActiveAccount>[0], person: Person): void {
  try {
    sameActiveAccount(account, person);
  } catch (error) {
    throw error instanceof Refusal ? new UsageError(failures[error.reason].sentence) : error;
  }
}

type Parts = { connection: Connection; journal: Journal; gap: Gap };

/** One transaction: the entries, what they changed, the incident; then the journal. Returns the incident's number. */
async function writeAll(
  settings: ServerSettings,
  { connection, journal, gap }: Parts,
  { person, reason }: { person: Person; reason: string },
): Promise<number> {
  const keys = openKeystore(settings.keystore);
  try {
    if (`ed25519:${keys.publicKey}` !== settings.keeperPublicKey)
      throw new UsageError('Klucz w magazynie strażnika nie jest kluczem z ustawień (keeperPublicKey).');
    const time = new LedgerTime(systemClock);
    const ledger = new Ledger(keys, journal, time);
    await connection.run('BEGIN');
    await refill(connection, gap);
    // The same look as at a keeper's start: from here on database and journal are one again.
    await ledger.catchUp(connection);
    const asked = time.own();
    const [clock] = await connection.run<{ now: Date }>('SELECT clock_timestamp() AS now');
    if (clock) time.hear(clock.now, asked);
    const prepared = ledger.prepare(incident(gap, person, reason, time.now()));
    await ledger.commit(connection, prepared);
    await connection.run('COMMIT');
    // Should this fail, the keeper's start adds the line.
    ledger.journal(prepared);
    return prepared.entry.seq;
  } finally {
    keys.dispose();
  }
}

function incident({ missing }: Gap, { login, guid }: Person, reason: string, now: number): Content {
  const head = {
    v: 1 as const,
    kind: 'incident' as const,
    at: isoOf(now),
    command: null,
    login,
    guid,
    asked: null,
  };
  const range = { from: missing[0]?.seq ?? 0, to: missing.at(-1)?.seq ?? 0 };
  return {
    words: { reason },
    payload: (text): Payload<'incident'> => ({ ...head, what: restored, ...range, text }),
  };
}
