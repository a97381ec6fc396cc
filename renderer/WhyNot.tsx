import { useQuery } from '@tanstack/react-query';
import type { Scope } from '../shared/ledger/instrument.ts';
import { type Purpose, purpose, purposeWords } from '../shared/purposes.ts';
import type { Authorisation, Me } from '../shared/session.ts';
import { call } from './api.ts';
import { type Translate, useText } from './text.ts';
import { Fact, Facts } from './ui/Facts.tsx';
import { Notice } from './ui/Notice.tsx';
import { Stack } from './ui/Stack.tsx';
import { dayText } from './ui/time.ts';

/** While the person may not listen it is looked at again: an authorisation may be entered, or begin. */
const lookAgainMs = 15_000;

/** Oneself and one's authorisation as the database has them, asked for while `enabled`, and again as long as `isWaiting` says so. */
export function useMe(enabled: boolean, isWaiting: (own: Authorisation) => boolean) {
  return useQuery({
    // Of its own: what is asked after a refusal must not take the answer from the screen.
    queryKey: ['session.me', 'authorisation'],
    queryFn: () => call('session.me', {}),
    staleTime: 0,
    enabled,
    refetchInterval: ({ state: { data } }) =>
      data !== undefined && isWaiting(data.authorisation) ? lookAgainMs : false,
  });
}

/** Whom to turn to: by function, and by name where that is known. In the nominative: „sprawę prowadzi …”. */
export function secretaryText(t: Translate, names: readonly string[]): string {
  if (names.length === 0) return t('playback.refused.secretary');
  const which = names.length === 1 ? 'secretaryNamed' : 'secretaryOrDeputy';
  return t(`playback.refused.${which}`, { names: names.join(', ') });
}

/** How an authorisation stands, in a sentence: „Upoważnienie UO/7/2026 wygasło 31.10.2026.” */
export function standingText(t: Translate, { state, number, from, to, scope }: Authorisation): string {
  return t(`recordings.without.${state === 'valid' && scope?.quality === 'only' ? 'reviews' : state}`, {
    number: number ?? '',
    from: from === null ? '' : dayText(from),
    to: to === null ? '' : dayText(to),
  });
}

const notInForce = {
  none: 'no-authorisation',
  future: 'authorisation-future',
  expired: 'authorisation-expired',
  revoked: 'authorisation-revoked',
} as const;
type Reason = (typeof notInForce)[keyof typeof notInForce] | 'out-of-scope';

/**
 * Why nothing of a department may be heard now, for whichever of the purposes (undefined: not known yet), by what the database says of
 * the authorisation; null where something may.
 */
export function whyNot(
  { state, scope }: Authorisation,
  department: string,
  purposes: readonly Purpose[] | undefined,
): Reason | null {
  if (state !== 'valid') return notInForce[state];
  if (scope === null) return null;
  const isOutside =
    scope.quality === 'only' ||
    scope.departments?.includes(department) === false ||
    purposes?.some((one) => covers(scope, one)) === false;
  return isOutside ? 'out-of-scope' : null;
}

/**
 * The part of a call that is opened first: the first one that may be heard, each by its own department; where none may, or nothing is known
 * of the authorisation, the first of all.
 */
export function firstHeard<Part extends { department: string }>(
  parts: readonly Part[],
  own: Authorisation | undefined,
  purposes: readonly Purpose[] | undefined,
): Part | undefined {
  const may = ({ department }: Part): boolean =>
    own !== undefined && whyNot(own, department, purposes) === null;
  return parts.find(may) ?? parts[0];
}

/** Which of the departments an authorisation does not cover. */
export function uncovered(scope: Scope | null, departments: readonly string[]): string[] {
  return departments.filter((one) => scope?.departments?.includes(one) === false);
}

/** §4.2: whether an authorisation is for a purpose. */
export function covers(scope: Scope | null, wanted: Purpose): boolean {
  return scope === null || scope.purposes.includes(wanted);
}

type WhyNotProps = {
  reason: Reason;
  me: Pick<Me, 'authorisation' | 'secretaries'>;
  /** Whose telephones the call came to, in order, each once. */
  departments: readonly string[];
  /** What it could be heard for; undefined: not known yet. */
  purposes: readonly Purpose[] | undefined;
};

/** Said before anybody asks in vain. It is the database's word, the keeper judges: whoever asks all the same is answered. */
export function WhyNot({ reason, me, departments, purposes }: WhyNotProps) {
  const t = useText();
  const { authorisation, secretaries } = me;
  const { scope } = authorisation;
  const outside = reason === 'out-of-scope' && scope !== null;
  const because = outside ? outsideTexts(t, scope, departments, purposes) : [standingText(t, authorisation)];
  const then = t(`playback.refused.then.${reason}`, { secretary: secretaryText(t, secretaries) });
  return (
    <Stack gap={12}>
      <Notice intent="warning" title={t('playback.mayNot.title')}>
        {[...because, then].join(' ')}
      </Notice>
      {outside && (
        <Facts>
          <Fact label={t('playback.refused.authorisation')}>{authorisationText(t, authorisation)}</Fact>
          <Fact label={t('playback.mayNot.scope')}>{scopeText(t, scope)}</Fact>
          <Fact label={t(`playback.mayNot.${departments.length > 1 ? 'departmentsOf' : 'department'}`)}>
            {departments.join(' → ')}
          </Fact>
        </Facts>
      )}
    </Stack>
  );
}

/** What of the call is outside of what an authorisation covers, a sentence each. */
function outsideTexts(
  t: Translate,
  scope: Scope,
  departments: readonly string[],
  purposes: readonly Purpose[] = [],
): string[] {
  if (scope.quality === 'only') return [t('playback.mayNot.outside.quality')];
  const elsewhere = uncovered(scope, departments);
  const [names, which] = [elsewhere.join(', '), elsewhere.length > 1 ? 'departments' : 'department'] as const;
  const isForOthers = purposes.length > 0 && !purposes.some((one) => covers(scope, one));
  const named = [...new Set(purposes)].map((one) => purposeWords[one]).join(', ');
  return [
    ...(elsewhere.length > 0 ? [t(`playback.mayNot.outside.${which}`, { names })] : []),
    ...(isForOthers ? [t('playback.mayNot.outside.purposes', { purposes: named })] : []),
  ];
}

/** „UO/7/2026, ważne do 31.12.2026”; until when one was that was revoked is not what matters. */
export function authorisationText(t: Translate, { state, number, from, to }: Authorisation): string {
  if (number === null) return t('playback.refused.noAuthorisation');
  if (state === 'future' && from !== null)
    return t('playback.refused.authorisationFrom', { number, day: dayText(from) });
  if (state === 'revoked' || to === null) return number;
  return t('playback.refused.authorisationUntil', { number, day: dayText(to) });
}

/** „wydziały: Kancelaria Ogólna; cele: podnoszenie standardów obsługi”. */
function scopeText(t: Translate, { purposes, departments, quality }: Scope): string {
  if (quality === 'only') return t('playback.mayNot.qualityOnly');
  const where =
    departments === null
      ? t('playback.mayNot.allDepartments')
      : t('playback.mayNot.departments', { names: departments.join(', ') });
  const what =
    purposes.length === purpose.options.length
      ? t('playback.mayNot.allPurposes')
      : t('playback.mayNot.purposes', { names: purposes.map((one) => purposeWords[one]).join(', ') });
  return [where, what].join('; ');
}
