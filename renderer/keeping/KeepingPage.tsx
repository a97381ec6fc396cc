import { Tab, TabList, makeStyles } from '@fluentui/react-components';
import { type ComponentType, useState } from 'react';
import { overseesAll } from '../../shared/permissions.ts';
import { useText } from '../text.ts';
import { PageHead } from '../ui/ListDetail.tsx';
import { Muted } from '../ui/Muted.tsx';
import { useWaitingCalls } from './announcement.ts';
import { useWaitingGaps } from './completeness.ts';
import { CompletenessTab } from './CompletenessTab.tsx';
import { useHoldCounts } from './holds.ts';
import { HoldsTab } from './HoldsTab.tsx';
import { NightsTab } from './NightsTab.tsx';
import type { TabName, TabProps } from './tab.ts';

const useStyles = makeStyles({ tabs: { flexShrink: 0, padding: '0 10px' } });

const tabs = { completeness: CompletenessTab, holds: HoldsTab, nights: NightsTab } satisfies Record<
  TabName,
  ComponentType<TabProps>
>;

type Props = Omit<TabProps, 'head'> & {
  /** The tab that is shown to begin with; null: gaps and calls to decide on where some wait, else holds. */
  first: TabName | null;
};

/** Pages 40–42: recordings and what becomes of them, a tab a question. The administrator has the one about his machines alone. */
export function KeepingPage({ first, ...given }: Props) {
  const styles = useStyles();
  const t = useText();
  const { roles, wanted } = given;
  const [chosen, choose] = useState<TabName | null>(first);
  const oversees = overseesAll(roles);
  const counts = useHoldCounts(oversees).data?.counts;
  const gaps = useWaitingGaps(roles) + useWaitingCalls(roles);
  // It stays where it began once the last of them is done.
  if (chosen === null && gaps > 0 && wanted === null) choose('completeness');
  const name = oversees ? (chosen ?? 'holds') : 'completeness';
  const Shown = tabs[name];
  return (
    <Shown
      {...given}
      head={
        <>
          <PageHead title={t('keeping.title')} note={<Muted>{t('keeping.note')}</Muted>} />
          <TabList
            className={styles.tabs}
            selectedValue={name}
            onTabSelect={(_, { value }) => choose(value as TabName)}
          >
            {/* The tab that was chosen keeps the focus: with it the whole page is another one. */}
            <Tab value="completeness" {...(name === 'completeness' ? { 'data-back': '' } : {})}>
              {t(gaps > 0 ? 'completeness.tabWaiting' : 'completeness.tab', { n: String(gaps) })}
            </Tab>
            {oversees && (
              <Tab value="holds" {...(name === 'holds' ? { 'data-back': '' } : {})}>
                {counts === undefined || counts.open === 0
                  ? t('keeping.tabs.holdsUncounted')
                  : t('keeping.tabs.holds', { n: String(counts.open) })}
              </Tab>
            )}
            {oversees && (
              <Tab value="nights" {...(name === 'nights' ? { 'data-back': '' } : {})}>
                {counts === undefined || counts.stopped === 0
                  ? t('keeping.tabs.nights')
                  : t('keeping.tabs.nightsWait', { n: String(counts.stopped) })}
              </Tab>
            )}
          </TabList>
        </>
      }
    />
  );
}
