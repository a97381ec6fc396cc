import { Tab, TabList, makeStyles } from '@fluentui/react-components';
import { type ComponentType, useState } from 'react';
import type { Role } from '../../shared/values.ts';
import { useText } from '../text.ts';
import { PageHead } from '../ui/ListDetail.tsx';
import { Muted } from '../ui/Muted.tsx';
import { useHoldCounts } from './holds.ts';
import { HoldsTab } from './HoldsTab.tsx';
import type { TabProps } from './tab.ts';

const useStyles = makeStyles({ tabs: { flexShrink: 0, padding: '0 10px' } });

const tabs = { holds: HoldsTab } satisfies Record<string, ComponentType<TabProps>>;
type TabName = keyof typeof tabs;

/** Page 41: recordings and what becomes of them, a tab a question. */
export function KeepingPage({ roles, wanted }: { roles: readonly Role[]; wanted: number | null }) {
  const styles = useStyles();
  const t = useText();
  const [name, choose] = useState<TabName>('holds');
  const counts = useHoldCounts().data?.counts;
  const Shown = tabs[name];
  return (
    <Shown
      {...{ roles, wanted }}
      head={
        <>
          <PageHead title={t('keeping.title')} note={<Muted>{t('keeping.note')}</Muted>} />
          <TabList
            className={styles.tabs}
            selectedValue={name}
            onTabSelect={(_, { value }) => choose(value as TabName)}
          >
            <Tab value="holds">{t('keeping.tabs.holds', { n: String(counts?.open ?? 0) })}</Tab>
          </TabList>
        </>
      }
    />
  );
}
