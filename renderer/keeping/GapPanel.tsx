import { makeStyles, tokens } from '@fluentui/react-components';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { ShownGap } from '../../shared/completeness.ts';
import { gapCauses, leastExplanation, type GapCause } from '../../shared/ledger/completeness.ts';
import { spokenDuration } from '../../shared/duration.ts';
import { may } from '../../shared/permissions.ts';
import type { Role } from '../../shared/values.ts';
import { tidy, visibleLength } from '../../shared/words.ts';
import { call, failureOf } from '../api.ts';
import { enterMatter } from '../matters.ts';
import { type Translate, useText } from '../text.ts';
import { Checkbox } from '../ui/Choice.tsx';
import { DropdownField } from '../ui/DropdownField.tsx';
import { Fact, Facts } from '../ui/Facts.tsx';
import { TextAreaField } from '../ui/Field.tsx';
import { Muted } from '../ui/Muted.tsx';
import { FailureNotice } from '../ui/Notice.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Stack } from '../ui/Stack.tsx';
import { dayText, momentText, timeText } from '../ui/time.ts';
import { useFocusWrong } from '../ui/use-focus-wrong.ts';
import { useUnsentForm } from '../unsent.ts';
import { SendButton } from '../Words.tsx';
import { extensionText, gapKey, refreshCompleteness } from './completeness.ts';

const useStyles = makeStyles({
  late: {
    color: tokens.colorPaletteDarkOrangeForeground1,
    '@media (forced-colors: active)': { color: 'inherit' },
  },
  buttons: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: '8px',
    justifyContent: 'flex-end',
    alignItems: 'center',
    // Where one line cannot hold both.
    '@media (min-width: 800px) and (max-width: 1099px)': { flexDirection: 'column', alignItems: 'stretch' },
  },
});

type Typed = { cause: GapCause | null; note: string };

type Props = {
  gap: ShownGap;
  /** Others of its day that wait for the same person, as many as one entry explains beside it. */
  others: readonly ShownGap[];
  roles: readonly Role[];
  onClose: () => void;
};

/** A gap: what is known of the call, and why it was not recorded. Never a caller's number. */
export function GapPanel({ gap, others, roles, onClose }: Props) {
  const styles = useStyles();
  const t = useText();
  const key = gapKey(gap);
  const [kept, keep] = useUnsentForm<Typed>(`gap ${key}`, { tab: 'completeness', gap: key });
  const { cause, note } = kept ?? { cause: null, note: '' };
  const title = t(`completeness.panel.titles.${gap.kind}`);
  const type = (change: Partial<Typed>): void => {
    const now = { cause, note, ...change };
    keep(now.cause === null && now.note === '' ? null : now, `${title}, ${momentText(gap.startedAt)}`);
  };
  const [all, setAll] = useState(false);
  const [asked, setAsked] = useState(0);
  const form = useRef<HTMLDivElement>(null);
  useFocusWrong(form, asked);
  const said = tidy(note, { lines: true }).trim();
  const enough = visibleLength(said) >= leastExplanation;
  const sending = useMutation({
    mutationFn: async () =>
      cause === null
        ? {}
        : call('keeping.explain', {
            ...{ day: gap.day, cause, note: said },
            calls: [gap, ...(all ? others : [])].map((one) => one.call),
          }),
    onSuccess: async () => {
      keep(null, '');
      onClose();
      await refreshCompleteness();
    },
  });
  const send = (): void => {
    if (cause === null || !enough) setAsked((times) => times + 1);
    else sending.mutate();
  };
  const waits = gap.state === 'administrator' || gap.state === 'desk';
  const mayExplain = waits && may('explain', roles);
  return (
    <Panel
      title={title}
      subtitle={t('completeness.panel.of', {
        moment: momentText(gap.startedAt),
        extension: extensionText(t, gap),
      })}
      onClose={onClose}
      footer={
        mayExplain ? (
          <>
            <Muted size={200}>{t('completeness.panel.kept')}</Muted>
            {sending.isError && (
              <FailureNotice
                failure={failureOf(sending.error)}
                onReadAgain={() => {
                  sending.reset();
                  keep(null, '');
                  void refreshCompleteness();
                }}
              />
            )}
            <div className={styles.buttons}>
              <Coordinate gap={gap} />
              <SendButton
                label={t('completeness.panel.send')}
                busyLabel={t('completeness.panel.sending')}
                busy={sending.isPending}
                onSend={send}
              />
            </div>
          </>
        ) : undefined
      }
    >
      <Stack gap={16}>
        <GapFacts gap={gap} />
        {mayExplain && (
          <div ref={form}>
            <Stack gap={16}>
              <DropdownField
                label={t('completeness.panel.cause')}
                required
                error={asked > 0 && cause === null ? t('completeness.panel.causeMissing') : undefined}
                disabled={sending.isPending}
                placeholder={t('completeness.panel.choose')}
                options={gapCauses}
                chosen={cause}
                textOf={(one) => t(`completeness.causes.${one}`)}
                onChoose={(one) => type({ cause: one })}
              />
              <TextAreaField
                label={t('completeness.panel.note')}
                hint={t('completeness.panel.noteHint')}
                required
                rows={3}
                maxLength={500}
                readOnly={sending.isPending}
                value={note}
                error={asked > 0 && !enough ? t('completeness.panel.noteMissing') : undefined}
                onChange={(_, { value }) => type({ note: value })}
              />
              {others.length > 0 && (
                <Checkbox
                  label={t('completeness.panel.others', { n: String(others.length) })}
                  checked={all}
                  disabled={sending.isPending}
                  onChange={(_, { checked }) => setAll(checked === true)}
                />
              )}
            </Stack>
          </div>
        )}
        {waits && !mayExplain && <Muted>{t('completeness.panel.officer')}</Muted>}
      </Stack>
    </Panel>
  );
}

