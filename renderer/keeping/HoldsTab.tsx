import { Button, Dropdown, makeStyles, Option, SearchBox } from '@fluentui/react-components';
import { Add20Regular } from '@fluentui/react-icons';
import { useDeferredValue, useState } from 'react';
import {
  holdsShown,
  type HoldDetail,
  type Holds,
  type HoldsList,
  type HoldsShown,
} from '../../shared/keeping.ts';
import { may } from '../../shared/permissions.ts';
import { type Translate, useText } from '../text.ts';
import { Hint } from '../ui/Hint.tsx';
import { useListDetail } from '../ui/list-detail.ts';
import { useIsClose } from '../ui/media.ts';
import { countText } from '../ui/number.ts';
import { List, listedBy } from '../ui/List.tsx';
import { Empty } from '../ui/States.tsx';
import { holdColumns, restrictionColumns } from './columns.tsx';
import { HoldPanel } from './HoldPanel.tsx';
import { refreshHolds, useHoldCounts, useHolds } from './holds.ts';
import { RestrictionPanel } from './RestrictionPanel.tsx';
import { refreshRestrictions, useRestrictions } from './restrictions.ts';
import { leftRestriction, RestrictPanel } from './RestrictPanel.tsx';
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

const shownHere: readonly HoldsList[] = [...holdsShown, 'restrictions'];

/**
 * Zabezpieczenia: what is kept as evidence (§ 3 ust. 4), and what somebody whom it concerns had restricted or erased (§ 3 ust. 3). The desk holds and
 * reviews; desk and Mayor end what somebody else has set; the officer restricts.
 */
export function HoldsTab({ head, roles, wanted, show: first }: TabProps) {
  const styles = useStyles();
  const t = useText();
  const [shown, choose] = useState(first);
  const ofPeople = shown === 'restrictions';
  const show: HoldsShown = shown === 'restrictions' ? 'open' : shown;
  const restrictions = useRestrictions(ofPeople);
  const [typed, type] = useState('');
  // A reference that was copied has hard spaces.
  const text = useDeferredValue(typed.replaceAll(/\s+/g, ' ').trim());
  /** A form stands in the place of a panel: null = none; of a hold that ended, what it had. Left unsent, it is there again. */
  const [form, begin] = useState<{ again: HoldDetail | null } | null>(() =>
    first === 'restrictions' ? leftRestriction() : leftSecure(wanted),
  );
  const counts = useHoldCounts().data?.counts;
  const holds = useHolds(show, text === '' ? null : text);
  const { list, panel, selected, select, close, toPanel, onKeyDown } = useListDetail<number>(wanted);
  const hold = ofPeople ? undefined : holds.rows.find(({ seq }) => seq === selected);
  const asked = restrictions.data?.rows.find(({ seq }) => seq === selected);
  const shownText = (one: HoldsList): string =>
    one === 'restrictions'
      ? t('keeping.restrictions.shown')
      : counts === undefined
        ? t(`keeping.shownUncounted.${one}`)
        : t(`keeping.shown.${one}`, { n: String(counts[one]) });
  const leave = (): void => {
    begin(null);
    close();
  };
  const beside =
    form !== null && ofPeople ? (
      <RestrictPanel desk={roles.includes('secretary')} onClose={leave} />
    ) : form !== null ? (
      <SecurePanel key={form.again?.seq ?? 'new'} again={form.again} onClose={leave} />
    ) : ofPeople && asked !== undefined && restrictions.data !== undefined ? (
      <RestrictionPanel
        key={asked.seq}
        {...{ row: asked, today: restrictions.data.today, roles }}
        onClose={close}
      />
    ) : hold !== undefined ? (
      <HoldPanel
        key={hold.seq}
        hold={hold}
        roles={roles}
        onAgain={(detail) => begin({ again: detail })}
        onClose={close}
      />
    ) : null;
  const isClose = useIsClose(beside !== null);
  const rows = {
    rowKey: ({ seq }: { seq: number }) => String(seq),
    onSelect: ({ seq }: { seq: number }) => {
      begin(null);
      select(seq);
    },
    onOpen: toPanel,
  };
  const add = t(ofPeople ? 'keeping.restrictions.open' : 'keeping.secure.open');
  const mayAdd = may(ofPeople ? 'restrict' : 'hold', roles);
  return (
    <TabFrame
      {...{ head, list, panel, beside, onKeyDown }}
      foot={counts === undefined ? null : ofPeople ? peopleFootOf(t, counts) : footOf(t, counts)}
      onRefresh={() => void Promise.all([refreshHolds(), refreshRestrictions()])}
      onLeave={form === null ? undefined : leave}
    >
      <search className={styles.tools} data-region="filters">
        <Dropdown
          className={styles.choice}
          clearButton={null}
          aria-label={t('keeping.show')}
          value={shownText(shown)}
          selectedOptions={[shown]}
          onOptionSelect={(_, { optionValue }) => {
            select(null);
            begin(null);
            choose(shownHere.find((one) => one === optionValue) ?? 'open');
          }}
        >
          {shownHere.map((one) => (
            <Option key={one} value={one}>
              {shownText(one)}
            </Option>
          ))}
        </Dropdown>
        {!ofPeople && (
          <SearchBox
            className={styles.search}
            dismiss={{ 'aria-label': t('common.clear') }}
            aria-label={t('keeping.search')}
            placeholder={t('keeping.search')}
            value={typed}
            maxLength={60}
            onChange={(_, { value }) => type(value)}
          />
        )}
        {mayAdd && (
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
      {ofPeople ? (
        <List
          listed={listedBy(restrictions, (told) => told.rows)}
          label={t('keeping.restrictions.shown')}
          columns={restrictionColumns(t, isClose)}
          selected={asked === undefined ? null : String(asked.seq)}
          loading={t('keeping.restrictions.loading')}
          empty={<Empty title={t('keeping.restrictions.none')}>{t('keeping.restrictions.noneText')}</Empty>}
          {...rows}
        />
      ) : (
        <List
          listed={holds}
          label={t('keeping.title')}
          columns={holdColumns(t, show, isClose)}
          selected={hold === undefined ? null : String(hold.seq)}
          loading={t('keeping.loading')}
          empty={
            <Empty title={t(text === '' ? `keeping.none.${show}` : 'keeping.notFound')}>
              {t('keeping.noneText')}
            </Empty>
          }
          {...rows}
        />
      )}
    </TabFrame>
  );
}

function peopleFootOf(t: Translate, { restrictions, erasures }: Holds['counts']): string[] {
  return [
    t('keeping.restrictions.foot.review', { review: countText(restrictions) }),
    t('keeping.restrictions.foot.confirm', { confirm: countText(erasures) }),
  ];
}

function footOf(t: Translate, { open, recordings, review, ended }: Holds['counts']): string[] {
  return [
    t('keeping.foot.open', { open: countText(open), recordings: countText(recordings) }),
    t('keeping.foot.review', { review: countText(review) }),
    t('keeping.foot.ended', { ended: countText(ended) }),
  ];
}
