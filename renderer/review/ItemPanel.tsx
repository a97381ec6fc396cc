import { Button, Link, makeStyles, Subtitle2, Text, tokens } from '@fluentui/react-components';
import { Copy20Regular, Flag20Regular } from '@fluentui/react-icons';
import { useRef, useState } from 'react';
import { durationText } from '../../shared/duration.ts';
import type { Matter } from '../../shared/matter.ts';
import type { ReviewDetail, ReviewItem, ShownFlag } from '../../shared/review.ts';
import type { Role } from '../../shared/values.ts';
import { MatterSaid } from '../MatterSaid.tsx';
import { EntryPanel } from '../story/EntryPanel.tsx';
import { Story } from '../story/Story.tsx';
import { presentRefusedText, reasonText, useText } from '../text.ts';
import { ActStateMark } from '../ui/ActStateMark.tsx';
import { Fact, Facts, Second } from '../ui/Facts.tsx';
import type { ShownRecording } from '../ui/list-detail.ts';
import { Muted } from '../ui/Muted.tsx';
import { Stack } from '../ui/Stack.tsx';
import { dateText, dayText, inMonthText, momentText } from '../ui/time.ts';
import { Judging } from './Judging.tsx';
import { flagSentence, isWaiting, itemText, verdictText } from './words.ts';

const useStyles = makeStyles({
  flag: { display: 'grid', gridTemplateColumns: '20px minmax(0, 1fr)', columnGap: '8px' },
  orange: {
    color: tokens.colorPaletteDarkOrangeForeground1,
    '@media (forced-colors: active)': { color: 'inherit' },
  },
  case: { display: 'inline-flex', alignItems: 'center', gap: '4px', overflowWrap: 'anywhere' },
  story: { alignSelf: 'flex-start' },
});

/** What an item leads to; null where whoever reads has no such page. */
export type Leads = {
  onPaper: ((number: string) => void) | null;
  /** The register of a case. */
  onCase: ((caseNumber: string) => void) | null;
};

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

type ActFactsProps = Pick<Props, 'leads' | 'onShow' | 'roles'> & {
  /** First day of the month that is reviewed. */
  from: string;
  item: Extract<ReviewItem, { what: 'act' }>;
};

function ActFacts({ item, from, leads: { onPaper }, roles, onShow }: ActFactsProps) {
  const t = useText();
  const { authorisation, recordings, present } = item;
  const { number } = authorisation;
  const person = [item.person, item.unit].filter((part) => part !== '').join(', ');
  const others =
    present.length === 0
      ? t('review.panel.nobody')
      : t('review.panel.present', { people: present.join(', ') });
  return (
    <Facts>
      <Fact
        label={t('review.panel.person')}
        second={t('review.panel.monthly', { count: item.monthly, month: inMonthText(from) })}
      >
        {person}
      </Fact>
      <Fact
        label={t('review.panel.authorisation')}
        second={t('review.panel.term', { from: dayText(authorisation.from), to: dayText(authorisation.to) })}
      >
        {onPaper === null ? (
          number
        ) : (
          <Link as="button" onClick={() => onPaper(number)}>
            {number}
          </Link>
        )}
      </Fact>
      <Fact label={t('review.panel.case')}>
        <CaseNumber text={item.case} />
      </Fact>
      <Fact label={t('review.panel.basis')}>{item.basisLabel}</Fact>
      <Fact label={t('review.panel.reason')}>{item.reason ?? t('common.none')}</Fact>
      <Fact
        label={t('review.panel.recordings')}
        second={`${t('review.panel.heard', { length: durationText(item.heardMs) })}, ${others}`}
      >
        {recordings.map((one) => {
          const call = t('review.panel.call', { moment: momentText(one.startedAt) });
          return (
            <div key={one.recording}>
              {roles.includes('secretary') ? (
                <Link as="button" onClick={() => onShow(one)}>
                  {call}
                </Link>
              ) : (
                call
              )}
            </div>
          );
        })}
      </Fact>
      <Fact
        label={t('review.panel.protocol')}
        {...(item.filedOn === null || item.way === null
          ? {}
          : {
              second: t('protocol.filedOn', {
                day: dayText(item.filedOn),
                way: t(`protocol.ways.${item.way}`),
              }),
            })}
      >
        <ActStateMark state={item.state} />
      </Fact>
    </Facts>
  );
}

/** Its truth is looked up in the EZD: copying it is one click. */
function CaseNumber({ text }: { text: string }) {
  const styles = useStyles();
  const t = useText();
  const shown = useRef<HTMLSpanElement>(null);
  const [copied, setCopied] = useState(false);
  return (
    <span className={styles.case}>
      <span ref={shown}>{text}</span>
      <Button
        size="small"
        appearance="subtle"
        icon={<Copy20Regular />}
        aria-label={t('review.panel.copy')}
        onClick={() => setCopied(shown.current !== null && copy(shown.current))}
      />
      <span role="status">{copied && <Second>{t('review.panel.copied')}</Second>}</span>
    </span>
  );
}

/** Copies the words of an element. SECURITY: the page has no right to the clipboard; this is the person's own Ctrl+C. */
function copy(element: HTMLElement): boolean {
  const range = document.createRange();
  range.selectNodeContents(element);
  const selection = window.getSelection();
  selection?.removeAllRanges();
  selection?.addRange(range);
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- as above: nothing else copies without that right
  return document.execCommand('copy');
}

function RefusalFacts({ item }: { item: Extract<ReviewItem, { what: 'refusals' }> }) {
  const t = useText();
  return (
    <Facts>
      <Fact label={t('review.panel.person')} second={item.login}>
        {item.person}
      </Fact>
      <Fact label={t('review.panel.refused')}>
        {item.refusals.map((one) => (
          <div key={one.seq}>
            {presentRefusedText(t, one) ?? reasonText(t, one.reason)}
            <Second>
              {[
                momentText(one.at),
                one.case,
                one.count > 1 ? t('review.times', { count: one.count }) : null,
                t('register.story.entry', { seq: String(one.seq) }),
              ]
                .filter((part) => part !== null)
                .join(', ')}
            </Second>
          </div>
        ))}
      </Fact>
    </Facts>
  );
}

function UnsignedFacts({ item }: { item: Extract<ReviewItem, { what: 'unsigned' }> }) {
  const t = useText();
  return (
    <>
      <Text>{t('review.panel.unsignedText')}</Text>
      <Facts>
        {item.requests.map(({ seq, at, claimed, count }) => (
          <Fact
            key={seq}
            label={t('register.story.entry', { seq: String(seq) })}
            second={t('review.panel.claimed', { claimed: claimed.join(', ') || t('common.none') })}
          >
            {`${momentText(at)} × ${count}`}
          </Fact>
        ))}
      </Facts>
    </>
  );
}
