import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useRef, useState } from 'react';
import type { Mine } from '../../shared/quality.ts';
import { useText } from '../text.ts';
import { focusFirst } from '../ui/focus.ts';
import { PageHead } from '../ui/ListDetail.tsx';
import { narrow, useMedia } from '../ui/media.ts';
import { Notice } from '../ui/Notice.tsx';
import { Empty } from '../ui/States.tsx';
import { onEscape } from '../ui/step-back.ts';
import { dayText } from '../ui/time.ts';
import { Awaited } from '../ui/Unloaded.tsx';
import { UnseenTitle } from '../ui/Unseen.tsx';
import { unsentAt } from '../unsent.ts';
import { cardKey, firstCard, noticesOf, refreshMine, useCard, useMine, type OwnCard } from './own-cards.ts';
import { OwnCardsList } from './OwnCardsList.tsx';
import { OwnCardView } from './OwnCardView.tsx';
import { periodText } from './plans.ts';
import { PlanPanel } from './PlanPanel.tsx';
import { RemarksPanel } from './RemarksPanel.tsx';

const useStyles = makeStyles({
  page: { flexGrow: 1, minHeight: 0, display: 'flex', flexDirection: 'column' },
  columns: {
    flexGrow: 1,
    minHeight: 0,
    display: 'flex',
    position: 'relative',
    // In a single column all of it scrolls.
    '@media (max-width: 799px)': { flexDirection: 'column', overflowY: 'auto' },
  },
  list: {
    width: '288px',
    flexShrink: 0,
    minHeight: 0,
    display: 'flex',
    flexDirection: 'column',
    borderRight: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  information: { display: 'contents' },
  alone: { width: 'auto', flexGrow: 1, borderRightStyle: 'none' },
  card: {
    flexGrow: 1,
    minWidth: 0,
    minHeight: 0,
    display: 'flex',
    flexDirection: 'column',
    '@media (max-width: 799px)': { flexGrow: 0, flexShrink: 0 },
  },
});

/** Page 35: what was said of one's own calls in reviews of quality, and what one says to it. `wanted`: the card it begins with. */
export function OwnCardsPage({ wanted }: { wanted: string | null }) {
  const styles = useStyles();
  const t = useText();
  const mine = useMine();
  return (
    <div
      className={styles.page}
      role="presentation"
      onKeyDown={(event) => {
        if (event.key !== 'F5') return;
        event.preventDefault();
        void refreshMine();
      }}
    >
      {mine.data === undefined && <UnseenTitle>{t('ownCards.title')}</UnseenTitle>}
      <Awaited query={mine} />
      {mine.data !== undefined && <Cards mine={mine.data} wanted={wanted} />}
    </div>
  );
}

function Cards({ mine, wanted }: { mine: Mine; wanted: string | null }) {
  const styles = useStyles();
  const t = useText();
  const isNarrow = useMedia(narrow);
  const list = useRef<HTMLDivElement>(null);
  const information = useRef<HTMLDivElement>(null);
  const [chosen, choose] = useState(() => wanted ?? firstCard(mine.cards, unsentAt));
  /** Where there is room for one of both: whether the list is shown in place of the card. */
  const [listed, showList] = useState(false);
  const [informed, inform] = useState<string | null>(null);
  const card = mine.cards.find(({ position }) => cardKey(position) === chosen) ?? mine.cards[0];
  const plan = mine.plans.find((one) => one.plan === informed);
  const isListShown = !isNarrow || listed || card === undefined;
  const isAlone = isNarrow || card === undefined;
  const back = (): void => {
    showList(true);
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>('[aria-current="true"]')?.focus());
  };
  const close = (): void => inform(null);
  const leave = plan !== undefined ? close : isListShown ? null : back;
  return (
    <>
      {noticesOf(mine).map((one) => (
        <Notice
          key={one.plan}
          flush
          intent="info"
          actions={
            <Button
              onClick={() => {
                inform(one.plan);
                showList(false);
                // As Escape closes it, and what it says comes next.
                requestAnimationFrame(() => focusFirst(information.current));
              }}
            >
              {t('ownCards.information')}
            </Button>
          }
        >
          {t('ownCards.drawn', {
            ...{ number: one.number ?? '', period: periodText(one) },
            ...{ rater: one.person, day: dayText(one.until) },
          })}
        </Notice>
      ))}
      <div className={styles.columns} role="presentation" onKeyDown={(event) => onEscape(leave)(event)}>
        {isListShown ? (
          <div ref={list} className={mergeClasses(styles.list, isAlone && styles.alone)} data-region="list">
            <PageHead title={t('ownCards.title')} />
            {card === undefined ? (
              <Empty title={t('ownCards.noneTitle')}>{t('ownCards.noneText')}</Empty>
            ) : (
              <OwnCardsList
                mine={mine}
                chosen={cardKey(card.position)}
                onChoose={({ position }) => {
                  choose(cardKey(position));
                  inform(null);
                  showList(false);
                }}
              />
            )}
          </div>
        ) : (
          <UnseenTitle>{t('ownCards.title')}</UnseenTitle>
        )}
        {card !== undefined && !(isNarrow && isListShown) && (
          <Chosen
            key={cardKey(card.position)}
            one={card}
            today={mine.today}
            hasRemarks={plan === undefined}
            onBack={isNarrow ? back : null}
          />
        )}
        {plan !== undefined && (
          <div ref={information} className={styles.information}>
            <PlanPanel {...{ plan, data: mine, roles: [] }} onAct={() => undefined} onClose={close} />
          </div>
        )}
      </div>
    </>
  );
}

type ChosenProps = {
  one: OwnCard;
  today: string;
  /** Whether its remarks stand beside it. */
  hasRemarks: boolean;
  onBack: (() => void) | null;
};

function Chosen({ one, today, hasRemarks, onBack }: ChosenProps) {
  const styles = useStyles();
  const card = useCard(one);
  const { data } = card;
  return (
    <>
      <div className={styles.card}>
        <Awaited query={card} />
        {data !== undefined && <OwnCardView card={data} byKey={hasRemarks} onBack={onBack} />}
      </div>
      {data !== undefined && hasRemarks && data.versions.length > 0 && (
        <RemarksPanel card={data} today={today} />
      )}
    </>
  );
}
