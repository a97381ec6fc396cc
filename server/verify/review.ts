import { totalMs } from '../../shared/heard.ts';
import type { Payload } from '../../shared/ledger/kinds.ts';
import type { Flag } from '../../shared/ledger/review.ts';
import { addDays, legalDay, localTime } from '../../shared/warsaw.ts';
import { isWorkingDay } from '../../shared/working-days.ts';
import { isWrongCall, type Act, type LedgerState, type Review } from '../entries/state.ts';
import { unansweredOf } from './matter.ts';
import { inOffice, isNumbered, must, type Rules } from './scene.ts';

/** The rules of who looks at what was listened to. */
export const review: Rules<'review' | 'judged' | 'concluded'> = {
  review: {
    by: 'keeper',
    check: ({ state, day }, payload) => {
      const { from, to, acts, refusals, unsigned } = payload;
      must(day() >= addDays(to, 8), 'review');
      const begun = [...state.acts.values()].filter((act) => from <= dayOf(act) && dayOf(act) <= to);
      const told = state.unreviewed.get(from.slice(0, 7));
      must(acts === begun.length && unsigned === (told?.unsigned ?? 0), 'review-items');
      must(
        refusals === [...(told?.refused.values() ?? [])].reduce((one, other) => one + other, 0),
        'review-items',
      );
      checkFlags(state, payload, begun);
      checkTake(payload);
    },
  },
  judged: {
    by: 'people',
    check: ({ state, day }, payload) => {
      const { item: name, verdict, text } = payload;
      const item = openReview(state, payload).items.get(name);
      must(item !== undefined, 'review-item');
      must(verdict === 'ok' || text !== null, 'words');
      const desk = inOffice(state, payload, day(), 'secretary');
      const above = inOffice(state, payload, day(), 'mayor', 'protection_officer');
      must(desk || above, 'not-secretary');
      // SECURITY: nobody judges himself, and whoever of the desk was heard about is judged by nobody of the desk.
      const ofDesk = item.concerns.some((guid) => inOffice(state, { guid }, day(), 'secretary'));
      const isOwn = payload.guid !== null && item.concerns.includes(payload.guid);
      if (verdict === 'referred' && desk && ofDesk)
        must((item.judged?.verdict ?? verdict) === verdict, 'own-item');
      else must(!isOwn && !(desk && ofDesk), 'own-item');
      must(desk || ofDesk, 'not-secretary');
    },
  },
  concluded: {
    by: 'people',
    password: true,
    check: ({ state, day }, payload) => {
      const { number, ok, irregular, referred, unanswered, text } = payload;
      must(inOffice(state, payload, day(), 'secretary', 'mayor'), 'not-secretary');
      const known = openReview(state, payload);
      const items = [...known.items.values()];
      const told = { ok, irregular, referred };
      for (const verdict of ['ok', 'irregular', 'referred'] as const)
        must(
          items.filter(({ judged }) => judged?.verdict === verdict).length === told[verdict],
          'review-counts',
        );
      const questions = unansweredOf(state, known, day());
      must(ok + irregular + referred === items.length && questions.waiting === 0, 'review-counts');
      must(unanswered === questions.all, 'review-counts');
      must(irregular === 0 || text !== null, 'words');
      const year = day().slice(0, 4);
      must(isNumbered(number, state.reports.get(year) ?? 0, year), 'report');
    },
  },
};

const dayOf = ({ openedAt }: Act): string => legalDay(new Date(openedAt));

function openReview({ reviews }: LedgerState, { review: id }: { review: string }): Review {
  const known = reviews.get(id);
  must(known !== undefined && known.concluded === null, 'review-over');
  return known;
}

/** Of the acts without a flag so many are drawn as the rules say that the entry states; below a number of acts all of them. */
function checkTake({ acts, flags, take, rules }: Payload<'review'>): void {
  const others = acts - new Set(flags.map(({ act }) => act)).size;
  const share = Math.ceil((others * rules.samplePercent) / 100);
  const wanted = acts < rules.allBelow ? others : Math.max(rules.sampleLeast, share);
  must(take === Math.min(others, wanted), 'review-items');
}

/** The flags that can be seen in the entries. Which caller it was, and who works where, stands in words: the keeper alone states those. */
function checkFlags(state: LedgerState, { flags, rules }: Payload<'review'>, begun: readonly Act[]): void {
  const stated = new Set(flags.map(({ act, flag }) => `${act} ${flag}`));
  must(stated.size === flags.length, 'flags');
  const acts = new Map(begun.map((act) => [act.id, act]));
  const counts = new Map<string | null, number>();
  for (const act of begun) {
    const before = counts.get(act.guid) ?? 0;
    counts.set(act.guid, before + 1);
    const seen = { ...seenIn(state, act, rules.hours), many: before === rules.monthlyActs };
    for (const [flag, holds] of Object.entries(seen))
      must(stated.has(`${act.id} ${flag}`) === holds, 'flags');
  }
  for (const { act: id, flag, other } of flags) {
    const act = acts.get(id);
    must(act !== undefined, 'flags');
    must(flag !== 'unit' || act.basis === 'KPA_SKARGA', 'flags');
    const same = other === null ? undefined : state.acts.get(other);
    must((flag === 'number') === (same !== undefined), 'flags');
    if (same === undefined) continue;
    must(same.seq < act.seq && same.case !== act.case && dayOf(same) >= addDays(dayOf(act), -90), 'flags');
  }
}

function seenIn(
  state: LedgerState,
  act: Act,
  { from, to }: { from: number; to: number },
): Record<Exclude<Flag, 'many' | 'number' | 'unit'>, boolean> {
  const openings = act.openings.flatMap((id) => state.openings.get(id) ?? []);
  const outside = openings.some(({ openedAt }) => {
    const at = new Date(openedAt);
    const { hour } = localTime(at);
    return !isWorkingDay(legalDay(at)) || hour < from || hour >= to;
  });
  const played = (recording: string): number =>
    totalMs(openings.flatMap((one) => (one.recording === recording ? (one.closed?.ranges ?? []) : [])));
  const recordings = [...new Set(openings.map(({ recording }) => recording))];
  const length = recordings.reduce((sum, one) => sum + played(one), 0);
  return {
    hours: outside,
    unplayed: openings.every(
      ({ closed }) => closed !== null && closed.how !== 'unconfirmed' && closed.ranges.length === 0,
    ),
    long: length >= 30 * 60_000 && recordings.every((one) => isWrongCall(state, act, one)),
  };
}
