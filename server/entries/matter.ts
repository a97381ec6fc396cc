import type { Command, Payload } from '../../shared/ledger/kinds.ts';
import { heldOn, officerOn } from '../../shared/offices.ts';
import { gradeOf } from '../../shared/permissions.ts';
import { legalDay } from '../../shared/warsaw.ts';
import { workingDayAfter } from '../../shared/working-days.ts';
import { isClean, visibleLength } from '../../shared/words.ts';
import { found, need, type Decide, type Family } from './entry.ts';
import { headOf, refuse } from './request.ts';
import { change, put } from './rows.ts';
import { holderOf, yearOf, type LedgerState, type Matter, type Review } from './state.ts';

type Standing = Pick<Payload<'matter'>, 'sort' | 'letter' | 'about' | 'assignee' | 'due'>;

/** What anybody enters of matters is counted over an hour. */
const window = 3_600_000;

/**
 * Opens a matter, adds to it or closes it. Refuses `person-unknown`, `malformed-request`, `field-missing`, `matter-over`; `not-secretary` where
 * somebody asks about an act who reviews none, or would end an alarm; `matter-not-yours` where it is somebody else's; `matter-too-often`.
 */
const decideMatter: Decide<'matter'> = (desk, request, { matter: id, event, words, ...wanted }) => {
  const { state, time, authority, actChangesAnHour } = desk;
  const now = time.now();
  const today = legalDay(new Date(now));
  const { guid } = state.people.get(request.login) ?? refuse('person-unknown');
  const held = heldOn(state.appointments, guid, today);
  // SECURITY: entries last for ever; nobody fills the ledger by reporting. Whoever holds an office has to answer for it.
  const recent = (state.matterEntries.get(guid) ?? []).filter((at) => at > now - window);
  if (held.length === 0 && recent.length >= actChangesAnHour) refuse('matter-too-often');
  if (!isClean(words, { lines: true })) refuse('malformed-request');
  if (visibleLength(words) === 0) refuse('field-missing');
  const leads = gradeOf('matter', held) === 'yes';
  // SECURITY: the alarm of requests that nobody signed is over for everybody once a task about them is closed: the desk's alone, and so is to open one.
  const isOfAlarm = wanted.sort === 'task' && state.alarms.has(wanted.about ?? 0);
  if (isOfAlarm && event !== 'note' && !leads) refuse('not-secretary');
  const head = headOf('matter', desk, request, now);
  const grant = (matter: string, number: string, { sort, letter, about, assignee, due }: Standing) => ({
    content: {
      payload: (text: string | null): Payload<'matter'> => ({
        ...{ ...head, matter, event, number, sort, letter, about, assignee, due, text },
      }),
      words: { words },
    },
  });
  if (id === null) {
    if (event !== 'open') return refuse('malformed-request');
    const year = yearOf(now);
    const place = (state.matterNumbers.get(year) ?? 0) + 1;
    const number = authority.numbers.matter.replace('{n}', String(place)).replace('{rok}', year);
    const officer = officerOn(state.appointments, today);
    const stands = begun(state, wanted, { guid, officer, asks: gradeOf('judge', held) !== 'no' });
    if (stands.sort === 'question') stands.due = workingDayAfter(today, authority.answerDays);
    checkFacts(state, stands, { assignee: null, due: null }, today);
    return grant(request.id, number, stands);
  }
  const known = state.matters.get(id) ?? refuse('malformed-request');
  if (event === 'open' || wanted.sort !== known.sort || wanted.about !== known.about)
    return refuse('malformed-request');
  if (known.closed !== null) refuse('matter-over');
  // SECURITY: nobody goes on with what a review found about himself, the Secretary neither.
  if (known.sort === 'irregularity' && concerns(state, known.about ?? 0, guid)) refuse('matter-not-yours');
  // SECURITY: the desk leads all of them; whose one is answers and closes it, and changes nothing else. A question stays as it was asked.
  if (!leads && known.assignee !== guid) refuse('matter-not-yours');
  if (!isAsBefore(known, wanted) && (!leads || known.sort === 'question')) refuse('matter-not-yours');
  checkFacts(state, wanted, known, today);
  return grant(id, known.number, wanted);
};

/** How a new matter stands. */
function begun(
  state: LedgerState,
  wanted: Omit<Command<'matter'>, 'matter' | 'event' | 'words'>,
  { guid, asks, officer }: { guid: string; asks: boolean; officer: string | null },
): Standing {
  const { sort, about, assignee, due } = wanted;
  if (about !== null && about > state.head.seq) refuse('malformed-request');
  if (sort === 'task') return wanted;
  if (assignee !== null || due !== null) refuse('malformed-request');
  if (sort === 'report') {
    // SECURITY: nobody raises an alarm over what others did.
    if (about === null || !concerns(state, about, guid)) refuse('matter-not-yours');
    return wanted;
  }
  if (!asks) refuse('not-secretary');
  if (sort === 'irregularity')
    return { ...wanted, about: about ?? refuse('malformed-request'), assignee: officer };
  const act = [...state.acts.values()].find(({ seq }) => seq === about) ?? refuse('malformed-request');
  return { ...wanted, assignee: act.guid ?? refuse('malformed-request') };
}

