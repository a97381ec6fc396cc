import { Button, Divider, Text } from '@fluentui/react-components';
import { ArrowLeft20Regular } from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import { ruleOf, type VersionRow } from '../../shared/ledger/instrument.ts';
import { reviewRule, type ShownRule } from '../../shared/rules.ts';
import { useText } from '../text.ts';
import { Muted } from '../ui/Muted.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Stack } from '../ui/Stack.tsx';
import { Empty } from '../ui/States.tsx';
import { onEscape } from '../ui/step-back.ts';
import { dateText, dayText } from '../ui/time.ts';
import { useCompareStyles } from '../ui/compare-styles.ts';
import { Entered, Signed } from './CompareFacts.tsx';
import { ConfirmFooter } from './ConfirmFooter.tsx';
import { RuleFacts } from './RuleFacts.tsx';
import { ruleName } from './rules.ts';
import { ScanView } from './ScanView.tsx';

type Props = { rule: ShownRule; onBack: () => void };

/** A version beside its paper, as page 22 has it of authorisations. */
export function RuleCompare({ rule, onBack }: Props) {
  const styles = useCompareStyles();
  const t = useText();
  const { row, signed, registered, state } = rule;
  const bar = (tools: ReactNode): ReactNode => (
    <div className={styles.bar}>
      <Button
        appearance="subtle"
        icon={<ArrowLeft20Regular />}
        aria-label={t('authorisation.confirming.back')}
        onClick={onBack}
      />
      <Text as="h1" weight="semibold" className={styles.name}>
        {ruleName(t, row)}
      </Text>
      {tools}
    </div>
  );
  return (
    <div className={styles.page} role="presentation" onKeyDown={onEscape(onBack)}>
      <div className={styles.paper}>
        {signed?.scan ? (
          <ScanView number={row.number} bar={bar} />
        ) : (
          <>
            {bar(null)}
            <Empty title={t('authorisation.confirming.paper')}>
              {t('authorisation.confirming.inEzd', { paper: signed?.paper ?? '' })}
            </Empty>
          </>
        )}
      </div>
      <Panel
        title={t('rules.compare.title')}
        subtitle={t('rules.compare.subtitle', {
          number: row.number,
          day: registered === null ? '' : dateText(registered.at),
        })}
        footer={
          state === 'registered' ? (
            <ConfirmFooter
              // What was entered anew meanwhile is compared anew.
              key={registered?.seq}
              what="version"
              number={row.number}
              waiting={registered}
              label={t('authorisation.confirming.confirm')}
              mayDiffer
              onDone={onBack}
            />
          ) : undefined
        }
      >
        <Stack gap={16}>
          <RuleFacts rule={rule}>
            {signed !== null && <Signed signed={signed} />}
            {registered !== null && <Entered step={registered} />}
          </RuleFacts>
          <Divider />
          <Muted>{t(`rules.compare.${afterOf(row)}`, { day: dayText(row.from) })}</Muted>
        </Stack>
      </Panel>
    </div>
  );
}

/** What comes of confirming it. */
function afterOf(row: VersionRow): 'after' | 'afterOrder' | 'afterReview' {
  if (row.of === 'destruction') return 'afterOrder';
  return ruleOf(row) === reviewRule ? 'afterReview' : 'after';
}
