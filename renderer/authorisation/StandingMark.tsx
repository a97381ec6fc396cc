import { makeStyles, tokens } from '@fluentui/react-components';
import {
  ArrowUndo16Regular,
  CalendarClock16Regular,
  CheckmarkCircle16Filled,
  Circle16Regular,
  Clock16Regular,
  DismissCircle16Regular,
  Edit16Regular,
} from '@fluentui/react-icons';
import type { ListedInstrument, Standing } from '../../shared/authorisation.ts';
import { useText } from '../text.ts';
import { TwoLines } from '../ui/Table.tsx';
import { sinceText } from './words.ts';

const useStyles = makeStyles({
  standing: {
    display: 'grid',
    gridTemplateColumns: '16px minmax(0, 1fr)',
    columnGap: '6px',
    alignItems: 'start',
  },
  icon: { display: 'inline-flex', marginTop: '2px', color: tokens.colorNeutralForeground2 },
  valid: {
    display: 'inline-flex',
    marginTop: '2px',
    color: tokens.colorCompoundBrandForeground1,
    '@media (forced-colors: active)': { color: 'inherit' },
  },
  lines: { minWidth: 0 },
});

const icons = {
  prepared: Edit16Regular,
  registered: Clock16Regular,
  returned: ArrowUndo16Regular,
  withdrawn: DismissCircle16Regular,
  future: CalendarClock16Regular,
  valid: CheckmarkCircle16Filled,
  expired: Circle16Regular,
  revoked: DismissCircle16Regular,
  ended: DismissCircle16Regular,
} as const;

/** How a row stands, in the same words and signs everywhere; below it since when, or who goes on. */
export function StandingMark({ row, today }: { row: ListedInstrument; today: string }) {
  const t = useText();
  return (
    <Mark
      state={row.state}
      first={t(`authorisation.states.${row.state}`)}
      second={sinceText(t, row, today)}
    />
  );
}

type MarkProps = { state: Standing; first: string; second: string };

/** The sign of a state with its words. */
export function Mark({ state, first, second }: MarkProps) {
  const styles = useStyles();
  const Icon = icons[state];
  return (
    <span className={styles.standing}>
      <span className={state === 'valid' ? styles.valid : styles.icon} aria-hidden="true">
        <Icon />
      </span>
      <span className={styles.lines}>
        {second === '' ? first : <TwoLines first={first} second={second} />}
      </span>
    </span>
  );
}
