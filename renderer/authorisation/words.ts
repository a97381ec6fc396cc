import type { ListedInstrument, PaperDetail, PaperRow, Step } from '../../shared/authorisation.ts';
import type { Scope } from '../../shared/ledger/instrument.ts';
import { purposeWords } from '../../shared/purposes.ts';
import { limits } from '../limits.ts';
import { authorText, type Translate } from '../text.ts';
import { dayText, daysBetween, momentText } from '../ui/time.ts';
import type { DayProblem } from './authorisation-draft.ts';

export function termText(t: Translate, { from, to }: { from: string; to: string | null }): string {
  return to === null
    ? t('authorisation.openTerm', { from: dayText(from) })
    : t('authorisation.term', { from: dayText(from), to: dayText(to) });
}

/** „3 cele”, „tylko ocena jakości”. */
export function purposesText(t: Translate, scope: Scope): string {
  if (scope.quality === 'only') return t('authorisation.scope.onlyQuality');
  const purposes = t('authorisation.scope.purposes', { count: scope.purposes.length });
  return scope.quality === 'no' ? purposes : t('authorisation.scope.alsoQuality', { purposes });
}

/** The goals in their own words. */
export function purposesInFull({ purposes }: Scope): string {
  return purposes.map((one) => purposeWords[one]).join('; ');
}

/** „3 cele, wszystkie wydziały, bez ocen jakości”: all goals as a number; fewer of them by name, for which they are is compared. */
export function scopeInShort(t: Translate, scope: Scope): string {
  const isAll = scope.purposes.length === Object.keys(purposeWords).length;
  return [
    isAll ? t('authorisation.scope.purposes', { count: scope.purposes.length }) : purposesInFull(scope),
    departmentsText(t, scope),
    t(`authorisation.scope.inShort.${scope.quality}`),
  ].join(', ');
}

export function departmentsText(t: Translate, { departments }: Scope): string {
  return departments?.join(', ') ?? t('authorisation.scope.everyDepartment');
}

type OfficeRow = Pick<Extract<ListedInstrument, { what: 'appointment' }>, 'office' | 'deputy'>;

export function officeText(t: Translate, { office, deputy }: OfficeRow): string {
  return t(`authorisation.${deputy ? 'deputies' : 'offices'}.${office}`);
}

/** What somebody has already that excludes what is wanted. */
export function clashText(t: Translate, row: ListedInstrument): string {
  const other = row.what === 'appointment' ? officeText(t, row) : t('authorisation.toListen');
  return t('authorisation.clash', { other, number: row.number });
}

export function powersText(t: Translate, powers: readonly number[]): string {
  const named = powers.map((power) => t('authorisation.power', { power: String(power) }));
  return named.length === 0 ? '' : t('authorisation.powers', { powers: named.join(', ') });
}

/** What stands below a state: since when, until when, who goes on. */
export function sinceText(t: Translate, row: ListedInstrument, today: string): string {
  const { state, since, to } = row;
  if (row.endWaits) return t('authorisation.endWaits');
  if (state === 'registered') return t('authorisation.bySecond');
  if (state === 'prepared' || state === 'returned')
    return since === null ? '' : t('authorisation.since', { day: dayText(since) });
  if (state !== 'valid') return since === null ? '' : dayText(since);
  const { account } = row;
  if (account.state !== 'ok') {
    const said = t(`authorisation.accounts.${account.state}`);
    const days = account.since === null ? 0 : daysBetween(account.since, today);
    return days < 1 ? said : t('authorisation.accounts.since', { said, count: days });
  }
  const left = to === null ? Infinity : daysBetween(today, to);
  if (left > limits().authority.endingDays) return '';
  return left === 0 ? t('authorisation.endsToday') : t('authorisation.endsIn', { count: left });
}

/** „UO/13–15/2026”: numbers of one paper that follow each other; else each by itself. */
export function numbersText({ rows }: Pick<PaperDetail, 'rows'>): string {
  const parts = rows.map(({ number }) => /^(.*?)(\d+)(\/\d{4})$/.exec(number));
  const [first, last] = [parts[0], parts.at(-1)];
  const follow = parts.every(
    (one, place) => one?.[1] === first?.[1] && Number(one?.[2]) === Number(first?.[2]) + place,
  );
  if (rows.length < 2 || !follow || !first || !last) return rows.map(({ number }) => number).join(', ');
  return `${first[1]}${first[2]}–${last[2]}${last[3]}`;
}

export function postText({ post, unit }: PaperRow['person']): string {
  return [post, unit].filter((part) => part !== '').join(', ');
}

/** The first 16 digits of a hash, in fours, as they stand on the print. */
export function hashText(hash: string): string {
  return hash.slice(0, 16).replaceAll(/(.{4})(?=.)/g, '$1 ');
}

/** Who may compare a paper. */
export function comparesText(
  t: Translate,
  able: readonly (OfficeRow & Pick<ListedInstrument, 'person'>)[],
  accepts = false,
): string {
  if (able.length === 0)
    return t(accepts ? 'authorisation.accepting.byOneself' : 'authorisation.steps.nobody');
  const people = able.map((one) => `${one.person.displayName}, ${officeText(t, one)}`);
  return t('authorisation.steps.compares', { people: people.join(t('authorisation.steps.or')) });
}

/** Who made an entry, and when. */
export function enteredText(t: Translate, step: Step): string {
  return t('authorisation.steps.entered', {
    ...{ moment: momentText(step.at), person: authorText(t, step), seq: String(step.seq) },
  });
}

/** By whom a paper was signed, and where it lies. */
export function signedText(t: Translate, signed: NonNullable<PaperDetail['signed']>): string {
  const name = signed.signatory ?? t('common.otherPerson');
  const signatory = signed.office === null ? name : `${name}, ${officeText(t, signed.office)}`;
  return t('authorisation.steps.signedBy', {
    ...{ signatory, day: dayText(signed.signedOn), paper: signed.paper },
    way: t(`authorisation.steps.way.${signed.way}`),
  });
}

/** What is wrong with a day of a form; nothing of a good one. */
export function dayWrong(t: Translate, problem: DayProblem | null): string | undefined {
  return problem === null ? undefined : t(`authorisation.form.wrong.${problem}`);
}
