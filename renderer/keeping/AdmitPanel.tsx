import { Field, Radio } from '@fluentui/react-components';
import { spokenDuration } from '../../shared/duration.ts';
import { leastAdmission } from '../../shared/ledger/announcement.ts';
import { may } from '../../shared/permissions.ts';
import type { Role } from '../../shared/values.ts';
import { tidy, visibleLength } from '../../shared/words.ts';
import { call } from '../api.ts';
import { useText } from '../text.ts';
import { RadioGroup } from '../ui/Choice.tsx';
import { Fact, Facts } from '../ui/Facts.tsx';
import { TextAreaField } from '../ui/Field.tsx';
import { Muted } from '../ui/Muted.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Stack } from '../ui/Stack.tsx';
import { momentText } from '../ui/time.ts';
import { refreshUndecided, type UndecidedCall } from './announcement.ts';
import { refusedText } from './call-columns.tsx';
import { extensionText } from './completeness.ts';
import { SignedFields, SignedFooter, useSigned } from './signed-form.tsx';

const nothing = { admitted: null as boolean | null, typed: { opinion: '', reason: '' } };
const least = { opinion: 1, reason: leastAdmission };

type Props = { untold: UndecidedCall; roles: readonly Role[]; onClose: () => void };

/** A call without the announcement: the desk says, once, whether it may be heard. Neither is preset. */
export function AdmitPanel({ untold, roles, onClose }: Props) {
  const t = useText();
  const title = t('announcement.panel');
  const signed = useSigned({
    place: `admission ${untold.recording}`,
    begin: { tab: 'completeness' },
    name: `${title}, ${momentText(untold.startedAt)}`,
    first: nothing,
    isWhole: ({ admitted, typed }) =>
      admitted !== null &&
      visibleLength(typed.opinion) >= least.opinion &&
      visibleLength(typed.reason) >= least.reason,
    send: async ({ admitted, typed }, password) => {
      if (admitted === null) return {};
      const said = (text: string): string => tidy(text, { lines: true }).trim();
      return call('keeping.admit', {
        ...{ recording: untold.recording, admitted, of: untold.denied?.seq ?? null, password },
        ...{ opinion: said(typed.opinion), reason: said(typed.reason) },
        shown: {
          ...{ startedAt: untold.startedAt, durationMs: untold.durationMs },
          ...{ unit: untold.unit, silent: untold.silent },
        },
      });
    },
    onSent: onClose,
    refresh: refreshUndecided,
  });
  const { form, asked, busy } = signed;
  const decides = may('admit', roles);
  const words = (field: keyof typeof least) => (
    <TextAreaField
      label={t(`announcement.${field}`)}
      hint={t(`announcement.${field}Hint`)}
      rows={3}
      maxLength={500}
      {...signed.needed(field, t(`announcement.${field}Missing`), least[field])}
    />
  );
  return (
    <Panel
      title={title}
      subtitle={t('completeness.panel.of', {
        moment: momentText(untold.startedAt),
        extension: extensionText(t, untold),
      })}
      onClose={onClose}
      footer={
        decides ? (
          <SignedFooter
            signed={signed}
            kept={t(untold.denied === null ? 'announcement.kept' : 'announcement.keptInstead')}
            label={t('announcement.send')}
            busyLabel={t('completeness.panel.sending')}
          />
        ) : undefined
      }
    >
      <Stack gap={16}>
        <Facts>
          <Fact label={t('completeness.panel.length')}>{spokenDuration(untold.durationMs)}</Fact>
          <Fact label={t('completeness.columns.answered')}>{untold.unit || t('common.none')}</Fact>
          <Fact label={t('rules.facts.lines')}>{untold.line || t('common.none')}</Fact>
          <Fact label={t('announcement.why')}>
            {t(untold.silent ? 'announcement.bySilence' : 'announcement.byRecording')}
          </Fact>
          <Fact label={t('completeness.columns.state')}>{refusedText(t, untold)}</Fact>
        </Facts>
        {decides ? (
          <SignedFields asked={signed.asked}>
            <Field
              label={t('announcement.decision')}
              required
              {...(asked > 0 && form.admitted === null
                ? {
                    validationState: 'error' as const,
                    validationMessage: t('announcement.decisionMissing'),
                  }
                : {})}
            >
              <RadioGroup
                disabled={busy}
                value={form.admitted === null ? '' : String(form.admitted)}
                onChange={(_, { value }) => signed.change({ admitted: value === 'true' })}
              >
                <Radio value="true" label={t('announcement.admit')} />
                {/* What somebody else refused is only admitted instead. */}
                {untold.denied === null && <Radio value="false" label={t('announcement.refuse')} />}
              </RadioGroup>
            </Field>
            {words('opinion')}
            {words('reason')}
          </SignedFields>
        ) : (
          <Muted>{t('announcement.desk')}</Muted>
        )}
      </Stack>
    </Panel>
  );
}
