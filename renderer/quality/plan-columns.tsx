import {
  ArrowReply16Regular,
  CheckmarkCircle16Filled,
  CheckmarkCircle16Regular,
  CircleHalfFill16Filled,
  Clock16Regular,
  DismissCircle16Regular,
  type FluentIcon,
  SubtractCircle16Regular,
} from '@fluentui/react-icons';
import type { PlanState, ShownPlan } from '../../shared/quality.ts';
import type { Role } from '../../shared/values.ts';
import type { Translate } from '../text.ts';
import { type Column, TwoLines } from '../ui/Table.tsx';
import { Mark } from './Mark.tsx';
import { isToDecide, periodText, stateText, wantedOf } from './plans.ts';

const icons = {
  proposed: Clock16Regular,
  returned: ArrowReply16Regular,
  approved: CircleHalfFill16Filled,
  lapsed: SubtractCircle16Regular,
  completed: CheckmarkCircle16Regular,
  filed: CheckmarkCircle16Filled,
  interrupted: DismissCircle16Regular,
} as const satisfies Record<PlanState, FluentIcon>;

type Props = { t: Translate; plan: ShownPlan; today: string; wants?: boolean };

/** How a plan stands, by one sign and in words. */
export function PlanMark({ t, plan, today, wants = false }: Props) {
  return (
    <Mark icon={icons[plan.state]} done={plan.state === 'filed'} wants={wants}>
      {stateText(t, plan, today)}
    </Mark>
  );
}

/** Plans, the newest first. `close`: beside a panel that says the rest. */
export function planColumns(
  t: Translate,
  { today, roles, close }: { today: string; roles: readonly Role[]; close: boolean },
): Column<ShownPlan>[] {
  const isDesk = roles.includes('secretary');
  const columns: (Column<ShownPlan> & { drop?: boolean })[] = [
    {
      id: 'number',
      head: t('quality.plans.columns.number'),
      width: '84px',
      cell: ({ number }) => number ?? t('quality.plans.proposal'),
    },
    {
      id: 'case',
      head: t('quality.plans.columns.case'),
      width: 'minmax(116px, 2fr)',
      cell: (one) => <TwoLines first={one.case} second={one.person} />,
    },
    {
      id: 'departments',
      head: t('quality.plans.columns.departments'),
      width: 'minmax(0, 2fr)',
      drop: close,
      cell: ({ departments: [first = '', ...others] }) => (
        <TwoLines
          first={first}
          second={
            others.length === 0 ? t('quality.plans.one') : t('quality.plans.more', { count: others.length })
          }
        />
      ),
    },
    {
      id: 'period',
      head: t('quality.plans.columns.period'),
      width: '128px',
      drop: close,
      cell: periodText,
    },
    {
      id: 'heard',
      head: t('quality.plans.columns.heard'),
      width: '76px',
      end: true,
      drop: close,
      cell: (one) =>
        one.state === 'returned'
          ? t('common.none')
          : t('quality.plans.heardOf', { n: String(one.opened), of: String(wantedOf(one)) }),
    },
    {
      id: 'state',
      head: t('quality.plans.columns.state'),
      width: close ? 'minmax(128px, 3fr)' : 'minmax(184px, 3fr)',
      cell: (plan) => <PlanMark {...{ t, plan, today }} wants={isDesk && isToDecide(plan)} />,
    },
  ];
  return columns.filter(({ drop }) => drop !== true);
}
