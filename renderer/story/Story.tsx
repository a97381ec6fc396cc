import { Button, Link, makeStyles, mergeClasses, Subtitle2, tokens } from '@fluentui/react-components';
import { useRef } from 'react';
import type { StoryOf } from '../../shared/register.ts';
import { useStory } from '../paged.ts';
import { useText } from '../text.ts';
import type { ShownRecording } from '../ui/list-detail.ts';
import { Muted } from '../ui/Muted.tsx';
import { Loading } from '../ui/States.tsx';
import { detailsOf, titleOf } from './story-text.ts';
import { dateText, momentText, timeText } from '../ui/time.ts';
import { Unloaded } from '../ui/Unloaded.tsx';

const useStyles = makeStyles({
  story: {
    marginTop: '16px',
    display: 'flex',
    flexDirection: 'column',
    gap: '8px',
    alignItems: 'flex-start',
  },
  // As wide as the panel, or its one line would reach out of it.
  notice: { width: '100%' },
  list: { width: '100%', outlineStyle: 'none' },
  day: { color: tokens.colorNeutralForeground3, marginTop: '8px', marginBottom: '4px' },
  entry: {
    display: 'grid',
    gridTemplateColumns: '56px 8px minmax(0, 1fr)',
    columnGap: '12px',
    fontVariantNumeric: 'tabular-nums',
  },
  // A dot beside the time, and from it the line to the next.
  track: {
    position: 'relative',
    '::before': {
      content: '""',
      position: 'absolute',
      top: '6px',
      left: 0,
      width: '8px',
      height: '8px',
      borderRadius: tokens.borderRadiusCircular,
      backgroundColor: tokens.colorNeutralStroke1,
      '@media (forced-colors: active)': { backgroundColor: 'CanvasText', forcedColorAdjust: 'none' },
    },
  },
  line: {
    '::after': {
      content: '""',
      position: 'absolute',
      top: '18px',
      bottom: '-2px',
      left: '3px',
      borderLeft: `2px solid ${tokens.colorNeutralStroke1}`,
    },
  },
  newest: { '::before': { backgroundColor: tokens.colorCompoundBrandBackground } },
  what: { paddingBottom: '12px', overflowWrap: 'anywhere' },
  second: {
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
});

type Props = StoryOf & {
  /** Leads from an act to what became of one of its recordings. */
  onRecording?: (shown: ShownRecording) => void;
};

/** What happened in an act or to a recording, oldest first: each entry with its time, its number in the ledger and the workstation. */
export function Story({ of, id, onRecording }: Props) {
  const styles = useStyles();
  const t = useText();
  const story = useStory({ of, id });
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
      <Subtitle2 as="h3">{t('register.panel.story')}</Subtitle2>
      {story.failure !== null && (
        <div className={styles.notice}>
          <Unloaded boxed failure={story.failure} onRetry={retry} partly={story.rows.length > 0} />
        </div>
      )}
      {story.loading && <Loading />}
      {story.total === 0 && story.failure === null && <Muted>{t('register.panel.noStory')}</Muted>}
      <ol className={styles.list} ref={list} tabIndex={-1}>
        {story.rows.map((entry, place) => {
          const { call, payload } = entry;
          const date = dateText(payload.at);
          const before = story.rows[place - 1];
          const after = story.rows[place + 1];
          const newest = after === undefined && story.total !== null;
          return (
            <li key={entry.seq}>
              {(before === undefined || dateText(before.payload.at) !== date) && (
                <div className={styles.day}>{date}</div>
              )}
              <div className={styles.entry}>
                <span>{timeText(payload.at)}</span>
                <span
                  aria-hidden="true"
                  className={mergeClasses(
                    styles.track,
                    after !== undefined && dateText(after.payload.at) === date && styles.line,
                    newest && styles.newest,
                  )}
                />
                <div className={styles.what}>
                  <div>{titleOf(t, entry, story.rows.slice(0, place))}</div>
                  {onRecording !== undefined && call !== null && (
                    <Link
                      as="button"
                      aria-label={t('register.story.of', { moment: momentText(call.startedAt) })}
                      onClick={() => onRecording(call)}
                    >
                      {t('register.panel.call', { moment: momentText(call.startedAt) })}
                    </Link>
                  )}
                  <div className={styles.second}>{detailsOf(t, of, entry)}</div>
                </div>
              </div>
            </li>
          );
        })}
      </ol>
      {story.total === null && story.rows.length > 0 && (
        <Button onClick={more}>{t('register.panel.more')}</Button>
      )}
    </section>
  );
}
