import type { EntryKind, Payload } from '../../shared/ledger/kinds.ts';
import { found, need, type Reducer } from './fold-fault.ts';
import { actLength, formerCases, yearOf, type Act, type LedgerState, type Opening } from './state.ts';

type ActKind = Extract<
  EntryKind,
  | ('release' | 'joined' | 'left' | 'undelivered' | 'closed' | 'hold')
  | ('completed' | 'corrected' | 'reopened' | 'filed')
>;

/** The reducers of a listening act, from its first release to the case file. */
export const actReducers: { [K in ActKind]: Reducer<K> } = {
  release: foldRelease,
  joined: (state, { act, subject }, seq) => {
    const known = actIn(state, act, 'started', seq);
    need(state.people.has(subject) && !known.present.includes(subject), seq);
    known.present = [...known.present, subject];
    known.attended = [...new Set([...known.attended, subject])];
  },
  left: (state, { act, subject }, seq) => {
    const known = actIn(state, act, 'started', seq);
    need(known.present.includes(subject), seq);
    known.present = known.present.filter((one) => one !== subject);
  },
  undelivered: (state, { opening, at }, seq) => {
    close(state, openOf(state, opening, seq), { at: Date.parse(at), how: 'undelivered', ranges: [] });
  },
  closed: (state, { opening, at, how, ranges, wrongCall }, seq) => {
    const known = found(state.openings.get(opening), seq);
    // A second one only ever says that it was the wrong call; how the first ended stays.
    if (known.closed === null) close(state, known, { at: Date.parse(at), how, ranges });
    known.wrongCall ||= wrongCall;
  },
  hold: (state, { act, recording, at, number }, seq) => {
    const known = found(state.acts.get(act), seq);
    need(hasOpened(state, known, recording) && !known.held.includes(recording), seq);
    known.held = [...known.held, recording];
    state.holds.set(recording, seq);
    if (number !== undefined) {
      const year = yearOf(Date.parse(at));
      state.cards.set(year, (state.cards.get(year) ?? 0) + 1);
    }
    state.dueHolds = state.dueHolds.filter((one) => one.act !== act || one.recording !== recording);
  },
  completed: (state, { act, at, text }, seq) => {
    const known = actIn(state, act, 'started', seq);
    known.state = 'completed';
    known.completed = { seq, at: Date.parse(at), text };
    // Nothing more is heard; whoever is there when listening goes on joins anew.
    known.present = [];
  },
  corrected: (state, { act, at, corrects, caseBefore, case: now, text }, seq) => {
    const known = found(state.acts.get(act), seq);
    need(known.completed?.seq === corrects && known.case === caseBefore, seq);
    known.formerCases = formerCases(known, caseBefore, now);
    known.case = now;
    known.corrections += 1;
    known.state = 'completed';
    known.completed = { seq, at: Date.parse(at), text };
    known.filed = null;
  },
  reopened: (state, { act }, seq) => {
    const known = actIn(state, act, 'completed', seq);
    known.state = 'started';
    known.completed = null;
  },
  filed: (state, { act, day, way }, seq) => {
    const known = actIn(state, act, 'completed', seq);
    known.state = 'filed';
    known.filed = { seq, day, way };
  },
};

function foldRelease(state: LedgerState, payload: Payload<'release'>, seq: number): void {
  const { command, act: id, recording, authorisation } = payload;
  const opening = found(command ?? undefined, seq);
  need(state.suspension === null, seq);
  need(!state.openings.has(opening) && state.recordings.has(recording), seq);
  need(state.authorisations.has(authorisation), seq);
  const openedAt = Date.parse(payload.at);
  const act = state.acts.get(id) ?? newAct(payload, openedAt, seq);
  need(act.state === 'started' && act.number === payload.protocol && act.login === payload.login, seq);
  if (act.seq === seq) {
    const year = yearOf(openedAt);
    state.acts.set(id, act);
    state.numbers.set(year, (state.numbers.get(year) ?? 0) + 1);
  }
  act.openings.push(opening);
  const opened = { id: opening, act: id, recording, authorisation, seq, openedAt };
  state.openings.set(opening, { ...opened, closed: null, wrongCall: false });
  state.open.add(opening);
  noteDueHold(state, act, recording);
}

/** §3.4: a basis may secure the recording by being invoked; each recording of the act once. */
function noteDueHold(state: LedgerState, { id: act, basis, held }: Act, recording: string): void {
  if (held.includes(recording) || !secures(state, basis)) return;
  if (state.dueHolds.some((one) => one.act === act && one.recording === recording)) return;
  state.dueHolds = [...state.dueHolds, { act, recording, basis }];
}

/** Whether the basis, as it was last approved, secures what is heard under it. */
export function secures({ bases }: Pick<LedgerState, 'bases'>, basis: string): boolean {
  return bases.filter(({ content }) => content.code === basis).at(-1)?.content.hold === true;
}

/** Whether a recording was opened in an act. */
export function hasOpened(state: LedgerState, { openings }: Act, recording: string): boolean {
  return openings.some((id) => state.openings.get(id)?.recording === recording);
}

function newAct(payload: Payload<'release'>, openedAt: number, seq: number): Act {
  const { act, protocol, login, guid, basis, sentence, purpose, authorisation, present, text } = payload;
  return {
    ...{ id: act, number: protocol, login, guid, case: payload.case, basis, sentence, purpose },
    ...{
      authorisation,
      present,
      attended: present,
      held: [],
      text,
      openedAt,
      until: openedAt + actLength,
      seq,
    },
    ...{ state: 'started', openings: [], formerCases: [], corrections: 0, completed: null, filed: null },
  };
}

function close(state: LedgerState, opening: Opening, closed: NonNullable<Opening['closed']>): void {
  opening.closed = closed;
  state.open.delete(opening.id);
}

function openOf(state: LedgerState, id: string, seq: number): Opening {
  const opening = found(state.openings.get(id), seq);
  need(opening.closed === null, seq);
  return opening;
}

function actIn(state: LedgerState, id: string, expected: Act['state'], seq: number): Act {
  const act = found(state.acts.get(id), seq);
  need(act.state === expected, seq);
  return act;
}