/** Whether an entry names an account: a session or a refusal of it, a release to it, or the beginning of an act that it listened to or was present at. */
function concerns(state: LedgerState, about: number, guid: string): boolean {
  const { sessions, acts, openings, refusers } = state;
  const release = [...openings.values()].find(({ seq }) => seq === about);
  if (refusers.get(about) === guid || acts.get(release?.act ?? '')?.guid === guid) return true;
  const ofAct = [...acts.values()].find(({ seq }) => seq === about);
  if (ofAct !== undefined) return ofAct.guid === guid || ofAct.attended.some((one) => one.guid === guid);
  return [...sessions.values()].some(({ seq, account }) => seq === about && account?.guid === guid);
}

function isAsBefore(known: Matter, { letter, assignee, due }: Standing): boolean {
  return known.letter === letter && known.assignee === assignee && known.due === due;
}

/** `known`: whose it was so far, and until when. Whoever it lies with may have left since; only somebody new has to have an account. */
function checkFacts(
  state: LedgerState,
  wanted: Standing,
  known: Pick<Standing, 'assignee' | 'due'>,
  today: string,
): void {
  const { assignee, due } = wanted;
  if ((wanted.sort === 'task') !== (wanted.letter !== null)) refuse('malformed-request');
  // § 6 ust. 3 lit. c: media lie with somebody.
  if (wanted.letter === 'c' && assignee === null) refuse('field-missing');
  if (assignee !== null && assignee !== known.assignee && holderOf(state, assignee) === undefined)
    refuse('person-unknown');
  if (due !== null && due !== known.due && due < today) refuse('malformed-request');
}

/** What was asked about the acts of a review: how many questions may still be answered on a day, and how many nobody has answered. */
export function questionsOf(
  { matters, acts }: Pick<LedgerState, 'matters' | 'acts'>,
  { items }: Pick<Review, 'items'>,
  day: string,
): { waiting: number; unanswered: number } {
  const beginnings = new Set([...items.keys()].map((item) => acts.get(item)?.seq));
  const open = [...matters.values()].filter(
    ({ sort, about, answered }) => sort === 'question' && answered === null && beginnings.has(about ?? 0),
  );
  const waits = ({ closed, due }: Matter): boolean => closed === null && due !== null && due >= day;
  return { waiting: open.filter(waits).length, unanswered: open.length };
}

/** § 6 ust. 3: what somebody has to do, to answer or to clear up. */
export const matter: Family<'matter'> = {
  matter: {
    plural: 'sprawy do koordynacji',
    decide: decideMatter,
    fold: (state, { matter: id, event, number, at, guid, ...payload }, seq) => {
      const { sort, letter, about, assignee, due } = payload;
      const answered = guid !== null && guid === assignee && event !== 'open' ? seq : null;
      if (event === 'open') {
        need(!state.matters.has(id), seq);
        const facts = { id, number, seq, sort, letter, about, assignee, due };
        state.matters.set(id, { ...facts, by: guid, answered, newest: seq, closed: null });
        const year = yearOf(Date.parse(at));
        state.matterNumbers.set(year, (state.matterNumbers.get(year) ?? 0) + 1);
      } else {
        const known = found(state.matters.get(id), seq);
        need(known.closed === null && known.number === number, seq);
        need(known.sort === sort && known.about === about, seq);
        Object.assign(known, { letter, assignee, due, newest: seq });
        known.answered = answered ?? known.answered;
        known.closed = event === 'close' ? seq : null;
      }
      if (guid === null) return;
      const now = Date.parse(at);
      const recent = (state.matterEntries.get(guid) ?? []).filter((one) => one > now - window);
      state.matterEntries.set(guid, [...recent, now]);
    },
    mirror: ({ matter: id, event, number, guid, ...payload }, seq) => {
      const { sort, letter, about, assignee, due } = payload;
      if (event === 'open')
        return [
          put('matter', {
            ...{ id, number, sort, letter, about, assignee, due, opened_by: guid },
            ...{ newest_seq: seq, seq },
          }),
        ];
      const answered = guid !== null && guid === assignee ? { answered_seq: seq } : {};
      const closed_seq = event === 'close' ? seq : null;
      return [change('matter', { letter, assignee, due, newest_seq: seq, ...answered, closed_seq }, { id })];
    },
  },
};
