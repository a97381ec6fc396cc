import { Divider, makeStyles, Subtitle1, Text, tokens } from '@fluentui/react-components';
import { type ReactNode, useRef } from 'react';
import { spokenDuration } from '../../shared/duration.ts';
import type { ActDetail } from '../../shared/protocol.ts';
import { useText } from '../text.ts';
import { Fact, Facts } from '../ui/Facts.tsx';
import { momentText } from '../ui/time.ts';
import { useScrollStop } from '../ui/use-scroll-stop.ts';
import { heardMsOf, quotationText, recordingText } from './act-text.ts';
import { sealedOf } from './steps.ts';

const useStyles = makeStyles({
  scroller: {
    flexGrow: 1,
    minWidth: 0,
    overflowY: 'auto',
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
    '@media (max-width: 799px)': { overflowY: 'visible' },
  },
  sheet: {
    maxWidth: '760px',
    padding: '16px 20px 32px',
    display: 'flex',
    flexDirection: 'column',
    gap: '16px',
  },
  head: { display: 'flex', flexDirection: 'column' },
  note: { color: tokens.colorNeutralForeground3 },
  facts: { gridTemplateColumns: '148px minmax(0, 1fr)' },
  list: { display: 'flex', flexDirection: 'column', gap: '8px' },
  findings: { whiteSpace: 'pre-wrap', userSelect: 'text' },
  hash: { userSelect: 'text', fontVariantNumeric: 'tabular-nums' },
});

/** The first and last digits of a hash: enough to compare by eye with the footer of the print. */
function shortHash(hash: string): string {
  return `${hash.slice(0, 16)}…${hash.slice(-4)}`;
}

/** What the sealed protocol says, readable on the screen; the print and the PDF hold the whole of it. */
export function Summary({ detail }: { detail: ActDetail }) {
  const styles = useStyles();
  const t = useText();
  const { act, findings } = detail;
  const region = useRef<HTMLElement>(null);
  const stop = useScrollStop(region);
  const sealed = sealedOf(detail);
  return (
    <section
      ref={region}
      className={styles.scroller}
      aria-label={t('protocol.finish.document')}
      tabIndex={stop ?? -1}
      data-region="list"
    >
      <div className={styles.sheet}>
        <header className={styles.head}>
          <Subtitle1 as="h1">{t('protocol.finish.document')}</Subtitle1>
          <Text className={styles.note}>{t('protocol.finish.summaryNote')}</Text>
        </header>
        <Facts className={styles.facts}>
          <Fact label={t('protocol.finish.number')}>
            <Text weight="semibold">{act.number}</Text>
          </Fact>
          <Fact label={t('protocol.finish.case')}>
            <Text weight="semibold">{act.case}</Text>
            {act.formerCases.map((before) => (
              <Text key={before} as="p" block className={styles.note}>
                {t('protocol.formerCase', { case: before })}
              </Text>
            ))}
          </Fact>
          <Fact label={t('protocol.finish.basis')}>{act.basisLabel}</Fact>
          <Fact label={t('protocol.finish.opened')}>{momentText(act.openedAt)}</Fact>
        </Facts>
        <Section>
          <Fact label={t('protocol.finish.recordings')}>
            <ol className={styles.list}>
              {act.recordings.map((recording, index) => {
                const { call, heard } = recordingText(t, recording);
                return (
                  <li key={recording.recording}>
                    {`${index + 1}. ${call ?? heard}`}
                    {call !== null && (
                      <Text as="p" block className={styles.note}>
                        {heard}
                      </Text>
                    )}
                  </li>
                );
              })}
            </ol>
          </Fact>
          <Fact label={t('protocol.finish.heardTotal')}>{spokenDuration(heardMsOf(act))}</Fact>
        </Section>
        <Section>
          <Fact label={t('protocol.finish.findings')}>
            <span className={styles.findings}>
              {findings === '' ? t('protocol.finish.noFindings') : findings}
            </span>
          </Fact>
        </Section>
        <Section>
          {detail.quotations.length > 0 && (
            <Fact label={t('protocol.finish.quotations')}>
              <ol className={styles.list}>
                {detail.quotations.map((one) => (
                  <li key={`${one.recording} ${one.from}`} className={styles.findings}>
                    {quotationText(t, act, one)}
                  </li>
                ))}
              </ol>
            </Fact>
          )}
          <Fact label={t('protocol.finish.remarks')}>
            <span className={styles.findings}>{detail.remarks || t('protocol.finish.noRemarks')}</span>
          </Fact>
        </Section>
        {sealed !== null && (
          <Section>
            <Fact label={t('protocol.finish.entry')}>
              <span className={styles.hash}>
                {t('protocol.finish.entryValue', { seq: String(sealed.seq), hash: shortHash(sealed.hash) })}
              </span>
            </Fact>
          </Section>
        )}
      </div>
    </section>
  );
}

function Section({ children }: { children: ReactNode }) {
  const styles = useStyles();
  return (
    <>
      <Divider />
      <Facts className={styles.facts}>{children}</Facts>
    </>
  );
}
