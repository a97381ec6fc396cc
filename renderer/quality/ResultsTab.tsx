import { Button, makeStyles, mergeClasses, Spinner, Text, tokens } from '@fluentui/react-components';
import { Table20Regular } from '@fluentui/react-icons';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { ResultRow } from '../../shared/ledger/results.ts';
import type { ShownResults } from '../../shared/quality.ts';
import {
  comparedOf,
  givenIn,
  meanText,
  tenths,
  tenthsOf,
  type Compared,
} from '../../shared/quality-results.ts';
import { call, failureOf, queryClient } from '../api.ts';
import { type Translate, useText } from '../text.ts';
import { ListDetail, PageHead } from '../ui/ListDetail.tsx';
import { useListDetail } from '../ui/list-detail.ts';
import { narrow, useMedia, veryNarrow } from '../ui/media.ts';
import { Muted } from '../ui/Muted.tsx';
import { FailureNotice } from '../ui/Notice.tsx';
import { Panel } from '../ui/Panel.tsx';
import { ShortTable } from '../ui/ShortTable.tsx';
import { Stack } from '../ui/Stack.tsx';
import { Empty } from '../ui/States.tsx';
import { type Column, Table } from '../ui/Table.tsx';
import { Awaited } from '../ui/Unloaded.tsx';
import { Legend, Spread } from './Spread.tsx';
import { periodText } from './plans.ts';

