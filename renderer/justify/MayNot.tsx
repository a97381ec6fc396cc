import { Button, Text } from '@fluentui/react-components';
import type { RefusalCode } from '../../shared/failure.ts';
import type { Scope } from '../../shared/ledger/instrument.ts';
import { purposeWords } from '../../shared/purposes.ts';
import type { Basis } from '../../shared/recordings.ts';
import type { Authorisation } from '../../shared/session.ts';
import { failureText, reasonText, type Translate, useText } from '../text.ts';
import { Fact, Facts } from '../ui/Facts.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Stack } from '../ui/Stack.tsx';
import { authorisationText } from './Refused.tsx';

const notInForce = {
  none: 'no-authorisation',
  future: 'authorisation-future',
  expired: 'authorisation-expired',
  revoked: 'authorisation-revoked',
} as const;

/**
 * Why nothing of a department may be heard now, on whichever of the bases (undefined: not known yet), by what the database says of the
 * authorisation; null where something may.
 */
export function whyNot(
  { state, scope }: Authorisation,
  department: string,
  bases: readonly Basis[] | undefined,
): RefusalCode | null {
  if (state !== 'valid') return notInForce[state];
  if (scope === null) return null;
  const isOutside =
    scope.quality === 'only' ||
    scope.departments?.includes(department) === false ||
    bases?.some((one) => coversPurpose(scope, one)) === false;
  return isOutside ? 'out-of-scope' : null;
}

/** §4.2: whether an authorisation is for what a basis is invoked for. */
export function coversPurpose(scope: Scope | null, { purpose }: Basis): boolean {
  return scope === null || scope.purposes.includes(purpose);
}

type MayNotProps = {
  reason: RefusalCode;
  authorisation: Authorisation;
  /** Whose telephone the call came to. */
  department: string;
  onBack: () => void;
  onAnyway: () => void;
};

/**
 * Said before anybody fills a form in vain. It is the database's word, the keeper judges: whoever asks all the same is answered, and
 * refused by an entry.
 */
export function MayNot({ reason, authorisation, department, onBack, onAnyway }: MayNotProps) {
  const t = useText();
  const { number, scope } = authorisation;
  const back = { label: t('playback.justify.back'), onClick: onBack };
  return (
    <Panel
      title={t('playback.justify.title')}
      back={back}
      footer={
        <Stack row gap={8}>
          <Button appearance="primary" autoFocus onClick={onBack}>
            {back.label}
          </Button>
          <Button onClick={onAnyway}>{t('playback.mayNot.anyway')}</Button>
        </Stack>
      }
    >
      <Stack gap={12}>
        <Notice intent="warning" title={t('playback.mayNot.title', { reason: reasonText(t, reason) })}>
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
        <Text as="p">{t('playback.mayNot.byItself')}</Text>
        <Text as="p">{t('playback.mayNot.recorded')}</Text>
      </Stack>
    </Panel>
  );
}

/** „wydziały: Kancelaria Ogólna; cele: podnoszenie standardów obsługi”. */
function scopeText(t: Translate, { purposes, departments, quality }: Scope): string {
  if (quality === 'only') return t('playback.mayNot.qualityOnly');
  const where =
    departments === null
      ? t('playback.mayNot.allDepartments')
      : t('playback.mayNot.departments', { names: departments.join(', ') });
  const what = purposes.map((one) => purposeWords[one]).join(', ');
  return [where, t('playback.mayNot.purposes', { names: what })].join('; ');
}
