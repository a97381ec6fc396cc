import { existsSync } from 'node:fs';
import type { Payload } from '../../shared/ledger/kinds.ts';
import { failures } from '../../shared/text/pl/failures.ts';
import { legalDay } from '../../shared/warsaw.ts';
import { isClean, visibleLength } from '../../shared/words.ts';
import type { Ask } from '../ask.ts';
import { parsePayload } from '../../shared/node/ledger.ts';
import { namedBy } from '../../shared/ledger/keeping.ts';
import { isDesk } from '../../shared/offices.ts';
import { restored } from '../../shared/ledger/office.ts';
import { atRest, enterAtRest } from '../keeper/at-rest.ts';
import { openKeystore } from '../keeper/keystore.ts';
import { isoOf, Refusal, type Content } from '../entries/request.ts';
import { sameActiveAccount } from '../entries/rights.ts';
import type { LedgerState, Person } from '../entries/state.ts';
import { asBound, readLogin } from '../person.ts';
import { keeperKeysOf, UsageError, type ServerSettings } from '../settings.ts';
import { describeGap, findGap, numbersOf, type Gap } from './gap.ts';
import { refill } from './refill.ts';

/** Who of the desk confirms what is done on the keeper's host, and why it is done. */
export type Confirmed = { secretary: string; reason: string };

/**
 * Refills a database that was put back to an earlier state out of the keeper's journal, and enters the incident. The
 * administrator runs it on the keeper's host while no keeper runs; the Secretary confirms with her own password.
 * Returns the last sentence for the terminal; `say` gets what is missing before anybody is asked. All or nothing is written.
 * Throws UsageError with a sentence where it must not be done, KeeperEnd where the keystore or the journal is unusable.
 */
export async function resumeAfterRestore(
  settings: ServerSettings,
  { secretary, reason }: Confirmed,
  ask: Ask,
  say: (line: string) => void,
): Promise<string> {
  const keys = keeperKeysOf(settings);
  if (!existsSync(settings.journal))
    throw new UsageError(
      `Nie ma dziennika strażnika ${settings.journal}, a tylko z niego można uzupełnić bazę.`,
    );
  const words = readReason(reason);
  const login = readLogin(secretary);
  return atRest(settings, async (place) => {
    const { connection } = place;
    // SECURITY: held against the keys of the settings, not against what lies beside the journal.
    const gap = await findGap(connection, settings.journal, keys);
    const lost = lostKeys(settings.keystore, gap);
    if (gap.missing.length === 0 && lost.length === 0)
      return `Niczego nie brakuje: baza i dziennik kończą się na wpisie nr ${gap.whole.head.seq}, a w magazynie kluczy są klucze wszystkich nagrań. Strażnika można uruchomić.`;
    if (gap.missing.length > 0) for (const line of describeGap(gap.missing)) say(line);
    for (const line of describeLost(lost)) say(line);
    const person = ofDesk(gap.whole, login, Date.now());
    let said = '';
    // No keeper runs that could prove a session.
    await asBound(settings, login, ask, async (_password, lookUp) => {
      confirmAccount(await lookUp(login), person);
      // All or nothing: what is missing, what it changed, the incident.
      const seq = await enterAtRest(
        settings,
        place,
        (now) => incident(gap, lost, ofDesk(gap.whole, login, now), words, now),
        () => refill(connection, gap),
      );
      const entered =
        gap.missing.length === 0
          ? `Zapisano wpis nr ${seq}: utrata kluczy nagrań.`
          : `Uzupełniono wpisy ${numbersOf(gap.missing)} i zapisano wpis nr ${seq}: przerwa w ciągłości zapisów.`;
      said = `${entered} Teraz należy uruchomić strażnika, a potem wykonać verify.`;
    });
    return said;
  });
}

/** Throws UsageError for what nobody could read. */
export function readReason(reason: string): string {
  if (visibleLength(reason) > 0 && reason.length <= 500 && isClean(reason)) return reason.trim();
  throw new UsageError('Przyczyna (--reason) jest pusta, za długa albo ma niedozwolone znaki.');
}

/**
 * SECURITY: who is of the desk is what the whole journal says, also where the database has forgotten it; never the administrator alone.
 * Asked again at the instant of the entry: its folding would refuse what was true the day before.
 */
export function ofDesk({ people, appointments }: LedgerState, login: string, now: number): Person {
  const person = people.get(login);
  if (person === undefined || !isDesk(appointments, person.guid, legalDay(new Date(now))))
    throw new UsageError(failures['not-secretary'].sentence);
  return person;
}

export function confirmAccount(account: Parameters<typeof sameActiveAccount>[0], person: Person): void {
  try {
    sameActiveAccount(account, person);
  } catch (error) {
    throw error instanceof Refusal ? new UsageError(failures[error.reason].sentence) : error;
  }
}

/** Recordings that the database still has and whose key the keystore has not, or another in its place. */
function lostKeys(keystore: string, { missing, whole }: Gap): string[] {
  const first = missing[0]?.seq ?? Infinity;
  const keys = openKeystore(keystore).recordings;
  return [...whole.recordings].flatMap(([recording, seq]) =>
    seq >= first ||
    keys.isOwn({ recording, day: whole.days.get(recording) ?? '' }, whole.keyHashes.get(recording))
      ? []
      : [recording],
  );
}

function describeLost(lost: readonly string[]): string[] {
  if (lost.length === 0) return [];
  return [
    `W magazynie kluczy brakuje kluczy tych nagrań albo są zepsute (razem ${lost.length}). Jeżeli są w kopii, należy przerwać (Ctrl+C) i przywrócić je stamtąd; po potwierdzeniu nagrania uznaje się za utracone i trzeba wczytać je ponownie z plików źródłowych:`,
    ...lost.map((recording) => `  ${recording}`),
  ];
}

function incident(
  { missing }: Gap,
  lost: string[],
  { login, guid }: Person,
  reason: string,
  now: number,
): Content {
  const head = {
    v: 1 as const,
    kind: 'incident' as const,
    at: isoOf(now),
    command: null,
    login,
    guid,
    asked: null,
  };
  const [first, last] = [missing[0], missing.at(-1)];
  const range = first && last ? { from: first.seq, to: last.seq } : {};
  const gone = lost.length === 0 ? {} : { lost };
  const payloads = missing.map(({ payload }) => parsePayload(payload));
  const again = payloads.flatMap((one) => (one.kind === 'destroyed' ? namedBy(one) : []));
  const destroyed = again.length === 0 ? {} : { destroyedAgain: again };
  return {
    words: { reason },
    payload: (text): Payload<'incident'> => ({
      ...head,
      what: restored,
      ...range,
      ...gone,
      ...destroyed,
      text,
    }),
  };
}
