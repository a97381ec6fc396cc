import { Field, Radio } from '@fluentui/react-components';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { spokenDuration } from '../../shared/duration.ts';
import { leastAdmission } from '../../shared/ledger/announcement.ts';
import type { Role } from '../../shared/values.ts';
import { tidy, visibleLength } from '../../shared/words.ts';
import { call, failureOf } from '../api.ts';
import { PasswordSend } from '../PasswordSend.tsx';
import { useText } from '../text.ts';
import { RadioGroup } from '../ui/Choice.tsx';
import { Fact, Facts } from '../ui/Facts.tsx';
import { TextAreaField } from '../ui/Field.tsx';
import { Muted } from '../ui/Muted.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Stack } from '../ui/Stack.tsx';
import { momentText } from '../ui/time.ts';
import { useFocusWrong } from '../ui/use-focus-wrong.ts';
import { useUnsentForm } from '../unsent.ts';
import { refreshUndecided, type UndecidedCall } from './announcement.ts';
import { extensionText } from './completeness.ts';
import { refusedText } from './UntoldCalls.tsx';

const nothing = { admitted: null as boolean | null, opinion: '', reason: '' };

type Props = { untold: UndecidedCall; roles: readonly Role[]; onClose: () => void };

/** A call without the announcement: the desk says, once, whether it may be heard. Neither is preset. */
export function AdmitPanel({ untold, roles, onClose }: Props) {
  const t = useText();
  const [kept, keep] = useUnsentForm<typeof nothing>(`admission ${untold.recording}`, {
    tab: 'completeness',
  });
  const { admitted, ...typed } = kept ?? nothing;
  const title = t('announcement.panel');
  const type = (change: Partial<typeof nothing>): void =>
    keep({ admitted, ...typed, ...change }, `${title}, ${momentText(untold.startedAt)}`);
  const [asked, setAsked] = useState(0);
  const form = useRef<HTMLDivElement>(null);
  useFocusWrong(form, asked);
  const said = (field: keyof typeof typed): string => tidy(typed[field], { lines: true }).trim();
  const least = { opinion: 1, reason: leastAdmission };
  const enough = (field: keyof typeof typed): boolean => visibleLength(typed[field]) >= least[field];
  const sending = useMutation({
    mutationFn: async (password: string) =>
      admitted === null
        ? {}
        : call('keeping.admit', {
            ...{ recording: untold.recording, admitted, of: untold.denied?.seq ?? null, password },
            ...{ opinion: said('opinion'), reason: said('reason') },
            shown: {
              ...{ startedAt: untold.startedAt, durationMs: untold.durationMs },
              ...{ unit: untold.unit, silent: untold.silent },
            },
          }),
    onSuccess: async () => {
      keep(null, '');
      onClose();
      await refreshUndecided();
    },
  });
  const busy = sending.isPending;
  const decides = roles.includes('secretary');
  const words = (field: keyof typeof typed) => (
    <TextAreaField
      label={t(`announcement.${field}`)}
      hint={t(`announcement.${field}Hint`)}
      required
      rows={3}
      maxLength={500}
      readOnly={busy}
      value={typed[field]}
      error={asked > 0 && !enough(field) ? t(`announcement.${field}Missing`) : undefined}
      onChange={(_, { value }) => type({ [field]: value })}
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
          <>
            <Muted size={200}>
              {t(untold.denied === null ? 'announcement.kept' : 'announcement.keptInstead')}
            </Muted>
            <PasswordSend
              label={t('announcement.send')}
              busyLabel={t('completeness.panel.sending')}
              busy={busy}
              failure={sending.isError ? failureOf(sending.error) : null}
              ready={() => {
                if (admitted !== null && enough('opinion') && enough('reason')) return true;
                setAsked((times) => times + 1);
                return false;
              }}
              onSend={sending.mutate}
            />
          </>
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
          <div ref={form}>
            <Stack gap={16}>
              <Field
                label={t('announcement.decision')}
                required
                {...(asked > 0 && admitted === null
                  ? {
                      validationState: 'error' as const,
                      validationMessage: t('announcement.decisionMissing'),
                    }
                  : {})}
              >
                <RadioGroup
                  disabled={busy}
                  value={admitted === null ? '' : String(admitted)}
                  onChange={(_, { value }) => type({ admitted: value === 'true' })}
                >
                  <Radio value="true" label={t('announcement.admit')} />
                  {/* What somebody else refused is only admitted instead. */}
                  {untold.denied === null && <Radio value="false" label={t('announcement.refuse')} />}
                </RadioGroup>
              </Field>
              {words('opinion')}
              {words('reason')}
            </Stack>
          </div>
        ) : (
          <Muted>{t('announcement.desk')}</Muted>
        )}
      </Stack>
    </Panel>
  );
}
