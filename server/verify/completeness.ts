import { addDays, legalDay } from '../../shared/warsaw.ts';
import { isWorkingDay, workingDayAfter } from '../../shared/working-days.ts';
import type { Payload } from '../../shared/ledger/kinds.ts';
import { inOffice, must, type Rules, type Scene } from './scene.ts';

/** Days within which a day is held against call records; gaps of one entry; working days until the desk is asked, at most. */
const [kept, most, longest] = [35, 200, 5];

/** The rules of whether all calls were recorded (§ 3 ust. 1). */
export const completeness: Rules<'reconciled' | 'explained'> = {
  reconciled: {
    by: 'ingest',
    check: (scene, payload) => {
      const { day, answered, recorded, list, more, due } = payload;
      const today = scene.day();
      must(day < today && day >= addDays(today, -kept), 'reconciled');
      must(isWorkingDay(due) && due > today && due <= workingDayAfter(today, longest), 'reconciled');
      must(list.length === most || (more === 0 && list.length < most), 'reconciled');
      must(new Set(list.map(({ call }) => call)).size === list.length, 'reconciled');
      const missing = list.filter(({ kind }) => kind === 'missing').length;
      const lacking = answered - recorded;
      must(more === 0 ? missing === lacking : missing <= lacking && lacking <= missing + more, 'reconciled');
      must(recorded >= list.filter(({ kind }) => kind === 'short').length, 'reconciled');
      list.forEach((one, place) => {
        must(place === 0 || (list[place - 1]?.startedAt ?? '') <= one.startedAt, 'reconciled');
        must(legalDay(new Date(one.startedAt)) === day && isSo(scene, one), 'reconciled');
      });
      const less = lastLess(scene.state, payload);
      must(less === null || newestTakenIn(scene.state, day) > less, 'reconciled');
    },
  },
  explained: {
    by: 'people',
    words: true,
    check: ({ state, day: today }, payload) => {
      const { day, calls } = payload;
      must(inOffice(state, payload, today(), 'secretary', 'administrator'), 'not-explainer');
      const gaps = state.reconciliations.get(day)?.gaps;
      must(calls.length > 0 && new Set(calls).size === calls.length, 'gap');
      must(
        calls.every((one) => gaps?.get(one)?.closed === null),
        'gap',
      );
    },
  },
};

/** The newest entry that found a gap which nobody has explained and which is less by now, or none any more; null where there is none. */
function lastLess(
  { reconciliations }: Scene['state'],
  { day, list, more }: Payload<'reconciled'>,
): number | null {
  const kinds = new Map(list.map(({ call, kind }) => [call, kind]));
  const less = [...(reconciliations.get(day)?.gaps.values() ?? [])].filter(
    ({ call, kind, closed, explained }) => {
      if (kind === 'extra' || closed !== null || explained !== null) return false;
      const now = kinds.get(call);
      return now === undefined ? more === 0 : kind === 'missing' && now === 'short';
    },
  );
  return less.length === 0 ? null : Math.max(...less.map(({ found }) => found));
}

/** The newest entry that took a recording in of a day or its neighbours; 0 where there is none. What was there before makes no gap less. */
function newestTakenIn({ recordings, days }: Scene['state'], day: string): number {
  const [since, until] = [addDays(day, -1), addDays(day, 1)];
  let newest = 0;
  for (const [id, seq] of recordings) {
    const began = days.get(id) ?? '';
    if (seq > newest && since <= began && began <= until) newest = seq;
  }
  return newest;
}

/** Whether a gap is what it is said to be: nothing of a call, too little of it, or a recording as it was taken in. */
function isSo(
  { state, recordings }: Scene,
  { kind, call, startedAt, seconds, recorded }: Payload<'reconciled'>['list'][number],
): boolean {
  if (kind === 'missing') return recorded === 0;
  const lacks = seconds - recorded;
  if (kind === 'short') return lacks > 10 && lacks > seconds / 10;
  const known = state.recordings.has(call) ? recordings.get(call) : undefined;
  const length = known && Math.floor(known.durationMs / 1000);
  return known?.startedAt === startedAt && length === seconds && recorded === seconds;
}
