import {
  makeStyles,
  Menu,
  MenuButton,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  Subtitle2,
  tokens,
} from '@fluentui/react-components';
import { ErrorCircle20Filled, MoreHorizontal20Regular, Warning20Filled } from '@fluentui/react-icons';
import { useEffect, useState } from 'react';
import { formerGaps, ofCalls, type Completeness } from '../../shared/completeness.ts';
import { mostGaps } from '../../shared/ledger/completeness.ts';
import { may } from '../../shared/permissions.ts';
import { legalDay, weekdayOf } from '../../shared/warsaw.ts';
import { PaperButtons } from '../paper.tsx';
import { type Translate, useText } from '../text.ts';
import { useListDetail } from '../ui/list-detail.ts';
import { narrow, useIsClose, useMedia } from '../ui/media.ts';
import { Muted } from '../ui/Muted.tsx';
import { countText } from '../ui/number.ts';
import { Empty } from '../ui/States.tsx';
import { wholeHeight } from '../ui/table-styles.ts';
import { Table } from '../ui/Table.tsx';
import { dayText, momentText, timeText } from '../ui/time.ts';
import { Awaited } from '../ui/Unloaded.tsx';
import {
  stripDays,
  firstDay,
  gapKey,
  refreshCompleteness,
  useCompleteness,
  waitsFor,
  type DayOfMonth,
} from './completeness.ts';
import { AdmitPanel } from './AdmitPanel.tsx';
import { refreshUndecided, useUndecided } from './announcement.ts';
import { gapColumns } from './call-columns.tsx';
import { DayLegend, DayStrip } from './DayStrip.tsx';
import { GapPanel } from './GapPanel.tsx';
import { MonthChoice } from './MonthChoice.tsx';
import { SilencePanel } from './SilencePanel.tsx';
import type { TabProps } from './tab.ts';
import { TabFrame } from './TabFrame.tsx';
import { UntoldCalls } from './UntoldCalls.tsx';

