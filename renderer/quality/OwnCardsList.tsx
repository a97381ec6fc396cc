import { makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import {
  ArrowForward16Regular,
  CheckmarkCircle16Filled,
  Clock16Regular,
  Comment16Regular,
} from '@fluentui/react-icons';
import type { Mine } from '../../shared/quality.ts';
import { useText } from '../text.ts';
import { Muted } from '../ui/Muted.tsx';
import { momentText } from '../ui/time.ts';
import { Mark } from './Mark.tsx';
import { cardKey, ownStateText, type OwnCard } from './own-cards.ts';
import { periodText } from './plans.ts';

const useStyles = makeStyles({
  lists: { flexGrow: 1, minHeight: 0, overflowY: 'auto', padding: '0 8px 20px' },
  plan: {
    display: 'block',
    margin: 0,
    padding: '12px 12px 8px',
    fontWeight: tokens.fontWeightRegular,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground3,
  },
  list: { margin: 0, padding: 0, listStyleType: 'none' },
  one: {
    display: 'flex',
    flexDirection: 'column',
    gap: '4px',
    width: '100%',
    padding: '8px 12px',
    textAlign: 'start',
    font: 'inherit',
    color: 'inherit',
    backgroundColor: 'transparent',
    border: 'none',
    borderRadius: tokens.borderRadiusMedium,
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  chosen: {
    backgroundColor: tokens.colorBrandBackground2,
    boxShadow: `inset 3px 0 0 ${tokens.colorCompoundBrandStroke}`,
    ':hover': { backgroundColor: tokens.colorBrandBackground2Hover },
    '@media (forced-colors: active)': {
      backgroundColor: 'Highlight',
      color: 'HighlightText',
      '& *': { color: 'HighlightText !important' },
      forcedColorAdjust: 'none',
    },
  },
  head: {
    width: '100%',
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'space-between',
    columnGap: '8px',
  },
  when: { fontVariantNumeric: 'tabular-nums' },
});

type Props = { mine: Mine; chosen: string | null; onChoose: (one: OwnCard) => void };

/** The cards by plan, the newest first, each with what is due. */
export function OwnCardsList({ mine: { plans, cards }, chosen, onChoose }: Props) {
  const styles = useStyles();
  const t = useText();
  const heard = plans.map((plan) => ({
    plan,
    own: cards.filter(({ position }) => position.plan === plan.plan),
  }));
  return (
    <nav className={styles.lists} aria-label={t('ownCards.title')}>
      {heard
        .filter(({ own }) => own.length > 0)
        .map(({ plan, own }) => (
          <section key={plan.plan} aria-labelledby={`plan-${plan.plan}`}>
            <h2 id={`plan-${plan.plan}`} className={styles.plan}>
              {t('ownCards.ofPlan', { number: plan.number ?? '', period: periodText(plan) })}
            </h2>
            <ul className={styles.list}>
              {own.map((one) => {
                const key = cardKey(one.position);
                const isOmitted = one.standing.omitted !== null;
                return (
                  <li key={key}>
                    <button
                      type="button"
                      className={mergeClasses(styles.one, key === chosen && styles.chosen)}
                      aria-current={key === chosen}
                      onClick={() => onChoose(one)}
                    >
                      <span className={styles.head}>
                        <Text weight={isOmitted ? 'regular' : 'semibold'}>
                          {t(isOmitted ? 'ownCards.call' : 'ownCards.card', { nr: String(one.position.nr) })}
                        </Text>
                        <Muted size={200} className={styles.when}>
                          {momentText(one.startedAt)}
                        </Muted>
                      </span>
                      <State one={one} interrupted={plan.state === 'interrupted'} />
                    </button>
                  </li>
                );
              })}
            </ul>
          </section>
        ))}
    </nav>
  );
}

function State({ one, interrupted }: { one: OwnCard; interrupted: boolean }) {
  const t = useText();
  const { state } = one.standing;
  const icons = { submitted: Clock16Regular, remarked: Comment16Regular, omitted: ArrowForward16Regular };
  const icon = state in icons ? icons[state as keyof typeof icons] : CheckmarkCircle16Filled;
  return (
    <Mark icon={icon} done={state === 'closed'} wants={state === 'submitted'}>
      {ownStateText(t, one, interrupted)}
    </Mark>
  );
}
