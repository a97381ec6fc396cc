import { makeStyles, Tab, TabList } from '@fluentui/react-components';
import { useState } from 'react';
import { may } from '../../shared/permissions.ts';
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
import { ResultsTab } from './ResultsTab.tsx';
import type { TabProps } from './tab.ts';

const useStyles = makeStyles({ tabs: { flexShrink: 0, padding: '0 10px' } });

type TabName = 'queue' | 'plans' | 'results';

type Props = Omit<TabProps, 'below' | 'data'> & {
  /** The plan that is shown to begin with, as `Begin` has it. */
  wanted: string | null;
};

/** Pages 30, 33 and 34: what was drawn to be heard, the plans for it, what came out. Who decides on plans has no first tab, who answers for the office the last. */
export function QualityPage({ wanted, ...given }: Props) {
  const styles = useStyles();
  const t = useText();
  const rates = may('qualityPlan', given.roles);
  const decides = rates || may('qualityVerdict', given.roles);
  const plans = usePlans(decides);
  // A plan that was left half written is there again.
  const left = (): string | null => (rates && unsentAt(formPlace) ? 'new' : null);
  const [first, begin] = useState(() => wanted ?? left());
  const [chosen, choose] = useState<TabName>(wanted === null ? 'queue' : 'plans');
  const { list, panel, onKeyDown } = useListDetail<string>();
  const { data } = plans;
  const tabs: readonly TabName[] = [
    ...(rates ? (['queue'] as const) : []),
    ...(decides ? (['plans'] as const) : []),
    'results',
  ];
  const name = tabs.includes(chosen) ? chosen : (tabs[0] ?? 'results');
  const below = (
    <>
      <TabList
        className={styles.tabs}
        selectedValue={name}
        onTabSelect={(_, { value }) => {
          begin(left());
          choose(tabs.find((one) => one === value) ?? 'results');
        }}
      >
        {/* The tab that was chosen keeps the focus: with it the whole page is another one. */}
        {tabs.map((one) => (
          <Tab key={one} value={one} {...(name === one ? { 'data-back': '' } : {})}>
            {t(`quality.tabs.${one}`)}
          </Tab>
        ))}
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
  if (name === 'results') return <ResultsTab below={below} />;
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