/** § 6 ust. 3 lit. a: somebody has to see to it; the matter names day, hour and extension. */
function Coordinate({ gap }: { gap: ShownGap }) {
  const t = useText();
  const opening = useMutation({
    mutationFn: () =>
      enterMatter({
        ...{ matter: null, event: 'open', sort: 'task', letter: 'a', about: gap.seq },
        ...{ assignee: null, due: null },
        words: t('completeness.panel.matterWords', {
          ...{ kind: t(`completeness.kinds.${gap.kind}`), moment: momentText(gap.startedAt) },
          extension: extensionText(t, gap),
        }),
      }),
  });
  return (
    <>
      {opening.isError && <FailureNotice failure={failureOf(opening.error)} />}
      {opening.isSuccess ? (
        <Muted size={200} role="status">
          {t('completeness.panel.matterDone', { number: opening.data })}
        </Muted>
      ) : (
        <SendButton
          appearance="outline"
          label={t('completeness.panel.matter')}
          busy={opening.isPending}
          onSend={() => opening.mutate()}
        />
      )}
    </>
  );
}

function GapFacts({ gap }: { gap: ShownGap }) {
  const styles = useStyles();
  const t = useText();
  const { kind, person, unit, seconds, recorded, state, due, explanation, closedOn } = gap;
  // What the exchange gives no name goes by when it began.
  const named = /^\d{4}-\d\d-\d\dT/.test(gap.call) ? null : gap.call;
  return (
    <Facts>
      <Fact label={t('completeness.panel.answered')}>
        {[person, unit].filter((one) => one !== null && one !== '').join(', ') ||
          t('completeness.panel.unknownPerson')}
      </Fact>
      <Fact label={t('completeness.panel.length')}>{spokenDuration(seconds * 1000)}</Fact>
      {kind === 'short' && (
        <Fact label={t('completeness.panel.recorded')}>{spokenDuration(recorded * 1000)}</Fact>
      )}
      <Fact label={t('completeness.panel.call')}>
        {kind === 'extra'
          ? t('completeness.without')
          : named === null
            ? t('completeness.panel.unnamed')
            : t('completeness.panel.callText', { call: named })}
      </Fact>
      {kind === 'missing' && closedOn === null && (
        <>
          <Fact label={t('completeness.panel.beside')}>{besideText(t, gap)}</Fact>
          <Fact label={t('completeness.panel.looked')}>
            {t('completeness.panel.lookedText', { moment: momentText(gap.lookedAt) })}
          </Fact>
        </>
      )}
      {(state === 'administrator' || state === 'desk') && (
        <Fact label={t('completeness.panel.due')}>
          <span className={state === 'desk' ? styles.late : undefined}>
            {t(state === 'desk' ? 'completeness.panel.dueDesk' : 'completeness.panel.dueAdministrator', {
              day: dayText(due),
            })}
          </span>
        </Fact>
      )}
      {explanation !== null && (
        <Fact
          label={t('completeness.panel.explained')}
          second={t('completeness.panel.explainedText', {
            ...{ cause: t(`completeness.causes.${explanation.cause}`), person: explanation.person },
            day: dayText(explanation.on),
          })}
        >
          {explanation.note ?? t('completeness.panel.erased')}
        </Fact>
      )}
      {closedOn !== null && (
        <Fact label={t('completeness.columns.state')}>
          {t('completeness.panel.closed', { day: dayText(closedOn) })}
        </Fact>
      )}
    </Facts>
  );
}

/** Whether there is anything around it tells how far what failed went. */
function besideText(t: Translate, { before, after }: ShownGap): string {
  if (before !== null && after !== null)
    return t('completeness.panel.both', { before: timeText(before), after: timeText(after) });
  const one = before ?? after;
  if (one === null) return t('completeness.panel.neither');
  return t(before === null ? 'completeness.panel.after' : 'completeness.panel.before', {
    time: timeText(one),
  });
}
