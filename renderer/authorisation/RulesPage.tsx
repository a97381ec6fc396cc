import { Button, makeStyles } from '@fluentui/react-components';
import { Add20Regular } from '@fluentui/react-icons';
import { type ReactNode, useState } from 'react';
import { may } from '../../shared/permissions.ts';
import type { ShownRule } from '../../shared/rules.ts';
import type { Role } from '../../shared/values.ts';
import { bound, type Translate, useText } from '../text.ts';
import { ListDetail, PageHead } from '../ui/ListDetail.tsx';
import { useListDetail } from '../ui/list-detail.ts';
import { narrow, useMedia, veryNarrow } from '../ui/media.ts';
import { List, listedBy } from '../ui/List.tsx';
import { type Column, TwoLines } from '../ui/Table.tsx';
import { useTableStyles } from '../ui/table-styles.ts';
import { dateText, dayText } from '../ui/time.ts';
import { unsentAt } from '../unsent.ts';
import { leftDraft, NewRulePanel } from './NewRulePanel.tsx';
import { type Appointments, refreshPapers } from './papers.ts';
import { RuleCompare } from './RuleCompare.tsx';
import { RulePanel } from './RulePanel.tsx';
import {
  draftOf,
  newDraft,
  type RuleDraft,
  ruleName,
  ruleSecond,
  standingNumber,
  useRules,
} from './rules.ts';
import { Mark } from './StandingMark.tsx';
import { termText } from './words.ts';

const useStyles = makeStyles({
  // Between the tabs and the list as much as the filters of the other tabs leave.
  list: { flexGrow: 1, minHeight: 0, display: 'flex', flexDirection: 'column', paddingTop: '8px' },
});

type Props = {
  /** The version that is shown to begin with; null: a new one, where one was left unsent. */
  first: string | null;
  /** The rule that is to be prepared, as `ruleOf` has it. */
  prepares: string | null;
  tabs: ReactNode;
  /** ⋯ of the page, whichever tab of it is open. */
  menu: ReactNode;
  known: Appointments | null;
  roles: readonly Role[];
};

/** „Regulamin i podstawy”: every version of the rules by which the office listens, the one in force marked; the selected one at the right. */
export function RulesPage({ first, prepares, tabs, menu, known, roles }: Props) {
  const styles = useStyles();
  const t = useText();
  const twoLines = useTableStyles();
  const isNarrow = useMedia(narrow);
  const isTight = useMedia(veryNarrow);
  const list = useRules();
  const { list: table, panel, selected, select, close, toPanel, onKeyDown } = useListDetail<string>(first);
  const [draft, setDraft] = useState<RuleDraft | null>(() => leftDraft(first));
  const [compares, compare] = useState(() => first !== null && unsentAt(`differs ${first}`));
  const { rules = [], today = '' } = list.data ?? {};
  const rule = rules.find(({ row }) => row.number === selected) ?? null;
  const isDesk = may('instrument', roles);
  const [wanted, want] = useState(isDesk ? prepares : null);
  // Which versions there are is known once the list is; words that were left unsent stay.
  if (wanted !== null && list.isSuccess) {
    want(null);
    const standing = standingNumber(rules, wanted);
    if (standing !== null) select(standing);
    else if (draft === null) setDraft(newDraft(rules, wanted, today));
  }
  const leave = (): void => {
    setDraft(null);
    close();
  };
  if (compares && rule !== null) return <RuleCompare rule={rule} onBack={() => compare(false)} />;
  const beside =
    known === null ? null : draft !== null ? (
      <NewRulePanel
        draft={draft}
        rules={rules}
        known={known}
        onChange={setDraft}
        onEntered={(number) => {
          setDraft(null);
          select(number);
        }}
        onClose={leave}
      />
    ) : rule !== null ? (
      <RulePanel
        key={rule.row.number}
        rule={rule}
        known={known}
        roles={roles}
        onCompare={() => compare(true)}
        onAgain={() => setDraft(leftDraft(rule.row.number) ?? draftOf(rule))}
        onClose={close}
      />
    ) : null;
  return (
    <ListDetail
      list={table}
      panel={panel}
      beside={beside}
      onRefresh={() => void refreshPapers()}
      onLeave={draft === null ? undefined : leave}
      onKeyDown={onKeyDown}
    >
      <PageHead
        title={t('authorisation.title')}
        actions={
          <>
            {isDesk && list.isSuccess && (
              <Button
                appearance="subtle"
                icon={<Add20Regular />}
                onClick={() => {
                  select(null);
                  setDraft(leftDraft(null) ?? newDraft(rules, 'regulation', today));
                }}
              >
                {t('rules.new')}
              </Button>
            )}
            {menu}
          </>
        }
      />
      {tabs}
      <div className={styles.list}>
        <List
          listed={listedBy(list, (told) => told.rules)}
          label={t('rules.tab')}
          columns={columnsOf(
            t,
            isTight || beside !== null,
            isNarrow || beside !== null ? twoLines.wrap : null,
          )}
          rowKey={({ row }) => row.number}
          selected={draft === null ? selected : null}
          onSelect={({ row }) => {
            setDraft(null);
            select(row.number);
          }}
          onOpen={toPanel}
          loading={t('rules.loading')}
        />
      </div>
    </ListDetail>
  );
}

/** `close` leaves out what the panel beside them says anyway; `wrap` = the look of a name that takes two lines where there is little room. */
function columnsOf(t: Translate, close: boolean, wrap: string | null): Column<ShownRule>[] {
  const columns: (Column<ShownRule> & { drop?: boolean })[] = [
    { id: 'number', head: t('rules.columns.number'), width: '88px', cell: ({ row }) => row.number },
    {
      id: 'rule',
      head: t('rules.columns.rule'),
      width: 'minmax(0, 5fr)',
      // Bases differ at the end of their names: a long one takes both lines, not „Podstawa prawna”.
      cell: (rule) =>
        wrap !== null && rule.row.of === 'basis' ? (
          <span className={wrap} title={ruleName(t, rule.row)}>
            {bound(ruleName(t, rule.row))}
          </span>
        ) : (
          <TwoLines first={ruleName(t, rule.row)} second={ruleSecond(t, rule)} />
        ),
    },
    {
      id: 'term',
      head: t('rules.columns.term'),
      width: '176px',
      drop: close,
      cell: ({ row, to }) => termText(t, { from: row.from, to }),
    },
    {
      id: 'state',
      head: t('rules.columns.state'),
      width: 'minmax(188px, 2fr)',
      cell: (rule) => (
        <Mark state={rule.state} first={t(`rules.states.${rule.state}`)} second={sinceText(t, rule)} />
      ),
    },
  ];
  return columns.filter(({ drop }) => drop !== true);
}

/** What stands below a state: who goes on, from when on, when somebody looked last. */
function sinceText(t: Translate, { state, row, holds, returned }: ShownRule): string {
  if (state === 'registered') return t('rules.bySecond');
  if (state === 'future') return t('rules.from', { day: dayText(row.from) });
  if (state === 'returned' && returned !== null) return t('rules.from', { day: dateText(returned.at) });
  if (state !== 'valid') return '';
  if (holds !== null) return t('rules.held', { day: dateText(holds.at) });
  return row.of === 'basis' ? t('rules.held', { day: dayText(row.content.verifiedOn) }) : '';
}
