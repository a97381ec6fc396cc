import { Link, makeStyles, Subtitle2, Text, tokens } from '@fluentui/react-components';
import { Flag20Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import type { Matter } from '../../shared/matter.ts';
import type { ReviewDetail, ReviewItem, ShownFlag } from '../../shared/review.ts';
import type { Role } from '../../shared/values.ts';
import { MatterSaid } from '../MatterSaid.tsx';
import { EntryPanel } from '../story/EntryPanel.tsx';
import { Story } from '../story/Story.tsx';
import { useText } from '../text.ts';
import { Fact, Facts } from '../ui/Facts.tsx';
import type { ShownRecording } from '../ui/list-detail.ts';
import { Muted } from '../ui/Muted.tsx';
import { Stack } from '../ui/Stack.tsx';
import { dateText, dayText, momentText } from '../ui/time.ts';
import { ActFacts, type Leads, RefusalFacts, UnsignedFacts } from './ItemFacts.tsx';
import { Judging } from './Judging.tsx';
import { flagSentence, isWaiting, itemText, verdictText } from './words.ts';

const useStyles = makeStyles({
  flag: { display: 'grid', gridTemplateColumns: '20px minmax(0, 1fr)', columnGap: '8px' },
  orange: {
    color: tokens.colorPaletteDarkOrangeForeground1,
    '@media (forced-colors: active)': { color: 'inherit' },
  },
  story: { alignSelf: 'flex-start' },
});

type Props = {
  item: ReviewItem;
  detail: ReviewDetail;
  /** What was asked about this item, and what the officer was told of it. */
  questions: readonly Matter[];
  passed: readonly Matter[];
  roles: readonly Role[];
  leads: Leads;
  /** The recording whose story stands in the place of the item. */
  shown: ShownRecording | null;
  onShow: (shown: ShownRecording | null) => void;
  /** To another item of this review. */
  onItem: (item: string) => void;
  onJudged: () => void;
  onClose: () => void;
};

/** An item: what is known of it, what draws attention, and what is made of it. */
export function ItemPanel(props: Props) {
  const { item, detail, questions, passed, roles, shown, onShow, onJudged, onClose } = props;
  const t = useText();
  return (
    <EntryPanel
      title={itemText(t, item)}
      subtitle={item.what === 'act' ? momentText(item.at) : ''}
      shown={shown}
      onShow={onShow}
      onClose={onClose}
      footer={<Judging {...{ item, roles, onJudged, review: detail.review }} isPassed={passed.length > 0} />}
    >
      <Stack gap={16}>
        {item.what === 'act' ? (
          <ActFacts {...props} from={detail.from} item={item} />
        ) : item.what === 'refusals' ? (
          <RefusalFacts item={item} />
        ) : (
          <UnsignedFacts item={item} />
        )}
        {item.what === 'act' &&
          item.flags.map((one) => <FlagLine key={one.flag} {...props} shownFlag={one} />)}
        {[...questions, ...passed].map((one) => (
          <Asked key={one.matter} one={one} />
        ))}
        {item.judged !== null && (
          <Facts>
            <Fact
              label={t('review.panel.judged')}
              second={t('review.panel.judgedBy', {
                ...{ person: item.judged.person, moment: momentText(item.judged.at) },
                seq: String(item.judged.seq),
              })}
            >
              {[verdictText(t, item), item.judged.words].filter((part) => part !== null).join(': ')}
            </Fact>
          </Facts>
        )}
        {item.what === 'act' && roles.includes('secretary') && (
          <ActStory act={item.item} onRecording={onShow} />
        )}
      </Stack>
    </EntryPanel>
  );
}

/** What was asked about it, and what its listener has answered; until when somebody may. Or what the officer was told, and said. */
function Asked({ one }: { one: Matter }) {
  const t = useText();
  const day = one.due === null ? '' : dayText(one.due);
  return (
    <Stack gap={8}>
      <Subtitle2 as="h3">
        {t(one.sort === 'question' ? 'review.asked.title' : 'review.asked.passed', { number: one.number })}
      </Subtitle2>
      <MatterSaid events={one.events} title="" />
      {one.sort === 'question' && !one.answered && (
        <Muted size={200}>
          {isWaiting(one)
            ? t('review.asked.waitsUntil', { day })
            : t(one.closed ? 'review.asked.closed' : 'review.asked.late', { day })}
        </Muted>
      )}
    </Stack>
  );
}

/** It is long, and asked for one item in ten. */
function ActStory({ act, onRecording }: { act: string; onRecording: Props['onShow'] }) {
  const styles = useStyles();
  const t = useText();
  const [open, toggle] = useState(false);
  return (
    <>
      <Link as="button" className={styles.story} aria-expanded={open} onClick={() => toggle(!open)}>
        {t('review.panel.story')}
      </Link>
      {open && <Story of="act" id={act} onRecording={onRecording} />}
    </>
  );
}

type FlagLineProps = Pick<Props, 'detail' | 'leads' | 'onItem'> & { shownFlag: ShownFlag };

/** Why it draws attention; the other act as a link: to its item, or else to the register of its case. */
function FlagLine({ shownFlag: { flag, at, other }, detail, leads, onItem }: FlagLineProps) {
  const styles = useStyles();
  const t = useText();
  const item = detail.items.find((one) => one.what === 'act' && one.number === other?.number)?.item;
  const { onCase } = leads;
  const onOther = (): void => {
    if (item !== undefined) onItem(item);
    else if (other !== null) onCase?.(other.case);
  };
  return (
    <div className={styles.flag}>
      <span className={styles.orange} aria-hidden="true">
        <Flag20Regular />
      </span>
      {flag === 'number' ? (
        other !== null && (
          <Text>
            {t('review.sentences.numberOf', { day: dateText(other.at) })}{' '}
            {item !== undefined || onCase !== null ? (
              <Link as="button" inline onClick={onOther}>
                {other.case}
              </Link>
            ) : (
              other.case
            )}{' '}
            {t('review.sentences.numberBy', { number: other.number, person: other.person })}
          </Text>
        )
      ) : (
        <Text>{flagSentence(t, { flag, at, other }, detail)}</Text>
      )}
    </div>
  );
}
