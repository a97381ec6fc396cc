import { texts } from '../../shared/ledger/kinds.ts';
import type { Presence } from '../../shared/protocol.ts';
import { groundsOf, type Protocol, type ProtocolEntry } from './verified-protocol.ts';

/**
 * Who heard what was played in an act beside the listener, and from when to when, out of its signed entries: named by the
 * first release, or joined later; until they left, or the text was sealed.
 */
export function presencesOf(protocol: Protocol): Presence[] {
  const presences = beginners(protocol);
  for (const { kind, payload, text } of protocol.entries) {
    const at = String(payload['at']);
    const subject = String(payload['subject']);
    if (kind === 'joined') presences.push(joinedOf(subject, payload, text, at));
    if (kind === 'left') end(presences, at, ({ login }) => login === subject);
    if (kind === 'completed') end(presences, at, () => true);
  }
  return presences;
}

/** Those whom the first release names; where its words were erased, by their logins. */
function beginners(protocol: Protocol): Presence[] {
  const first = protocol.entries.find(({ kind }) => kind === 'release')?.payload;
  const logins = (first?.['present'] ?? []) as string[];
  const words = groundsOf(protocol)?.present ?? [];
  return logins.map((login) => {
    const said = words.find((one) => one.login === login);
    const { displayName = login, post = '', authorisation = '' } = said ?? {};
    return { login, name: displayName, post, authorisation, from: protocol.act.openedAt, to: null };
  });
}

function joinedOf(
  login: string,
  payload: ProtocolEntry['payload'],
  text: string | null,
  from: string,
): Presence {
  const words = text === null ? null : texts.joined.parse(JSON.parse(text));
  const { displayName = login, post = '' } = words ?? {};
  return { login, name: displayName, post, authorisation: String(payload['authorisation']), from, to: null };
}

function end(presences: Presence[], at: string, ended: (one: Presence) => boolean): void {
  for (const one of presences) if (one.to === null && ended(one)) one.to = at;
}
