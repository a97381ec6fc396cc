import type { Payload } from '../shared/ledger/kinds.ts';
import { jumped } from '../shared/ledger/office.ts';
import { readableInstant } from './restore/gap.ts';
import type { Ask } from './ask.ts';
import { isoOf, type Desk } from './entries/request.ts';
import { atRest, ledgerAtRest, type LedgerAtRest } from './keeper/at-rest.ts';
import { clockTolerance } from './keeper/clock.ts';
import { hearDirectory, hearTime } from './keeper/loop.ts';
import type { KeeperDirectory } from './keeper/options.ts';
import { openKeeperDirectory } from './keeper-directory.ts';
import { asBound, readLogin } from './person.ts';
import { confirmAccount, ofDesk, readReason, type Confirmed } from './restore/run.ts';
import { UsageError, type ServerSettings } from './settings.ts';

/**
 * Lets an office go on whose clocks had jumped ahead, and its newest entry with them: the administrator runs it on the keeper's host while no
 * keeper runs, and the Secretary confirms with her own password. The incident is dated by the clocks as they are now, before the entries that ran
 * ahead; all sessions end with it. Throws UsageError with a sentence where it must not be done, KeeperEnd where keystore, journal and ledger do
 * not agree.
 */
export function resumeAfterClock(
  settings: ServerSettings,
  { secretary, reason }: Confirmed,
  ask: Ask,
  say: (line: string) => void,
): Promise<string> {
  const [login, words] = [readLogin(secretary), readReason(reason)];
  return atRest(settings, async (place) => {
    const directory = openKeeperDirectory(settings);
    try {
      return await ledgerAtRest(settings, place, (ledger) =>
        resumeIn({ ...ledger, ...place }, directory, words, say, async () => {
          const person = ofDesk(ledger.state, login, Date.now());
          // No keeper runs that could prove a session.
          await asBound(settings, login, ask, async (_password, lookUp) =>
            confirmAccount(await lookUp(login), person),
          );
          return person;
        }),
      );
    } finally {
      await directory.dispose();
    }
  });
}

/** The same in a ledger that is open; `confirm` resolves with whoever of the desk has confirmed it. */
export async function resumeIn(
  { state, time, enter, connection }: LedgerAtRest & Pick<Desk, 'time' | 'connection'>,
  directory: Pick<KeeperDirectory, 'currentTime'>,
  reason: string,
  say: (line: string) => void,
  confirm: () => Promise<{ login: string; guid: string }>,
): Promise<string> {
  const ahead = time.ahead();
  // SECURITY: time falls by what three clocks say, and only to what they say: with two of one host it could be set as one likes.
  const agree = async (): Promise<number> => {
    time.forgetLast();
    await hearTime({ connection, time });
    await hearDirectory({ directory }, { time });
    if (time.isSure()) return time.now();
    throw new UsageError(
      'Zegary tego serwera, bazy danych i katalogu urzędu różnią się albo katalog nie podaje czasu. Należy je ustawić i powtórzyć polecenie.',
    );
  };
  const now = await agree();
  if (ahead <= clockTolerance)
    return 'Księga nie wyprzedza zegarów, niczego nie wpisano. Strażnika można uruchomić.';
  say(
    `Ostatni wpis, nr ${state.head.seq}, ma datę ${readableInstant(isoOf(now + ahead))}, a jest ${readableInstant(isoOf(now))}.`,
  );
  const { login, guid } = await confirm();
  const at = await agree();
  const payload = (text: string | null): Payload<'incident'> => ({
    ...{ v: 1, kind: 'incident', at: isoOf(at), command: null, login, guid, asked: null },
    ...{ what: jumped, text },
  });
  const seq = await enter({ words: { reason }, payload });
  return `Zapisano wpis nr ${seq}: zegary wyprzedzały czas. Wszystkie sesje zakończono. Teraz należy uruchomić strażnika, a potem wykonać verify.`;
}
