import { Tab, TabList, makeStyles } from '@fluentui/react-components';
import { type ComponentType, useState } from 'react';
import { useText } from '../text.ts';
import { PageHead } from '../ui/ListDetail.tsx';
import { Muted } from '../ui/Muted.tsx';
import { useHoldCounts } from './holds.ts';
import { HoldsTab } from './HoldsTab.tsx';
import { NightsTab } from './NightsTab.tsx';
import type { TabName, TabProps } from './tab.ts';

const useStyles = makeStyles({ tabs: { flexShrink: 0, padding: '0 10px' } });

const tabs = { holds: HoldsTab, nights: NightsTab } satisfies Record<TabName, ComponentType<TabProps>>;

type Props = Pick<TabProps, 'roles' | 'wanted' | 'onOrder'> & {
  /** The tab that is shown to begin with. */
  first: TabName;
};

/** Page 41: recordings and what becomes of them, a tab a question. */
export function KeepingPage({ roles, wanted, first, onOrder }: Props) {
  const styles = useStyles();
  const t = useText();
  const [name, choose] = useState<TabName>(first);
  const counts = useHoldCounts().data?.counts;
  const Shown = tabs[name];
  return (
    <Shown
      {...{ roles, wanted, onOrder }}
      head={
        <>
          <PageHead title={t('keeping.title')} note={<Muted>{t('keeping.note')}</Muted>} />
          <TabList
            className={styles.tabs}
            selectedValue={name}
            onTabSelect={(_, { value }) => choose(value as TabName)}
          >
            {/* The tab that was chosen keeps the focus: with it the whole page is another one. */}
            <Tab value="holds" {...(name === 'holds' ? { 'data-back': '' } : {})}>
              {t('keeping.tabs.holds', { n: String(counts?.open ?? 0) })}
            </Tab>
            <Tab value="nights" {...(name === 'nights' ? { 'data-back': '' } : {})}>
              {counts === undefined || counts.stopped === 0
                ? t('keeping.tabs.nights')
                : t('keeping.tabs.nightsWait', { n: String(counts.stopped) })}
            </Tab>
          </TabList>
        </>
      }
    />
  );
}
