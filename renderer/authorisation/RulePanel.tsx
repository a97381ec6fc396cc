import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger, Text } from '@fluentui/react-components';
import { MoreHorizontal24Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import { may } from '../../shared/permissions.ts';
import type { ShownRule } from '../../shared/rules.ts';
import type { Role } from '../../shared/values.ts';
import { confirmersOf } from '../confirmers.ts';
import { authorText, useText } from '../text.ts';
import { Muted } from '../ui/Muted.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Stack } from '../ui/Stack.tsx';
import { StepItem } from '../ui/StepItem.tsx';
import { dayText } from '../ui/time.ts';
import { WithdrawPanel } from './EndPanel.tsx';
import type { Appointments } from './papers.ts';
import { RuleFacts } from './RuleFacts.tsx';
import { ruleName } from './rules.ts';
import { StillHolds } from './StillHolds.tsx';
import { comparesText, enteredText } from './words.ts';

type Props = {
  rule: ShownRule;
  known: Appointments;
  roles: readonly Role[];
  onCompare: () => void;
  /** It is to be entered anew, with other facts. */
  onAgain: () => void;
  onClose: () => void;
};

/** A version of a rule, and the steps of its paper; of one in force the desk says once a year that it still is. */
export function RulePanel({ rule, known, roles, onCompare, onAgain, onClose }: Props) {
  const t = useText();
  const { row, state, registered, confirmed, returned } = rule;
  const [withdraws, withdraw] = useState(false);
  const isDesk = may('instrument', roles);
  // Whoever sees that it must stop stops it.
  const mayTakeBack =
    row.of === 'destruction' && (state === 'valid' || state === 'future') && may('revoke', roles);
  const mayChange = isDesk && (state === 'registered' || state === 'returned');
  const able = confirmersOf(known.appointments, [registered?.guid]);
  if (withdraws)
    return (
      <WithdrawPanel
        row={row}
        subtitle={`${row.number}, ${ruleName(t, row)}`}
        ofOrder={mayTakeBack ? state : null}
        onBack={() => withdraw(false)}
        onEnded={() => withdraw(false)}
      />
    );
  return (
    <Panel
      title={row.number}
      subtitle={t(`rules.names.${row.of}`)}
      aside={
        mayChange && (
          <Menu positioning="below-end">
            <MenuTrigger disableButtonEnhancement>
              <Button
                appearance="subtle"
                icon={<MoreHorizontal24Regular />}
                aria-label={t('authorisation.more')}
              />
            </MenuTrigger>
            <MenuPopover>
              <MenuList>
                <MenuItem onClick={onAgain}>{t('rules.steps.correct')}</MenuItem>
                <MenuItem onClick={() => withdraw(true)}>{t('authorisation.ending.withdraw')}</MenuItem>
              </MenuList>
            </MenuPopover>
          </Menu>
        )
      }
      onClose={onClose}
      footer={
        state === 'registered' && registered?.own === false ? (
          <Button appearance="primary" onClick={onCompare}>
            {t('authorisation.steps.compare')}
          </Button>
        ) : state === 'valid' && isDesk ? (
          <StillHolds entry={registered} label={t('rules.steps.stillHolds')} />
        ) : undefined
      }
    >
      <Stack gap={20}>
        <RuleFacts rule={rule} />
        {mayTakeBack && (
          <div>
            <Button onClick={() => withdraw(true)}>{t('rules.takeBack.open')}</Button>
          </div>
        )}
        {returned !== null && (
          <Notice intent="warning" title={t('authorisation.steps.returned')}>
            {t('authorisation.steps.differs', {
              person: authorText(t, returned),
              words: returned.words ?? t('common.none'),
            })}
          </Notice>
        )}
        <Stack as="ol" gap={20}>
          <Registered rule={rule} />
          <StepItem
            number={2}
            done={confirmed !== null}
            title={t(confirmed === null ? 'rules.steps.confirm' : 'rules.steps.confirmed')}
          >
            {confirmed !== null ? (
              <Muted>{enteredText(t, confirmed)}</Muted>
            ) : state === 'registered' ? (
              <Muted>{comparesText(t, able)}</Muted>
            ) : null}
          </StepItem>
          {rule.holds !== null && (
            <StepItem number={3} done title={t('rules.steps.holds')}>
              <Muted>{enteredText(t, rule.holds)}</Muted>
            </StepItem>
          )}
        </Stack>
        {state === 'valid' && isDesk && <Muted>{t('rules.steps.stillHoldsHint')}</Muted>}
      </Stack>
    </Panel>
  );
}

function Registered({ rule: { signed, registered } }: { rule: ShownRule }) {
  const t = useText();
  const isGenesis = signed !== null && signed.way === 'paper' && signed.scan === null;
  return (
    <StepItem
      number={1}
      done={registered !== null}
      title={t(isGenesis ? 'rules.steps.genesis' : 'rules.steps.signed')}
    >
      {signed !== null && (
        <Text>
          {[
            signed.signatory,
            dayText(signed.signedOn),
            ...(isGenesis ? [] : [t(`authorisation.steps.way.${signed.way}`)]),
            signed.paper,
          ]
            .filter((part) => part !== null)
            .join(', ')}
        </Text>
      )}
      {registered !== null && <Muted>{enteredText(t, registered)}</Muted>}
    </StepItem>
  );
}
