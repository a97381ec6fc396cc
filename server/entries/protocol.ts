import type { Command } from '../../shared/ledger/kinds.ts';
import { isClean, visibleLength } from '../../shared/words.ts';
import { headOf, refuse, type Decide, type Desk } from './request.ts';
import { ownAct } from './rights.ts';
import type { Act, LedgerState } from './state.ts';

/**
 * §4.3: seals findings, quotations and remarks of one's own act. Possible also after the authorisation or the seven days have ended: what
 * was begun is to be written down. Refuses `act-not-open`, `act-still-playing`, what `checkWords` says.
 */
export const decideComplete: Decide<'complete'> = (desk, request, body) => {
  const { act: id } = body;
  const act = ownAct(desk, request, id);
  request.about.act = act.id;
  if (act.state !== 'started') refuse('act-not-open');
  if (act.openings.some((opening) => desk.state.open.has(opening))) refuse('act-still-playing');
  const words = checkWords(desk, act, body);
  const head = headOf('completed', desk, request, desk.time.now());
  return { content: { payload: (text) => ({ ...head, act: id, text }), words } };
};

/** What the text of the entry says; what is empty is left out. Refuses `malformed-request`, `person-not-present`, `findings-missing`. */
export function checkWords(
  { state, words: least }: Pick<Desk, 'state' | 'words'>,
  act: Act,
  { findings, quotations = [], remarks = '', presentRemarks = [] }: Omit<Command<'complete'>, 'act'>,
): object {
  const remarked = presentRemarks.filter(({ text }) => visibleLength(text) > 0);
  const typed = [findings, remarks, ...presentRemarks.map(({ text }) => text)].every((text) =>
    isClean(text, { lines: true }),
  );
  const concerned = recordingsOf(state, act);
  // SECURITY: a protocol says nothing of a stranger's call, so no words of a recording that does not concern the case.
  const heard = quotations.every(
    ({ recording, text }) =>
      concerned.get(recording) === true && isClean(text, { lines: true }) && visibleLength(text) > 0,
  );
  if (!typed || !heard) refuse('malformed-request');
  // SECURITY: §4.2: the protocol puts words into nobody's mouth who, by its own entries, heard nothing.
  if (!remarked.every(({ login }) => act.attended.includes(login))) refuse('person-not-present');
  if (visibleLength(findings) < least.findingsCharacters && !onlyWrongCalls(concerned))
    refuse('findings-missing');
  return {
    findings,
    ...(quotations.length === 0 ? {} : { quotations }),
    ...(visibleLength(remarks) === 0 ? {} : { remarks }),
    ...(remarked.length === 0 ? {} : { presentRemarks: remarked }),
  };
}

/** Where no recording concerns the case, there is nothing to find. */
function onlyWrongCalls(concerned: ReadonlyMap<string, boolean>): boolean {
  return ![...concerned.values()].includes(true);
}

/** The recordings of an act, and whether each concerns the case: not any more once one of its openings says so. */
function recordingsOf(state: LedgerState, { openings }: Act): Map<string, boolean> {
  const concerned = new Map<string, boolean>();
  for (const id of openings) {
    const opening = state.openings.get(id);
    if (opening === undefined) continue;
    const { recording, wrongCall } = opening;
    concerned.set(recording, (concerned.get(recording) ?? true) && !wrongCall);
  }
  return concerned;
}
