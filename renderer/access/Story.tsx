import { Button, Link, makeStyles, Subtitle2, tokens } from '@fluentui/react-components';
import { useRef } from 'react';
import type { StoryOf, Told } from '../../shared/access.ts';
import { durationText } from '../../shared/duration.ts';
import { totalMs } from '../../shared/heard.ts';
import { reasonText, type Translate, useText } from '../text.ts';
import { FailureNotice } from '../ui/Notice.tsx';
import { Loading } from '../ui/States.tsx';
import { dateText, dayText, momentText, timeText } from '../ui/time.ts';
import { useStory } from './register.ts';

const useStyles = makeStyles({
  story: {
    marginTop: '16px',
    display: 'flex',
    flexDirection: 'column',
    gap: '8px',
    alignItems: 'flex-start',
  },
  list: { width: '100%', outlineStyle: 'none' },
  day: { color: tokens.colorNeutralForeground3, marginTop: '8px', marginBottom: '4px' },
  entry: {
    display: 'grid',
    gridTemplateColumns: '56px minmax(0, 1fr)',
    columnGap: '12px',
    paddingBottom: '12px',
    fontVariantNumeric: 'tabular-nums',
  },
  what: {
    borderLeft: `2px solid ${tokens.colorNeutralStroke1}`,
    paddingLeft: '12px',
    overflowWrap: 'anywhere',
  },
  second: {
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
});

const plain = ['ingest', 'release', 'undelivered', 'closed', 'completed', 'reopened', 'filed'] as const;

function titleOf(t: Translate, { kind, facts }: Told): string {
  if (kind === 'refusal') return t('access.story.refusal', { reason: reasonText(t, facts.reason ?? '') });
  if (kind === 'closed' && facts.wrongCall === true) return t('access.story.wrongCall');
  const known = plain.find((one) => one === kind);
  return known === undefined ? t('access.story.other') : t(`access.story.${known}`);
}

function detailsOf(t: Translate, of: StoryOf['of'], { kind, seq, person, facts }: Told): string {
  const details = [
    ...(of === 'recording' && kind !== 'ingest' ? [person] : []),
    ...(of === 'recording' && facts.protocol !== undefined ? [facts.protocol] : []),
    ...(facts.ranges === undefined
      ? []
      : [t('access.story.heard', { length: durationText(totalMs(facts.ranges)) })]),
    ...(facts.day === undefined || facts.way === undefined
      ? []
      : [t('protocol.filedOn', { day: dayText(facts.day), way: t(`protocol.ways.${facts.way}`) })]),
    ...(kind === 'reopened' ? [t('access.story.voided')] : []),
    ...(facts.host === undefined ? [] : [t('access.story.host', { host: facts.host })]),
    t('access.story.entry', { seq: String(seq) }),
  ];
  return details.join(', ');
}

type Props = {
  of: StoryOf;
  /** Leads from an act to what became of one of its recordings. */
  onRecording?: (recording: string, startedAt: string) => void;
};

/** What happened, oldest first: each entry with its time, its number in the ledger and the workstation. */
export function Story({ of, onRecording }: Props) {
  const styles = useStyles();
  const t = useText();
  const story = useStory(of);
  const list = useRef<HTMLOListElement>(null);
  // The button that asks for more goes while it is answered: the focus stays in the story, and Escape works.
  const more = (): void => {
    list.current?.focus({ preventScroll: true });
    story.more();
  };
  const retry = (): void => {
    list.current?.focus({ preventScroll: true });
    story.retry();
  };
  return (
    <section className={styles.story}>
      <Subtitle2 as="h3">{t('access.panel.story')}</Subtitle2>
      {story.failure !== null && <FailureNotice failure={story.failure} onRetry={retry} />}
      {story.loading && <Loading />}
      <ol className={styles.list} ref={list} tabIndex={-1}>
        {story.rows.map((entry, place) => {
          const date = dateText(entry.at);
          const before = story.rows[place - 1];
          const { recording, startedAt } = entry.facts;
          return (
            <li key={entry.seq}>
              {(before === undefined || dateText(before.at) !== date) && (
                <div className={styles.day}>{date}</div>
              )}
              <div className={styles.entry}>
                <span>{timeText(entry.at)}</span>
                <div className={styles.what}>
                  <div>{titleOf(t, entry)}</div>
                  {onRecording !== undefined && recording !== undefined && startedAt !== undefined && (
                    <Link
                      as="button"
                      aria-label={t('access.story.of', { moment: momentText(startedAt) })}
                      onClick={() => onRecording(recording, startedAt)}
                    >
                      {t('access.panel.call', { moment: momentText(startedAt) })}
                    </Link>
                  )}
                  <div className={styles.second}>{detailsOf(t, of.of, entry)}</div>
                </div>
              </div>
            </li>
          );
        })}
      </ol>
      {story.total === null && <Button onClick={more}>{t('access.panel.more')}</Button>}
    </section>
  );
}
