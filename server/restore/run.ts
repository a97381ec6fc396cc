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
import { atRest, enterAtRest, type AtRest } from '../keeper/at-rest.ts';
import type { Seen } from '../keeper/journal.ts';
import { openKeystore } from '../keeper/keystore.ts';
import { isoOf, Refusal, type Content } from '../entries/request.ts';
import { sameActiveAccount } from '../entries/rights.ts';
import type { LedgerState, Person } from '../entries/state.ts';
import { asBound, readLogin } from '../person.ts';
import { keeperKeysOf, UsageError, type ServerSettings } from '../settings.ts';
import { checkAge, describeGap, findGap, hashIn, numbersOf, readableInstant, type Gap } from './gap.ts';
import { knownOf } from '../verify/run.ts';
import { refill } from './refill.ts';

/** Who of the desk confirms what is done on the keeper's host, and why it is done. */
export type Confirmed = { secretary: string; reason: string };

/**
 * Refills a database that was put back to an earlier state out of the keeper's journal, and enters the incident; the same where the
 * journal was put back, too. It names the newest entry that anybody knew of, and stops listening and nights. The
 * administrator runs it on the keeper's host while no keeper runs; the Secretary confirms with her own password.
 * Returns the last sentence for the terminal; `say` gets what is missing before anybody is asked. All or nothing is written.
 * Throws UsageError with a sentence where it must not be done, KeeperEnd where the keystore or the journal is unusable.
 */
export async function resumeAfterRestore(
  settings: ServerSettings,
  { secretary, reason, older }: Confirmed & { older: boolean },
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
  const work = async (place: AtRest): Promise<string> => {
    const { connection, journal } = place;
    // SECURITY: held against the keys of the settings, not against what lies beside the journal.
    const gap = await findGap(connection, settings.journal, keys);
    checkAge(gap, older);
    const lost = lostKeys(settings.keystore, gap);
    const seen = journal.seen();
    const isCopy =
      seen === null || (seen.seq > 0 && (await hashIn(settings.journal, seen.seq)) !== seen.hash);
    if (gap.missing.length === 0 && lost.length === 0 && !isCopy)
      return `Niczego nie brakuje: baza i dziennik kończą się na wpisie nr ${gap.whole.head.seq}, a w magazynie kluczy są klucze wszystkich nagrań. Strażnika można uruchomić.`;
    if (gap.missing.length > 0) for (const line of describeGap(gap.missing)) say(line);
    for (const line of describeLost(lost)) say(line);
    if (isCopy)
      say(
        `Dziennik przywrócono z kopii. Kończy się na wpisie nr ${journal.head?.seq} z ${readableInstant(parsePayload(journal.head?.payload ?? '').at)}. Wpisów późniejszych może brakować: zabezpieczeń, ograniczeń, cofniętych upoważnień, odsłuchań, nagrań.`,
      );
    const known = await askKnown(settings.journal, isCopy ? seen : null, ask);
    if (known !== null && known.seq > gap.whole.head.seq)
      say(`Brakuje wpisów ${gap.whole.head.seq + 1}–${known.seq}. Nie da się ich odtworzyć.`);
    const person = ofDesk(gap.whole, login, Date.now());
    let said = '';
    // No keeper runs that could prove a session.
    await asBound(settings, login, ask, async (_password, lookUp) => {
      confirmAccount(await lookUp(login), person);
      // All or nothing: what is missing, what it changed, the incident.
      const seq = await enterAtRest(
        settings,
        place,
        (now) => incident({ ...gap, lost, known }, ofDesk(gap.whole, login, now), words, now),
        () => refill(connection, gap),
      );
      const refilled = gap.missing.length === 0 ? '' : `Uzupełniono wpisy ${numbersOf(gap.missing)}. `;
      said = `${refilled}Zapisano wpis nr ${seq} o odtworzeniu. Odsłuchiwanie i niszczenie są wstrzymane, aż Sekretarz lub zastępca porówna zabezpieczenia z aktami i wznowi je na „Pulpicie”. Teraz należy uruchomić strażnika, a potem wykonać verify.`;
    });
    return said;
  };
  return atRest(settings, work);
}

/**
 * The newest entry that is known of outside of what was put back; null where nobody has one.
 * SECURITY: the journal cannot tell what it lost; paper and workstations can. What this host saw itself counts whatever is typed.
 * Throws UsageError where the journal has another entry under that number.
 */
async function askKnown(path: string, seen: Seen | null, ask: Ask): Promise<Seen | null> {
  const typed = await ask.text(
    'Numer i skrót najnowszego znanego wpisu (stopka ostatniego protokołu albo plik ledger-seen stanowiska) albo słowa „nie ma”',
  );
  const told = /^nie ma$/iu.test(typed) ? null : knownOf(typed);
  const inJournal = told && (await hashIn(path, told.seq));
  if (told && inJournal !== null && inJournal !== told.hash)
    throw new UsageError(
      `Wpis nr ${told.seq} ma w dzienniku inny skrót niż podano, dlatego nic nie zmieniono. Jeżeli podano go dobrze, należy powiadomić inspektora ochrony danych.`,
    );
  return seen !== null && seen.seq > (told?.seq ?? 0) ? seen : told;
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
  { missing, lost, known }: Pick<Gap, 'missing'> & { lost: string[]; known: Seen | null },
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
      ...{ ...destroyed, known, text },
    }),
  };
}
