import { Button, Dropdown, makeStyles, Option, SearchBox } from '@fluentui/react-components';
import { Add20Regular } from '@fluentui/react-icons';
import { useDeferredValue, useState } from 'react';
import { holdsShown, type HoldDetail, type Holds, type HoldsShown } from '../../shared/keeping.ts';
import { type Translate, useText } from '../text.ts';
import { Hint } from '../ui/Hint.tsx';
import { useListDetail } from '../ui/list-detail.ts';
import { narrow, useMedia, veryNarrow } from '../ui/media.ts';
import { countText } from '../ui/number.ts';
import { Empty, Loading } from '../ui/States.tsx';
import { Table } from '../ui/Table.tsx';
import { Unloaded } from '../ui/Unloaded.tsx';
import { holdColumns } from './columns.tsx';
import { HoldPanel } from './HoldPanel.tsx';
import { refreshHolds, useHoldCounts, useHolds } from './holds.ts';
import { leftSecure, SecurePanel } from './SecurePanel.tsx';
import type { TabProps } from './tab.ts';
import { TabFrame } from './TabFrame.tsx';

const useStyles = makeStyles({
  tools: { flexShrink: 0, display: 'flex', flexWrap: 'wrap', gap: '8px', padding: '12px 20px 4px' },
  choice: { minWidth: '168px' },
  // It gives way before the line breaks.
  search: { flexGrow: 1, flexBasis: '160px', maxWidth: '264px' },
  add: { marginLeft: 'auto' },
});

/** Zabezpieczenia: what is kept as evidence (§ 3 ust. 4). The desk holds and reviews; desk and Mayor end what somebody else has set. */
export function HoldsTab({ head, roles, wanted }: TabProps) {
  const styles = useStyles();
  const t = useText();
  const isNarrow = useMedia(narrow);
  const isTight = useMedia(veryNarrow);
  const desk = roles.includes('secretary');
  const [show, choose] = useState<HoldsShown>('open');
  const [typed, type] = useState('');
  // A reference that was copied has hard spaces.
  const text = useDeferredValue(typed.replaceAll(/\s+/g, ' ').trim());
  /** A form stands in the place of a panel: null = none; of a hold that ended, what it had. Left unsent, it is there again. */
  const [form, begin] = useState<{ again: HoldDetail | null } | null>(() => leftSecure(wanted));
  const counts = useHoldCounts().data?.counts;
  const holds = useHolds(show, text === '' ? null : text);
  const { list, panel, selected, select, close, toPanel, onKeyDown } = useListDetail<number>(wanted);
  const hold = holds.rows.find(({ seq }) => seq === selected);
  const shownText = (one: HoldsShown): string =>
    counts === undefined
      ? t(`keeping.shownUncounted.${one}`)
      : t(`keeping.shown.${one}`, { n: String(counts[one]) });
  const leave = (): void => {
    begin(null);
    close();
  };
  const beside =
    form !== null ? (
      <SecurePanel key={form.again?.seq ?? 'new'} again={form.again} onClose={leave} />
    ) : hold !== undefined ? (
      <HoldPanel
        key={hold.seq}
        hold={hold}
        roles={roles}
        onAgain={(detail) => begin({ again: detail })}
        onClose={close}
      />
    ) : null;
  const isClose = isTight || (isNarrow && beside !== null);
  const add = t('keeping.secure.open');
  return (
    <TabFrame
      {...{ head, list, panel, beside, onKeyDown }}
      foot={counts === undefined ? null : footOf(t, counts)}
      onRefresh={() => void refreshHolds()}
      onLeave={form === null ? undefined : leave}
    >
      <search className={styles.tools} data-region="filters">
        <Dropdown
          className={styles.choice}
          clearButton={null}
          aria-label={t('keeping.show')}
          value={shownText(show)}
          selectedOptions={[show]}
          onOptionSelect={(_, { optionValue }) => {
            select(null);
            choose(holdsShown.find((one) => one === optionValue) ?? 'open');
          }}
        >
          {holdsShown.map((one) => (
            <Option key={one} value={one}>
              {shownText(one)}
            </Option>
          ))}
        </Dropdown>
        <SearchBox
          className={styles.search}
          dismiss={{ 'aria-label': t('common.clear') }}
          aria-label={t('keeping.search')}
          placeholder={t('keeping.search')}
          value={typed}
          maxLength={60}
          onChange={(_, { value }) => type(value)}
        />
        {desk && (
          <Hint name={isClose ? add : undefined} text={null}>
            <Button
              className={styles.add}
              icon={<Add20Regular />}
              {...(isClose ? { 'aria-label': add } : {})}
              onClick={() => {
                select(null);
                begin({ again: null });
                toPanel();
              }}
            >
              {isClose ? undefined : add}
            </Button>
          </Hint>
        )}
      </search>
      {holds.failure !== null && (
        <Unloaded failure={holds.failure} onRetry={holds.retry} partly={holds.rows.length > 0} />
      )}
      {holds.loading || (holds.stale && holds.rows.length === 0) ? (
        <Loading label={t('keeping.loading')} />
      ) : holds.rows.length > 0 ? (
        <Table
          label={t('keeping.title')}
          columns={holdColumns(t, show, isClose)}
          rows={holds.rows}
          rowKey={({ seq }) => String(seq)}
          selected={hold === undefined ? null : String(hold.seq)}
          onSelect={({ seq }) => {
            begin(null);
            select(seq);
          }}
          onOpen={toPanel}
          total={holds.total}
          onEnd={holds.more}
        />
      ) : (
        holds.failure === null && (
          <Empty title={t(text === '' ? `keeping.none.${show}` : 'keeping.notFound')}>
            {t('keeping.noneText')}
          </Empty>
        )
      )}
    </TabFrame>
  );
}

function footOf(t: Translate, { open, recordings, review, ended }: Holds['counts']): string[] {
  return [
    t('keeping.foot.open', { open: countText(open), recordings: countText(recordings) }),
    t('keeping.foot.review', { review: countText(review) }),
    t('keeping.foot.ended', { ended: countText(ended) }),
  ];
}