const useStyles = makeStyles({
  tools: {
    flexShrink: 0,
    display: 'flex',
    flexWrap: 'wrap',
    gap: '8px',
    padding: '12px 20px 4px',
    alignItems: 'center',
  },
  gaps: { marginRight: 'auto' },
  choice: { minWidth: '168px' },
  said: { flexShrink: 0, padding: '8px 20px', display: 'flex', gap: '10px' },
  // The strip below stays where it is, whatever there is to say of a day.
  words: { minHeight: '54px' },
  sign: { flexShrink: 0, color: tokens.colorPaletteDarkOrangeForeground1, paddingTop: '2px' },
  error: { color: tokens.colorPaletteRedForeground1 },
  whole: {
    flexGrow: 1,
    minHeight: 0,
    display: 'flex',
    flexDirection: 'column',
    // There the list alone would be left a row: it scrolls with what stands above it.
    // What is scrolled away ends at a line.
    '@media (max-width: 1099px)': { overflowY: 'auto', borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
  },
  list: {
    flexGrow: 1,
    minHeight: 0,
    display: 'flex',
    flexDirection: 'column',
    '@media (max-width: 1099px)': { flexGrow: 0, flexShrink: 0 },
  },
});

/** A longer list scrolls by itself on a narrow screen, too, or all of its rows were in the document. */
const mostWhole = 100;
/** In the place of a row: the form of a period without the announcement. */
const silence = 'silence';

/** Kompletność: whether all calls that were answered were recorded, and why not (§ 3 ust. 1). */
export function CompletenessTab({ head, roles, gap: wanted }: TabProps) {
  const styles = useStyles();
  const t = useText();
  const isNarrow = useMedia(narrow);
  const [chosenMonth, chooseMonth] = useState(wanted?.slice(0, 7) ?? null);
  const [chosen, chooseDay] = useState(wanted?.slice(0, 10) ?? null);
  const thisMonth = legalDay().slice(0, 7);
  const newest = useCompleteness(thisMonth).data?.newest;
  // The first answer says which month: once its last gap is explained, that stays to be seen.
  if (chosenMonth === null && newest !== undefined) chooseMonth(newest?.slice(0, 7) ?? thisMonth);
  const month = chosenMonth ?? thisMonth;
  const told = useCompleteness(month);
  const { list, panel, selected, select, close, toPanel, onKeyDown } = useListDetail<string>(wanted);
  const { data } = told;
  // Of calls that nobody reconciles there are no sums, on screen or paper: a nought would be taken for one.
  const isOff = data?.first === null;
  const days = data === undefined ? [] : stripDays(data);
  const day = days.find((one) => one.day === (chosen ?? (data && firstDay(data, roles)))) ?? days.at(-1);
  const gap = data?.gaps.find((one) => gapKey(one) === selected);
  const { data: undecided } = useUndecided(roles);
  const untold = undecided?.calls.find(({ recording }) => recording === selected);
  const beside =
    untold !== undefined ? (
      <AdmitPanel key={untold.recording} untold={untold} roles={roles} onClose={close} />
    ) : selected === silence && undecided !== undefined ? (
      <SilencePanel silences={undecided.silences} onClose={close} />
    ) : gap !== undefined && data !== undefined ? (
      <GapPanel
        key={gapKey(gap)}
        gap={gap}
        others={data.gaps
          .filter((one) => one.day === gap.day && one.call !== gap.call && waitsFor(one, roles))
          .slice(0, mostGaps - 1)}
        roles={roles}
        onClose={close}
      />
    ) : null;
  const isClose = useIsClose(beside !== null);
  // What is said above it takes more lines beside a panel.
  useEffect(() => {
    if (selected === null) return;
    list.current?.querySelector('[role="row"][aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [selected, list]);
  return (
    <TabFrame
      {...{ head, list, panel, beside, onKeyDown }}
      foot={data === undefined || isOff ? null : footOf(t, data)}
      onRefresh={() => void Promise.all([refreshCompleteness(), refreshUndecided()])}
    >
      <div className={styles.whole}>
        {data !== undefined && (
          <>
            <Said data={data} day={day} />
            {days.length > 0 && (
              <DayStrip
                days={days}
                today={month === data.today.slice(0, 7) ? { day: data.today, count: data.soFar.count } : null}
                chosen={day?.day ?? null}
                onChoose={chooseDay}
              />
            )}
            <DayLegend days={days} />
          </>
        )}
        <div className={styles.tools} data-region="filters">
          <Subtitle2 as="h2" className={styles.gaps}>
            {t('completeness.gaps')}
          </Subtitle2>
          <MonthChoice
            label={t('completeness.month')}
            className={styles.choice}
            month={month}
            today={`${thisMonth}-01`}
            onChoose={(one) => {
              select(null);
              chooseDay(null);
              chooseMonth(one);
            }}
          />
          {may('silent', roles) && (
            <Menu>
              <MenuTrigger disableButtonEnhancement>
                <MenuButton
                  appearance="subtle"
                  icon={<MoreHorizontal20Regular />}
                  menuIcon={null}
                  aria-label={t('announcement.more')}
                />
              </MenuTrigger>
              <MenuPopover>
                <MenuList>
                  <MenuItem
                    onClick={() => {
                      select(silence);
                      toPanel();
                    }}
                  >
                    {t('announcement.open')}
                  </MenuItem>
                </MenuList>
              </MenuPopover>
            </Menu>
          )}
          {data !== undefined && !isOff && (
            <PaperButtons
              key={month}
              asked={{ paper: 'completeness', of: { month } }}
              print={t('completeness.print')}
              save={t('completeness.save')}
            />
          )}
        </div>
        <Awaited query={told} label={t('completeness.loading')} />
        {data === undefined ? null : data.gaps.length === 0 ? (
          <Nothing data={data} />
        ) : (
          <div
            className={styles.list}
            style={isNarrow ? { height: wholeHeight(Math.min(data.gaps.length, mostWhole)) } : undefined}
          >
            <Table
              label={t('completeness.gaps')}
              columns={gapColumns(t, isClose, roles)}
              rows={data.gaps}
              whole={isNarrow && data.gaps.length <= mostWhole}
              rowKey={gapKey}
              selected={gap === undefined ? null : gapKey(gap)}
              onSelect={(one) => {
                chooseDay(one.day);
                select(gapKey(one));
              }}
              onOpen={toPanel}
            />
          </div>
        )}
        {undecided !== undefined && undecided.calls.length > 0 && (
          <UntoldCalls
            calls={undecided.calls}
            selected={untold?.recording ?? null}
            close={isClose}
            onSelect={select}
            onOpen={toPanel}
          />
        )}
      </div>
    </TabFrame>
  );
}

/** No gap: of a month with days that nobody knows anything of, it is not said that there was none. */
function Nothing({ data: { first, unknown } }: { data: Completeness }) {
  const t = useText();
  if (first === null) return <Empty title={t('completeness.off')}>{t('completeness.offText')}</Empty>;
  return (
    <Empty title={t(unknown.length > 0 ? 'completeness.noneKnown' : 'completeness.none')}>
      {t(unknown.length > 0 ? 'completeness.noneKnownText' : 'completeness.noneText', {
        n: String(unknown.length),
      })}
    </Empty>
  );
}

/** The one sentence of a day, and what today has so far. */
function Said({ data, day }: { data: Completeness; day: DayOfMonth | undefined }) {
  const styles = useStyles();
  const t = useText();
  const { soFar } = data;
  const today =
    soFar.last === null
      ? t('completeness.soFarNone')
      : t('completeness.soFar', { n: String(soFar.count), time: timeText(soFar.last) });
  if (day === undefined)
    return (
      <div className={styles.said}>
        <Muted size={200}>{today}</Muted>
      </div>
    );
  const { reconciled } = day;
  const missing = reconciled === null ? 0 : reconciled.answered - reconciled.recorded;
  const former = formerGaps(data.gaps.filter((gap) => gap.day === day.day));
  return (
    <div className={styles.said}>
      {reconciled === null ? (
        <ErrorCircle20Filled className={styles.error} aria-hidden />
      ) : (
        missing > 0 && <Warning20Filled className={styles.sign} aria-hidden />
      )}
      <div role="status" className={styles.words}>
        <Subtitle2 as="h2">
          {reconciled === null
            ? t('completeness.unknown', { day: dayText(day.day) })
            : t(missing > 0 ? 'completeness.lacks' : 'completeness.all', {
                on: t('completeness.on').split(', ')[weekdayOf(day.day)] ?? '',
                ...{ day: dayText(day.day), missing: String(missing) },
                ...{ answered: String(reconciled.answered), recorded: String(reconciled.recorded) },
                of: t(`completeness.${ofCalls(reconciled.answered)}`, {
                  answered: String(reconciled.answered),
                }),
              })}
        </Subtitle2>
        {reconciled !== null && (
          <Muted block size={200}>
            {t('completeness.beside', {
              ...{ hungUp: String(reconciled.hungUp), moment: momentText(reconciled.at) },
              seq: String(reconciled.seq),
            })}
          </Muted>
        )}
        <Muted block size={200}>
          {former > 0 && `${t('completeness.former', { n: String(former) })} `}
          {today}
        </Muted>
      </div>
    </div>
  );
}

function footOf(t: Translate, data: Completeness): string[] {
  const sum = (of: 'answered' | 'recorded'): string =>
    countText(data.days.reduce((all, day) => all + day[of], 0));
  return [
    t('completeness.foot.sums', { answered: sum('answered'), recorded: sum('recorded') }),
    t('completeness.foot.waiting', { n: String(data.waiting) }),
    t('completeness.foot.unknown', { n: String(data.unknown.length) }),
  ];
}
