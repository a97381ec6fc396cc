import { Button, Link, makeStyles, Text } from '@fluentui/react-components';
import { Copy20Regular } from '@fluentui/react-icons';
import { useRef, useState } from 'react';
import { durationText } from '../../shared/duration.ts';
import type { ReviewItem } from '../../shared/review.ts';
import type { Role } from '../../shared/values.ts';
import { bound, presentRefusedText, reasonText, useText } from '../text.ts';
import { ActStateMark } from '../ui/ActStateMark.tsx';
import { Fact, Facts, Second } from '../ui/Facts.tsx';
import type { ShownRecording } from '../ui/list-detail.ts';
import { dayText, inMonthText, momentText } from '../ui/time.ts';

const useStyles = makeStyles({
  case: { display: 'inline-flex', alignItems: 'center', gap: '4px', overflowWrap: 'anywhere' },
});

/** What an item leads to; null where whoever reads has no such page. */
export type Leads = {
  onPaper: ((number: string) => void) | null;
  /** The register of a case. */
  onCase: ((caseNumber: string) => void) | null;
};

type ActFactsProps = {
  leads: Leads;
  roles: readonly Role[];
  /** The story of a recording, in the place of the item. */
  onShow: (shown: ShownRecording) => void;
  /** First day of the month that is reviewed. */
  from: string;
  item: Extract<ReviewItem, { what: 'act' }>;
};

/** An act: who, by what, in which case and why, what was heard, and where its protocol is. */
export function ActFacts({ item, from, leads: { onPaper }, roles, onShow }: ActFactsProps) {
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
      <Fact label={t('review.panel.basis')}>{bound(item.basisLabel)}</Fact>
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

/** What one person was refused within the month. */
export function RefusalFacts({ item }: { item: Extract<ReviewItem, { what: 'refusals' }> }) {
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

/** Requests that nobody signed. */
export function UnsignedFacts({ item }: { item: Extract<ReviewItem, { what: 'unsigned' }> }) {
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
