import type { Payload } from '../shared/ledger/kinds.ts';
import { KeeperKeys } from '../shared/node/keeper-keys.ts';
import { parsePayload } from '../shared/node/ledger.ts';
import type { FormerKeeperKey } from '../shared/settings.ts';
import type { Ask } from './ask.ts';
import { entryOfRow, type EntryRow } from './database.ts';
import { isoOf, type Content } from './entries/request.ts';
import type { LedgerState, Person } from './entries/state.ts';
import { atRest, enterAtRest, type AtRest } from './keeper/at-rest.ts';
import { LedgerTime, systemClock } from './keeper/clock.ts';
import type { Connection } from './keeper/connection.ts';
import {
  hasNextLedgerKey,
  makeNextLedgerKey,
  openKeystore,
  takeNextLedgerKey,
  type Keystore,
} from './keeper/keystore.ts';
import { Ledger } from './keeper/ledger.ts';
import { hearTime } from './keeper/loop.ts';
import { asBound, readLogin } from './person.ts';
import { confirmAccount, ofDesk } from './restore/run.ts';
import { renewSender } from './sender.ts';
import { keeperKeyOf, UsageError, type ServerSettings } from './settings.ts';

/**
 * Replaces the ledger key: the administrator runs it on the keeper's host while no keeper runs; the Secretary confirms with her own
 * password. The new key signs from the entry on that says so; with that entry all sessions are over, and after it the former key is
 * gone from the keystore. Returns what belongs into every settings file. To be repeated after a crash, and as long as the settings name
 * the former key: what was done is not done again, and as long as nothing was entered the keeper may also be started as if nothing had been.
 * Ingest gets a new key too. Throws UsageError with a sentence where it must not be done, KeeperEnd where keystore, journal and ledger do not agree.
 */
export function changeLedgerKey(
  settings: ServerSettings,
  { secretary }: { secretary: string },
  ask: Ask,
): Promise<string> {
  const pinned = keeperKeyOf(settings);
  const login = readLogin(secretary);
  return atRest(settings, async (place) => {
    const { connection } = place;
    const keys = openKeystore(settings.keystore);
    const own = `ed25519:${keys.publicKey}`;
    if (own !== pinned) {
      const done = await enteredBefore(connection, settings, own);
      if (done !== null) return finish(settings, place, own, done);
      throw new UsageError('Klucz w magazynie strażnika nie jest kluczem z ustawień (keeperPublicKey).');
    }
    // SECURITY: a next key whose entry never came is made anew: who has copied the keystore since has it.
    const waits = hasNextLedgerKey(settings.keystore);
    const done = waits ? await enteredBefore(connection, settings, nextKeyOf(settings)) : null;
    const former = done ?? (await enterConfirmed({ settings, ...place, keys }, login, ask));
    const replacing = nextKeyOf(settings);
    takeNextLedgerKey(settings.keystore);
    return finish(settings, place, replacing, former);
  });
}

/** As the settings are to have it. */
function nextKeyOf({ keystore }: ServerSettings): string {
  return `ed25519:${openKeystore(keystore, true).publicKey}`;
}

type Parts = AtRest & { settings: ServerSettings; keys: Keystore };

/** Makes a key and the entry by which it takes over, once the Secretary has confirmed that. Returns where the former key ends. */
async function enterConfirmed(
  { settings, connection, journal, keys }: Parts,
  login: string,
  ask: Ask,
): Promise<FormerKeeperKey> {
  const time = new LedgerTime(systemClock);
  const ledger = new Ledger(keys, journal, time, settings.formerKeeperKeys);
  // The same look as at a keeper's start.
  await ledger.catchUp(connection);
  const person = ofDesk(ledger.state, login, Date.now());
  const { seq, hash } = ledger.state.head;
  // No keeper runs that could prove a session.
  await asBound(settings, login, ask, async (_password, lookUp) => {
    confirmAccount(await lookUp(login), person);
    await hearTime({ connection, time });
    // Only now that ledger and journal agree: a key of an entry that the journal alone has left would be lost.
    makeNextLedgerKey(settings.keystore);
    const next = openKeystore(settings.keystore, true);
    ledger.signWith(next);
    const now = time.now();
    const prepared = ledger.prepare(change(ledger.state, ofDesk(ledger.state, login, now), next, now));
    await ledger.commit(connection, prepared);
    // Should this fail, the keeper's start adds the line.
    ledger.journal(prepared);
  });
  return { key: `ed25519:${keys.publicKey}`, upTo: seq, hash: hash.toString('hex') };
}

function change(
  { head, keeper }: LedgerState,
  { login, guid }: Person,
  { publicKey }: Keystore,
  now: number,
): Content {
  const payload: Payload<'keeper'> = {
    ...{ v: 1, kind: 'keeper', at: isoOf(now), command: null, login, guid, asked: null },
    ...{ publicKey, former: keeper, upTo: head.seq, hash: head.hash.toString('hex') },
  };
  return { words: null, payload: () => payload };
}

/**
 * Where the pinned key ends, if an earlier run has made the entry by which this key of the keystore takes over from it; else null.
 * SECURITY: what is printed gets pinned everywhere, so the entry counts by the signature of that very key.
 */
async function enteredBefore(
  connection: Connection,
  settings: ServerSettings,
  publicKey: string,
): Promise<FormerKeeperKey | null> {
  const [row] = await connection.run<EntryRow>(
    `SELECT seq, prev, payload, hash, signature FROM office.entry WHERE kind = 'keeper' ORDER BY seq DESC LIMIT 1`,
  );
  if (row === undefined) return null;
  const entry = entryOfRow(row);
  const former = { key: keeperKeyOf(settings), upTo: entry.seq - 1, hash: entry.prev.toString('hex') };
  const after = new KeeperKeys(publicKey, [...(settings.formerKeeperKeys ?? []), former]);
  if (after.faultOf(entry) !== null) return null;
  const payload = parsePayload(entry.payload);
  return payload.kind === 'keeper' && after.isPinned(entry.seq, payload) ? former : null;
}

/**
 * Gives ingest a key that counts under the new one, unless it has one already. Returns what is to be done next, with the lines for the
 * settings.
 */
async function finish(
  settings: ServerSettings,
  place: AtRest,
  keeperPublicKey: string,
  former: FormerKeeperKey,
): Promise<string> {
  const pins = { keeperPublicKey, formerKeeperKeys: [...(settings.formerKeeperKeys ?? []), former] };
  const rows = await place.connection.run<{ program: string }>(
    `SELECT payload::jsonb ->> 'program' AS program FROM office.entry WHERE kind = 'sender' AND seq > $1`,
    [former.upTo],
  );
  const files = { ingest: settings.ingestKey, backup: settings.backup.key };
  for (const of of ['ingest', 'backup'] as const) {
    const file = files[of];
    if (file === null || rows.some(({ program }) => program === `odsluch_${of}`)) continue;
    await enterAtRest({ ...settings, ...pins }, place, (now) => renewSender(file, now, of));
  }
  return [
    `Klucz zmieniono wpisem nr ${former.upTo + 1}; wszystkie sesje zakończono.`,
    'Do ustawień serwera (server.json) i każdego stanowiska (app.json), w miejsce dotychczasowych:',
    JSON.stringify(pins, null, 2).split('\n').slice(1, -1).join('\n'),
    `Potem: kopia magazynu kluczy; plik ${settings.ingestKey} (nowy klucz wczytywania) dla konta, na którym działa ingest (chown); uruchomienie strażnika; verify.`,
  ].join('\n');
}