const useStyles = makeStyles({
  said: { flexShrink: 0, padding: '0 20px 8px' },
  newest: {
    flexShrink: 0,
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'space-between',
    columnGap: '16px',
    padding: '12px 20px 4px',
  },
  strong: { fontWeight: tokens.fontWeightSemibold },
  rule: {
    flexShrink: 0,
    padding: '12px 20px',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  total: { padding: '8px 20px 0', display: 'flex', justifyContent: 'space-between' },
});

/** Page 34: what came out of reviews whose protocols lie in their files, criterion by criterion; nothing of persons. */
export function ResultsTab({ below }: { below: ReactNode }) {
  const t = useText();
  const styles = useStyles();
  const { list, panel, selected, select, close, toPanel, onKeyDown } = useListDetail<string>();
  const results = useQuery({
    queryKey: ['quality.results'],
    queryFn: () => call('quality.results', {}),
    staleTime: 0,
  });
  const saving = useMutation({ mutationFn: () => call('paper.save', { paper: 'results', of: {} }) });
  const all = results.data ?? [];
  const { plans, criteria } = comparedOf(all);
  const newest = plans.at(-1);
  const chosen = criteria.find(({ code }) => code === selected);
  const isNarrow = useMedia(narrow);
  const isTight = useMedia(veryNarrow) || (isNarrow && chosen !== undefined);
  return (
    <ListDetail
      {...{ list, panel, onKeyDown }}
      beside={
        chosen === undefined || newest === undefined ? null : (
          <CriterionPanel key={chosen.code} {...{ chosen, plans, newest }} onClose={close} />
        )
      }
      onRefresh={() => void queryClient.invalidateQueries({ queryKey: ['quality.results'] })}
    >
      <PageHead
        title={t('quality.title')}
        actions={
          newest !== undefined && (
            <Button
              appearance="subtle"
              icon={saving.isPending ? <Spinner size="tiny" /> : <Table20Regular />}
              disabledFocusable={saving.isPending}
              onClick={() => saving.mutate()}
            >
              {t(saving.isPending ? 'quality.results.saving' : 'quality.results.save')}
            </Button>
          )
        }
      />
      {below}
      {saving.isError && <FailureNotice failure={failureOf(saving.error)} />}
      <div role="status" className={mergeClasses(saving.isSuccess && styles.said)}>
        {saving.isSuccess && <Muted size={200}>{t(`papers.done.${saving.data.done}`)}</Muted>}
      </div>
      <Awaited query={results} />
      {results.data !== undefined && newest === undefined && (
        <Empty title={t('quality.results.emptyTitle')}>{t('quality.results.emptyText')}</Empty>
      )}
      {newest !== undefined && (
        <>
          <div className={styles.newest} data-region="filters">
            <Text>
              {newest.rows.length === 0 ? `${t('quality.results.tooFew')} ` : ''}
              {t('quality.results.of', {
                number: newest.number,
                cards: t('quality.results.cards', { count: newest.cards }),
                persons: t('quality.results.persons', { count: newest.persons }),
                days: periodText(newest),
              })}
            </Text>
            <Legend />
          </div>
          <Table
            label={t('quality.tabs.results')}
            columns={resultColumns(t, { plans, close: isNarrow || chosen !== undefined, tight: isTight })}
            rows={[...criteria, overallOf(plans)]}
            rowKey={({ code }) => code}
            selected={chosen?.code ?? null}
            onSelect={({ code }) => select(code === overallCode ? null : code)}
            onOpen={({ code }) => {
              if (code !== overallCode) toPanel();
            }}
          />
          <Muted block size={200} className={styles.rule}>
            {t('quality.results.rule', {
              cards: String(newest.limits.fewCards),
              persons: String(newest.limits.fewPersons),
            })}
          </Muted>
        </>
      )}
    </ListDetail>
  );
}

/** The last row: of each review its result in percent. */
const overallCode = '';
type Row = Compared & { percents?: readonly (number | null)[] };
const overallOf = (plans: readonly ShownResults[]): Row => ({
  ...{ code: overallCode, name: '', weight: 0, rows: [] },
  percents: plans.map(({ percent }) => percent),
});

/** What stands for the result of a criterion in one review, or for that of the review. */
function cellText(t: Translate, row: Row, at: number): string | null {
  if (row.percents !== undefined) {
    const percent = row.percents[at] ?? null;
    return percent === null ? null : t('quality.results.percent', { n: String(percent) });
  }
  const told = row.rows[at];
  return told === undefined ? '' : told === null ? null : meanText(tenthsOf(told));
}

/** Criteria × reviews, the newest bold. `close`: with less room, reviews before the last go; `tight`: then the last and the weights. */
function resultColumns(
  t: Translate,
  { plans, close, tight }: { plans: readonly ShownResults[]; close: boolean; tight: boolean },
): Column<Row>[] {
  const newest = plans.length - 1;
  const shown = plans.map((plan, at) => ({ plan, at })).slice(tight ? -1 : close ? -2 : 0);
  return [
    {
      id: 'criterion',
      head: t('quality.results.columns.criterion'),
      width: tight ? 'minmax(0, 1fr)' : 'minmax(132px, 3fr)',
      cell: ({ code, name }) =>
        code === overallCode ? <Text weight="semibold">{t('quality.results.overall')}</Text> : name,
    },
    ...(tight
      ? []
      : [
          {
            id: 'weight',
            head: t('quality.results.columns.weight'),
            width: '52px',
            end: true,
            cell: ({ code, weight }: Row) => (code === overallCode ? '' : String(weight)),
          },
        ]),
    ...shown.map(({ plan, at }): Column<Row> => ({
      id: plan.plan,
      head: plan.number,
      width: '84px',
      end: true,
      cell: (row) => {
        const said = cellText(t, row, at) ?? t('quality.results.left');
        return at === newest ? <Text weight="semibold">{said}</Text> : said;
      },
    })),
    {
      id: 'spread',
      head: tight
        ? t('quality.results.columns.spreadShort')
        : t('quality.results.columns.spread', { number: plans[newest]?.number ?? '' }),
      width: tight ? '150px' : 'minmax(160px, 4fr)',
      cell: ({ code, rows }) => {
        const told = rows[newest];
        if (code === overallCode || told === undefined) return '';
        return told === null ? (
          <Muted>{t('quality.results.leftOut')}</Muted>
        ) : (
          <Spread counts={told.counts} />
        );
      },
    },
  ];
}

type PanelProps = {
  chosen: Compared;
  plans: readonly ShownResults[];
  newest: ShownResults;
  onClose: () => void;
};

/** One criterion by department, of the newest review. SECURITY: mean and number of cards, never a distribution. */
function CriterionPanel({ chosen, plans, newest, onClose }: PanelProps) {
  const t = useText();
  const row = chosen.rows.at(-1);
  const before = plans.slice(0, -1).filter((_, at) => {
    const told = chosen.rows[at];
    return told === null || told?.departments === null;
  });
  return (
    <Panel
      size="entry"
      title={chosen.name}
      subtitle={`${newest.number}, ${periodText(newest)}`}
      onClose={onClose}
    >
      <Stack gap={16}>
        {row ? (
          <ByDepartment row={row} />
        ) : (
          <Text as="p">{t(row === null ? 'quality.results.noneHere' : 'quality.results.noneThere')}</Text>
        )}
        {before.length > 0 && (
          <Muted block size={200}>
            {t('quality.results.before', {
              count: before.length,
              numbers: before.map(({ number }) => number).join(', '),
            })}
          </Muted>
        )}
      </Stack>
    </Panel>
  );
}

type Home = { department: string; mean: string; count: number };

function ByDepartment({ row }: { row: ResultRow }) {
  const t = useText();
  const styles = useStyles();
  const homes = row.departments?.map(({ department, sum, count }): Home => ({
    department,
    count,
    mean: meanText(tenths(sum, count)),
  }));
  const together: Home = {
    ...{ department: t('quality.results.together'), count: givenIn(row), mean: meanText(tenthsOf(row)) },
  };
  const strong = (one: Home, said: string): ReactNode => (
    <span className={mergeClasses(one === together && styles.strong)}>{said}</span>
  );
  return (
    <>
      {homes === undefined && <Text as="p">{t('quality.results.togetherOnly')}</Text>}
      <ShortTable
        flush
        label={t('quality.results.columns.department')}
        rows={[...(homes ?? []), together]}
        rowKey={({ department }) => department}
        columns={[
          {
            id: 'department',
            head: t('quality.results.columns.department'),
            width: 'minmax(0, 1fr)',
            wrap: true,
            cell: (one) => strong(one, one.department),
          },
          {
            id: 'mean',
            head: t('quality.results.columns.mean'),
            width: '64px',
            end: true,
            cell: ({ mean }) => <Text weight="semibold">{mean}</Text>,
          },
          {
            id: 'count',
            head: t('quality.results.columns.count'),
            width: '56px',
            end: true,
            cell: (one) => strong(one, String(one.count)),
          },
        ]}
      />
      {row.nd > 0 && (
        <Muted block size={200}>
          {t('quality.results.nd', { count: row.nd })}
        </Muted>
      )}
    </>
  );
}
