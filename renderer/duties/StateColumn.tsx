import { Link, makeStyles, mergeClasses, Subtitle2, Text, tokens } from '@fluentui/react-components';
import { CheckmarkCircle16Filled, ErrorCircle16Filled, Warning16Regular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Counts, Duties } from '../../shared/duties.ts';
import { addDays, addMonths, legalDay } from '../../shared/warsaw.ts';
import { call } from '../api.ts';
import { confirmersOf } from '../confirmers.ts';
import { useConnection } from '../connection.ts';
import { type Translate, useText } from '../text.ts';
import { narrow, useMedia } from '../ui/media.ts';
import { dateText, dayText, inMonthText, longDayText, monthText, monthTitle, timeText } from '../ui/time.ts';
import { Unseen, UnseenBlock } from '../ui/Unseen.tsx';
import type { DutyReview } from './row.ts';
import { silentFrom } from './rows.ts';

const useStyles = makeStyles({
  column: {
    flexShrink: 0,
    width: '392px',
    overflowY: 'auto',
    borderLeft: `1px solid ${tokens.colorNeutralStroke2}`,
    outlineStyle: 'none',
    '@media (min-width: 800px) and (max-width: 1099px)': { width: '344px' },
    '@media (max-width: 799px)': {
      width: 'auto',
      borderLeft: 'none',
      borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
      overflowY: 'visible',
    },
  },
  section: { padding: '16px 20px' },
  said: { margin: 0, padding: '0 20px 8px' },
  next: { borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
  head: { display: 'flex', alignItems: 'baseline', gap: '12px', marginBottom: '8px' },
  day: {
    marginLeft: 'auto',
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  toRegister: {
    marginLeft: 'auto',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  facts: { display: 'grid', gridTemplateColumns: 'auto minmax(0, 1fr)', columnGap: '20px', rowGap: '8px' },
  label: { display: 'flex', columnGap: '8px', color: tokens.colorNeutralForeground3 },
  value: { overflowWrap: 'anywhere', fontVariantNumeric: 'tabular-nums' },
  sign: {
    display: 'inline-flex',
    width: '16px',
    paddingTop: '2px',
    '@media (forced-colors: active)': { color: 'CanvasText' },
  },
  good: { color: tokens.colorCompoundBrandForeground1 },
  warning: { color: tokens.colorPaletteDarkOrangeForeground1 },
  bad: { color: tokens.colorPaletteRedForeground1 },
  sums: { display: 'flex', alignItems: 'flex-end', columnGap: '24px' },
  sum: {
    display: 'flex',
    flexDirection: 'column',
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  count: {
    color: tokens.colorNeutralForeground1,
    fontSize: tokens.fontSizeBase500,
    lineHeight: tokens.lineHeightBase500,
    fontWeight: tokens.fontWeightSemibold,
    fontVariantNumeric: 'tabular-nums',
  },
  chart: { marginLeft: 'auto', flexShrink: 0, '@media (max-width: 1099px)': { display: 'none' } },
  acts: {
    fill: tokens.colorCompoundBrandBackground,
    '@media (forced-colors: active)': { fill: 'Highlight' },
  },
  refusals: {
    fill: tokens.colorNeutralForeground3,
    '@media (forced-colors: active)': { fill: 'CanvasText' },
  },
  ground: { stroke: tokens.colorNeutralStroke1 },
});

type Sign = 'good' | 'warning' | 'bad';
const icons = { good: CheckmarkCircle16Filled, warning: Warning16Regular, bad: ErrorCircle16Filled } as const;

type Props = {
  duties: Duties;
  /** Whether the reader is told the sums of the register. */
  counts: boolean;
  /** Below everything else. */
  matters: ReactNode;
  /** To the register of these days; null where the reader has none. */
  onRegister: ((days: { from: string; to: string }) => void) | null;
};

/** How the office stands: five facts, and the sums of the last whole month. */
export function StateColumn({ duties, counts, matters, onRegister }: Props) {
  const styles = useStyles();
  const t = useText();
  return (
    <section className={styles.column} aria-label={t('duties.state.title')} data-region="state" tabIndex={-1}>
      <div className={styles.section}>
        <div className={styles.head}>
          <Subtitle2 as="h2">{t('duties.state.title')}</Subtitle2>
          <span className={styles.day}>{longDayText(duties.today)}</span>
        </div>
        <State duties={duties} />
      </div>
      {counts && <Month today={duties.today} onRegister={onRegister} />}
      {matters}
    </section>
  );
}

function State({ duties }: { duties: Duties }) {
  const styles = useStyles();
  const t = useText();
  const isNarrow = useMedia(narrow);
  const { database, keeper, share } = useConnection();
  const others = confirmersOf(duties.appointments, [duties.own]);
  const ledger = useLedger(duties);
  const accounts = accountsFact(t, duties);
  const unknown = t('duties.state.unknown');
  return (
    <dl className={styles.facts}>
      <Fact label={t(isNarrow ? 'duties.state.ledgerShort' : 'duties.state.ledger')} sign={ledger.sign}>
        {ledger.text}
      </Fact>
      <Fact
        label={t(isNarrow ? 'duties.state.serverShort' : 'duties.state.server')}
        sign={database && keeper ? 'good' : 'bad'}
      >
        {!database ? unknown : t(keeper ? 'duties.state.answers' : 'duties.state.silent')}
      </Fact>
      <Fact label={t('duties.state.recordings')} sign={share ? 'good' : 'bad'}>
        {!share
          ? t('duties.state.unreachable')
          : t(isNarrow ? 'duties.state.reachableShort' : 'duties.state.reachable')}
      </Fact>
      <Fact label={t(isNarrow ? 'duties.state.accountsShort' : 'duties.state.accounts')} sign={accounts.sign}>
        {accounts.text}
      </Fact>
      {duties.appointments.length > 0 && (
        <Fact label={t('duties.state.second')} sign={others.length === 0 ? 'warning' : 'good'}>
          {others.map(({ person }) => person.displayName).join(', ') || t('duties.state.nobody')}
        </Fact>
      )}
    </dl>
  );
}

function Fact({ label, sign, children }: { label: string; sign: Sign | null; children: ReactNode }) {
  const styles = useStyles();
  const t = useText();
  const Icon = sign && icons[sign];
  return (
    <>
      <dt className={styles.label}>
        <span className={mergeClasses(styles.sign, sign !== null && styles[sign])} aria-hidden="true">
          {Icon && <Icon />}
        </span>
        {label}
      </dt>
      <dd className={styles.value}>
        {children}
        {sign !== null && sign !== 'good' && <Unseen>{` (${t(`duties.state.${sign}`)})`}</Unseen>}
      </dd>
    </>
  );
}

/** The last check of the server, and what this workstation saw. One of another night says of which; none yet has no sign. */
function useLedger({ checked, today }: Duties): { sign: Sign | null; text: string } {
  const t = useText();
  const continued = useConnection(({ ledger }) => ledger);
  if (!continued) return { sign: 'bad', text: t('duties.state.broken') };
  if (checked === null) return { sign: null, text: t('duties.state.unchecked') };
  if (checked.first !== null)
    return { sign: 'bad', text: t('duties.state.disagrees', { seq: String(checked.first.seq) }) };
  const day = legalDay(checked.at);
  const when = day === today ? timeText(checked.at) : dateText(checked.at);
  return {
    sign: day < addDays(today, -1) ? 'warning' : 'good',
    text: t('duties.state.agrees', { count: checked.upTo, when }),
  };
}

function accountsFact(t: Translate, { accounts }: Duties): { sign: Sign; text: string } {
  if (accounts === null) return { sign: 'warning', text: t('duties.state.accountsUnknown') };
  const { at, minutes } = accounts;
  return minutes >= silentFrom
    ? { sign: 'warning', text: t('duties.state.accountsSilent', { minutes: String(minutes) }) }
    : { sign: 'good', text: t('duties.state.accountsAt', { time: timeText(at) }) };
}

/** Sums of the last whole month. */
function useMonth(today: string) {
  const from = addMonths(`${today.slice(0, 7)}-01`, -1);
  const to = addDays(`${today.slice(0, 7)}-01`, -1);
  const { data } = useQuery({
    queryKey: ['duties.counts', from, to],
    queryFn: () => call('duties.counts', { from, to }),
  });
  return { from, to, data };
}

/** The last whole month in one sentence, and what became of its review. */
export function MonthSaid({ today, reviews }: { today: string; reviews: readonly DutyReview[] }) {
  const styles = useStyles();
  const t = useText();
  const { from, data } = useMonth(today);
  if (data === undefined) return null;
  const month = inMonthText(from);
  const review = reviews.find((one) => one.from === from);
  const day = review?.concluded ?? null;
  const state = review === undefined ? 'waits' : day === null ? 'lasts' : 'ended';
  const counted = (what: 'acts' | 'refusals'): string =>
    `${data[what]} ${t(`duties.month.${what}`, { count: data[what] })}`;
  return (
    <Text as="p" className={styles.said}>
      {t('duties.month.said', {
        ...{ month: month.charAt(0).toUpperCase() + month.slice(1), acts: counted('acts') },
        ...{ refusals: counted('refusals') },
        review: t(`duties.month.${state}`, { day: day === null ? '' : dayText(day) }),
      })}
    </Text>
  );
}

/** The last whole month: what was heard and refused, and by how many. */
function Month({ today, onRegister }: Pick<Props, 'onRegister'> & { today: string }) {
  const styles = useStyles();
  const t = useText();
  const { from, to, data } = useMonth(today);
  if (data === undefined) return null;
  return (
    <div className={mergeClasses(styles.section, styles.next)}>
      <div className={styles.head}>
        <Subtitle2 as="h2">{monthTitle(from)}</Subtitle2>
        {onRegister !== null && (
          <Link
            as="button"
            className={styles.toRegister}
            aria-label={t('duties.month.registerOf', { month: monthText(from) })}
            onClick={() => onRegister({ from, to })}
          >
            {t('duties.month.register')}
          </Link>
        )}
      </div>
      <div className={styles.sums}>
        {(['acts', 'refusals', 'people'] as const).map((what) => (
          <span key={what} className={styles.sum}>
            <span className={styles.count}>{data[what]}</span>
            {t(`duties.month.${what}`, { count: data[what] })}
          </span>
        ))}
        <Bars counts={data} from={from} to={to} label={t('duties.month.chart', { month: monthText(from) })} />
      </div>
    </div>
  );
}

/** So many days have one pair of bars. */
const stretch = 7;
const [width, height, bar] = [128, 36, 8];

type Part = { from: string; to: string; acts: number; refusals: number };

/** A month in sevens of days. */
export function partsOf({ days }: Pick<Counts, 'days'>, from: string, to: string): Part[] {
  const parts: Part[] = [];
  for (let first = from; first <= to; first = addDays(first, stretch)) {
    const last = addDays(first, stretch - 1);
    const within = days.filter(({ day }) => first <= day && day <= last);
    parts.push({
      ...{ from: first, to: last < to ? last : to },
      acts: within.reduce((sum, one) => sum + one.acts, 0),
      refusals: within.reduce((sum, one) => sum + one.refusals, 0),
    });
  }
  return parts;
}

/** Acts and refusals side by side; readers of the screen get them as a table. */
function Bars(props: { counts: Counts; from: string; to: string; label: string }) {
  const styles = useStyles();
  const t = useText();
  const parts = partsOf(props.counts, props.from, props.to);
  const highest = Math.max(1, ...parts.flatMap(({ acts, refusals }) => [acts, refusals]));
  const tall = (count: number): number => (count === 0 ? 0 : Math.max(3, ((height - 2) * count) / highest));
  const room = width / parts.length;
  return (
    <>
      <svg className={styles.chart} width={width} height={height} aria-hidden="true">
        {parts.map(({ from, acts, refusals }, place) => {
          const left = place * room + (room - 2 * bar - 2) / 2;
          return (
            <g key={from}>
              <rect
                className={styles.acts}
                {...{ x: left, y: height - 1 - tall(acts), width: bar, height: tall(acts) }}
              />
              <rect
                className={styles.refusals}
                {...{
                  x: left + bar + 2,
                  y: height - 1 - tall(refusals),
                  width: bar / 2,
                  height: tall(refusals),
                }}
              />
            </g>
          );
        })}
        <line className={styles.ground} x1={0} x2={width} y1={height - 0.5} y2={height - 0.5} />
      </svg>
      <UnseenBlock>
        <table>
          <caption>{props.label}</caption>
          <thead>
            <tr>
              <th scope="col">{t('duties.month.days')}</th>
              <th scope="col">{t('duties.month.actsHead')}</th>
              <th scope="col">{t('duties.month.refusalsHead')}</th>
            </tr>
          </thead>
          <tbody>
            {parts.map(({ from, to, acts, refusals }) => (
              <tr key={from}>
                <th scope="row">{`${dayText(from)} – ${dayText(to)}`}</th>
                <td>{acts}</td>
                <td>{refusals}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </UnseenBlock>
    </>
  );
}
