import { makeStyles, tokens } from '@fluentui/react-components';
import {
  CheckmarkCircle16Filled,
  CheckmarkCircle16Regular,
  CircleHalfFill16Filled,
  DismissCircle16Regular,
} from '@fluentui/react-icons';
import type { ActState } from '../../shared/protocol.ts';
import { useText } from '../text.ts';

const useStyles = makeStyles({
  mark: { display: 'inline-flex', alignItems: 'center', gap: '6px', verticalAlign: 'top' },
  filed: { color: tokens.colorCompoundBrandForeground1, display: 'inline-flex' },
  other: { color: tokens.colorNeutralForeground2, display: 'inline-flex' },
});

const icons = {
  started: CircleHalfFill16Filled,
  completed: CheckmarkCircle16Regular,
  filed: CheckmarkCircle16Filled,
  unfinished: DismissCircle16Regular,
} as const;

/** The state of a protocol, in the same words and signs on every page: rozpoczęty, zakończony, dołączony do akt, nieukończony. */
export function ActStateMark({ state }: { state: ActState }) {
  const styles = useStyles();
  const t = useText();
  const Icon = icons[state];
  return (
    <span className={styles.mark}>
      <span className={state === 'filed' ? styles.filed : styles.other} aria-hidden="true">
        <Icon />
      </span>
      {t(`common.states.${state}`)}
    </span>
  );
}
