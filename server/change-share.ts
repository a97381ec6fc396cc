import type { Payload } from '../shared/ledger/kinds.ts';
import { otherShare } from '../shared/ledger/office.ts';
import type { Ask } from './ask.ts';
import { isoOf } from './entries/request.ts';
import type { LedgerState } from './entries/state.ts';
import { filesOn } from './ingest/share.ts';
import { atRest, ledgerAtRest } from './keeper/at-rest.ts';
import { asBound, readLogin } from './person.ts';
import { confirmAccount, ofDesk, readReason, type Confirmed } from './restore/run.ts';
import { UsageError, type ServerSettings } from './settings.ts';
import { markShare, readMark } from './share-mark.ts';

/**
 * Has the ledger name the share of the settings as the office's, and marks it where it has no mark. The administrator runs it on the keeper's host while
 * no keeper runs; the Secretary confirms with her own password. May be repeated after a crash. Returns the last sentence for the terminal; `say` gets
 * what lies on the share before anybody is asked. Throws UsageError where it must not be done, KeeperEnd where keystore, journal and ledger do not agree.
 */
export function changeShare(
  settings: ServerSettings,
  { secretary, reason }: Confirmed,
  ask: Ask,
  say: (line: string) => void,
): Promise<string> {
  const words = readReason(reason);
  const login = readLogin(secretary);
  const { share } = settings;
  return atRest(settings, (place) =>
    ledgerAtRest(settings, place, async ({ state, now, enter }) => {
      const mark = await readMark(share);
      if (mark !== null && mark === state.share)
        return `Zasób ${share} ma znak, który podaje księga. Nic nie zmieniono.`;
      say(await described(share, mark, state));
      ofDesk(state, login, now());
      let said = '';
      // No keeper runs that could prove a session.
      await asBound(settings, login, ask, async (_password, lookUp) => {
        const account = await lookUp(login);
        const person = ofDesk(state, login, now());
        confirmAccount(account, person);
        const head = { v: 1 as const, kind: 'incident' as const, at: isoOf(now()) };
        const by = { command: null, login, guid: person.guid, asked: null, what: otherShare };
        const named = await markShare(share);
        const seq = await enter({
          words: { reason: words },
          payload: (text): Payload<'incident'> => ({ ...head, ...by, share: named, text }),
        });
        said = `Zapisano wpis nr ${seq}: zasobem nagrań urzędu jest ${share}. Teraz należy uruchomić strażnika, a potem wykonać scrub --quick i doctor.`;
      });
      return said;
    }),
  );
}

/** What the Secretary confirms: whether this is the share that the administrator speaks of. */
async function described(
  share: string,
  mark: string | null,
  { recordings }: Pick<LedgerState, 'recordings'>,
): Promise<string> {
  const unread = (sentence: string): never => {
    throw new UsageError(sentence);
  };
  let there = 0;
  for await (const { name } of filesOn(share, unread))
    if (name.endsWith('.rec') && recordings.has(name.slice(0, -'.rec'.length))) there += 1;
  const foreign = mark === null ? '' : ' Ma już znak, którego księga nie zna: może należeć do innego urzędu.';
  return `Na zasobie ${share} są pliki ${there} z ${recordings.size} nagrań urzędu.${foreign} Jeżeli to nie ten zasób, należy przerwać (Ctrl+C).`;
}
