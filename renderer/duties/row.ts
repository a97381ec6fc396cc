import type { ListedInstrument } from '../../shared/authorisation.ts';
import type { HoldsList } from '../../shared/keeping.ts';
import type { ListedReview } from '../../shared/review.ts';
import type { RegisterFilter } from '../../shared/register.ts';
import type { pl } from '../../shared/text/pl.ts';
import type { Translate } from '../text.ts';
import type { DutyPanel } from './panel.ts';
import { dayText, daysBetween } from '../ui/time.ts';

/** Which papers a step leads to: one of them, or a list. */
export type WantedPapers = {
  what: ListedInstrument['what'] | 'version';
  number: string | null;
  show: 'current' | 'waiting' | 'all';
  /** With the paper that prolongs those that end. */
  prolongs?: boolean;
  /** With the rule that is to be prepared, as `ruleOf` has it: the version that stands or waits, else a new one. */
  prepares?: string;
};

/** Where the thing is done. */
export type Step =
  | { to: 'panel'; panel: DutyPanel }
  | {
      to: 'register';
      filter: Partial<RegisterFilter>;
      /** An act that is filed instead of its listener. */ closing?: string;
    }
  /** `about`: the item of this act, by its first release. */
  | { to: 'review'; about: number | null }
  | { to: 'nights' }
  | { to: 'holds'; list: HoldsList }
  | { to: 'gaps' }
  | { to: 'papers'; papers: WantedPapers };

/** So many days after its own a review is urgent, a question too, and the Mayor is told of it. */
export const urgentAfter = 14;

/** `due`: by when it is to end, a legal day. */
export type DutyReview = ListedReview & { due: string };

export type Row = {
  key: string;
  /** Only what is urgent or late has one. */
  sign: 'red' | 'orange' | null;
  title: string;
  second: string;
  term: string;
  /** The one step; null where it is somebody else's. `why`: it cannot be taken now. */
  step: { label: string; go: Step; why: string | null } | null;
};

/** A row before those of its kind are folded: by which day it is ordered. */
export type Dated = Row & { kind: Kind | null; day: string };
export type Kind = keyof typeof pl.duties.folded;

export function papersOf(what: WantedPapers['what'], number: string | null): Step {
  return { to: 'papers', papers: { what, number, show: 'current' } };
}

/** „od dziś”, „od wczoraj”, „od 9 dni”. */
export function sinceText(t: Translate, day: string, today: string): string {
  const days = daysBetween(day, today);
  if (days < 0) return t('duties.terms.from', { day: dayText(day) });
  if (days === 0) return t('duties.terms.today');
  return days === 1 ? t('duties.terms.yesterday') : t('duties.terms.days', { count: days });
}
