import { isWorkingDay } from '../../shared/working-days.ts';
import type { Payload } from '../../shared/ledger/kinds.ts';
import { registered, type LedgerState, type Review } from '../entries/state.ts';
import { inOffice, isNumbered, must, type Rules } from './scene.ts';

/** The rules of what somebody has to do, to answer or to clear up (§ 6 ust. 3). */
export const matter: Rules<'matter'> = {
  matter: {
    by: 'people',
    words: true,
    check: ({ state, day }, payload) => {
      const { matter: id, event, number, sort, letter, about, assignee, due, command } = payload;
      must((sort === 'task') === (letter !== null) && (letter !== 'c' || assignee !== null), 'matter');
      must(assignee === null || registered(state).has(assignee), 'matter');
      const known = state.matters.get(id);
      const leads = inOffice(state, payload, day(), 'secretary');
      // SECURITY: nobody else ends an alarm for all.
      const isOfAlarm = sort === 'task' && state.alarms.has(about ?? 0);
      must(!isOfAlarm || event === 'note' || leads, 'not-secretary');
      if (event === 'open') {
        must(known === undefined && id === command, 'matter-over');
        const year = day().slice(0, 4);
        must(isNumbered(number, state.matterNumbers.get(year) ?? 0, year), 'matter-number');
        must(due === null || due >= day(), 'matter');
        checkAbout(state, payload, day());
        return;
      }
      must(known !== undefined && known.closed === null, 'matter-over');
      must(known.number === number && known.sort === sort && known.about === about, 'matter');
      const same = known.letter === letter && known.assignee === assignee && known.due === due;
      // SECURITY: the desk leads all of them; whose one is changes nothing of it, and nobody a question.
      must(leads || known.assignee === payload.guid, 'matter-not-yours');
      // SECURITY: nobody goes on with what a review found about himself.
      must(sort !== 'irregularity' || !isNamed(state, about, payload.guid), 'matter-not-yours');
      must(same || (leads && sort !== 'question'), 'matter-not-yours');
      must(due === known.due || due === null || due >= day(), 'matter');
    },
  },
};

/** That a question is about an act, for its listener, by who reviews; an irregularity about something, for the officer; and a report about something in the name of whoever reports. */
function checkAbout(state: LedgerState, payload: Payload<'matter'>, day: string): void {
  const { sort, about, assignee, due, guid } = payload;
  must(about === null || about <= state.head.seq, 'matter');
  const act = [...state.acts.values()].find(({ seq }) => seq === about);
  if (sort === 'question') {
    must(inOffice(state, payload, day, 'secretary', 'mayor', 'protection_officer'), 'not-secretary');
    must(act !== undefined && act.guid !== null && act.guid === assignee, 'matter');
    must(due !== null && due > day && isWorkingDay(due), 'matter');
  }
  if (sort === 'irregularity') {
    must(inOffice(state, payload, day, 'secretary', 'mayor', 'protection_officer'), 'not-secretary');
    const isOfficer = assignee === null || inOffice(state, { guid: assignee }, day, 'protection_officer');
    must(about !== null && isOfficer && due === null, 'matter');
  }
  if (sort !== 'report') return;
  must(assignee === null && due === null && guid !== null, 'matter');
  must(isNamed(state, about, guid), 'matter-not-yours');
}

/** Whether an entry is a session or a refusal of an account, released something to it, or began an act that it listened to or was present at. */
function isNamed(state: LedgerState, about: number | null, guid: string | null): boolean {
  if (guid === null) return false;
  if (about !== null && state.refusers.get(about) === guid) return true;
  const released = [...state.openings.values()].filter(({ seq }) => seq === about);
  if (released.some((one) => state.acts.get(one.act)?.guid === guid)) return true;
  const act = [...state.acts.values()].find(({ seq }) => seq === about);
  if (act !== undefined) return act.guid === guid || act.attended.some((one) => one.guid === guid);
  return [...state.sessions.values()].some(({ seq, account }) => seq === about && account?.guid === guid);
}

/** Questions about the acts of a review that nobody has answered: how many of them could be answered still, and how many there are. */
export function unansweredOf(
  { matters, acts }: LedgerState,
  { items }: Review,
  day: string,
): { waiting: number; all: number } {
  const asked = [...matters.values()].filter(
    ({ sort, about, answered }) =>
      sort === 'question' && answered === null && [...items.keys()].some((id) => acts.get(id)?.seq === about),
  );
  return {
    all: asked.length,
    waiting: asked.filter((one) => one.closed === null && (one.due ?? '') >= day).length,
  };
}
