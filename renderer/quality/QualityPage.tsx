import { makeStyles, Tab, TabList } from '@fluentui/react-components';
import { useState } from 'react';
import { failureOf } from '../api.ts';
import { useText } from '../text.ts';
import { ListDetail, PageHead } from '../ui/ListDetail.tsx';
import { useListDetail } from '../ui/list-detail.ts';
import { Loading } from '../ui/States.tsx';
import { Unloaded } from '../ui/Unloaded.tsx';
import { unsentAt } from '../unsent.ts';
import { formPlace } from './plan-form.ts';
import { refreshPlans, usePlans } from './plans.ts';
import { PlansTab } from './PlansTab.tsx';
import { QueueTab } from './QueueTab.tsx';
import type { TabProps } from './tab.ts';

const useStyles = makeStyles({ tabs: { flexShrink: 0, padding: '0 10px' } });

type Props = Omit<TabProps, 'below' | 'data'> & {
  /** The plan that is shown to begin with, as `Begin` has it. */
  wanted: string | null;
};

/** Pages 30 and 33: what was drawn to be heard, and the plans for it. Who decides on plans alone has the second tab alone. */
export function QualityPage({ wanted, ...given }: Props) {
  const styles = useStyles();
  const t = useText();
  const plans = usePlans();
  const rates = given.roles.includes('quality');
  // A plan that was left half written is there again.
  const left = (): string | null => (rates && unsentAt(formPlace) ? 'new' : null);
  const [first, begin] = useState(() => wanted ?? left());
  const [chosen, choose] = useState<'queue' | 'plans'>(wanted === null ? 'queue' : 'plans');
  const { list, panel, onKeyDown } = useListDetail<string>();
  const { data } = plans;
  const name = rates ? chosen : 'plans';
  const below = (
    <>
      <TabList
        className={styles.tabs}
        selectedValue={name}
        onTabSelect={(_, { value }) => {
          begin(left());
          choose(value === 'plans' ? 'plans' : 'queue');
        }}
      >
        {/* The tab that was chosen keeps the focus: with it the whole page is another one. */}
        {rates && (
          <Tab value="queue" {...(name === 'queue' ? { 'data-back': '' } : {})}>
            {t('quality.tabs.queue')}
          </Tab>
        )}
        <Tab value="plans" {...(name === 'plans' ? { 'data-back': '' } : {})}>
          {t('quality.tabs.plans')}
        </Tab>
      </TabList>
      {plans.isError && (
        <Unloaded
          failure={failureOf(plans.error)}
          onRetry={() => void plans.refetch()}
          partly={data !== undefined}
        />
      )}
    </>
  );
  if (data === undefined)
    return (
      <ListDetail {...{ list, panel, onKeyDown }} beside={null} onRefresh={() => void refreshPlans()}>
        <PageHead title={t('quality.title')} />
        {below}
        {plans.isPending && <Loading />}
      </ListDetail>
    );
  if (name === 'queue')
    return (
      <QueueTab
        {...given}
        {...{ below, data }}
        onNew={() => {
          begin('new');
          choose('plans');
        }}
      />
    );
  return <PlansTab {...given} {...{ below, data, first }} />;
}
