import { useQuery } from '@tanstack/react-query';
import type { RefusalCode } from '../shared/failure.ts';
import type { Scope } from '../shared/ledger/instrument.ts';
import { type Purpose, purpose, purposeWords } from '../shared/purposes.ts';
import type { Authorisation } from '../shared/session.ts';
import { call } from './api.ts';
import { failureText, type Translate, useText } from './text.ts';
import { Fact, Facts } from './ui/Facts.tsx';
import { Notice } from './ui/Notice.tsx';
import { Stack } from './ui/Stack.tsx';
import { dayText } from './ui/time.ts';

/** While the person may not listen it is looked at again: an authorisation may be entered, or begin. */
const lookAgainMs = 15_000;

/** One's own authorisation as the database has it, asked for while `enabled`, and again as long as `isWaiting` says so. */
export function useAuthorisation(enabled: boolean, isWaiting: (own: Authorisation) => boolean) {
  return useQuery({
    // Of its own: what is asked after a refusal must not take the answer from the screen.
    queryKey: ['session.me', 'authorisation'],
    queryFn: async () => (await call('session.me', {})).authorisation,
    staleTime: 0,
    enabled,
    refetchInterval: ({ state: { data } }) => (data !== undefined && isWaiting(data) ? lookAgainMs : false),
  });
}

const notInForce = {
  none: 'no-authorisation',
  future: 'authorisation-future',
  expired: 'authorisation-expired',
  revoked: 'authorisation-revoked',
} as const;

/**
 * Why nothing of a department may be heard now, for whichever of the purposes (undefined: not known yet), by what the database says of
 * the authorisation; null where something may.
 */
export function whyNot(
  { state, scope }: Authorisation,
  department: string,
  purposes: readonly Purpose[] | undefined,
): RefusalCode | null {
  if (state !== 'valid') return notInForce[state];
  if (scope === null) return null;
  const isOutside =
    scope.quality === 'only' ||
    scope.departments?.includes(department) === false ||
    purposes?.some((one) => covers(scope, one)) === false;
  return isOutside ? 'out-of-scope' : null;
}

/** §4.2: whether an authorisation is for a purpose. */
export function covers(scope: Scope | null, wanted: Purpose): boolean {
  return scope === null || scope.purposes.includes(wanted);
}

type WhyNotProps = {
  reason: RefusalCode;
  authorisation: Authorisation;
  /** Whose telephone the call came to. */
  department: string;
};

/** Said before anybody asks in vain. It is the database's word, the keeper judges: whoever asks all the same is answered. */
export function WhyNot({ reason, authorisation, department }: WhyNotProps) {
  const t = useText();
  const { number, scope } = authorisation;
  return (
    <Stack gap={12}>
      <Notice intent="warning" title={t('playback.mayNot.title')}>
        {failureText(t, { code: reason })}
      </Notice>
      {number !== null && (
        <Facts>
          <Fact label={t('playback.refused.authorisation')}>{authorisationText(t, authorisation)}</Fact>
          {reason === 'out-of-scope' && scope !== null && (
            <>
              <Fact label={t('playback.mayNot.scope')}>{scopeText(t, scope)}</Fact>
              <Fact label={t('playback.mayNot.department')}>{department}</Fact>
            </>
          )}
        </Facts>
      )}
    </Stack>
  );
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
