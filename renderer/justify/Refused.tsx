import { Button, Divider, makeStyles, Subtitle2, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { isFailureCode } from '../../shared/failure.ts';
import type { Basis } from '../../shared/recordings.ts';
import { call } from '../api.ts';
import { useRefusals } from '../refusals.ts';
import { failureText, presentRefusedText, reasonText, type Translate, useText } from '../text.ts';
import { pl } from '../../shared/text/pl.ts';
import { Fact, Facts } from '../ui/Facts.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Stack } from '../ui/Stack.tsx';
import { dateText, secondsText } from '../ui/time.ts';
import { authorisationText, secretaryText } from '../WhyNot.tsx';
import { ownWords, type Reasons } from './justification.ts';
import type { Refusal } from '../player/stage.ts';

const useStyles = makeStyles({
  all: { ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '4px' } },
  facts: { marginTop: '16px' },
  divider: { margin: '16px 0' },
  // On one line each at 200 %, too: a footer of two lines would leave the panel none for what to do.
  buttons: {
    display: 'flex',
    gap: '8px',
    flexWrap: 'wrap',
    '@media (max-width: 1099px)': { gap: '4px' },
    '& button': { minWidth: 0, whiteSpace: 'nowrap', '@media (max-width: 1099px)': { padding: '5px 6px' } },
  },
});

type RefusedProps = { refusal: Refusal; caseNumber: string; reasons: Reasons; basis: Basis | undefined };

/** The refusal, answered where it was asked: reason, entry, what to do, and what was kept of the typed data. */
export function Refused({ refusal, caseNumber, reasons, basis }: RefusedProps) {
  const styles = useStyles();
  const t = useText();
  const me = useQuery({ queryKey: ['session.me'], queryFn: () => call('session.me', {}), staleTime: 0 });
  const { reason, subject, because, seq, at } = refusal;
  const named = reasons.present.find(({ login }) => login === subject);
  // Who may not be present was on no list, and may have been typed by login.
  const told = useRefusals(because !== null).data?.refusals.find((one) => one.seq === seq);
  const about = presentRefusedText(t, { subject: told?.subject ?? named?.name ?? subject, because });
  const picked = basis?.sentences.find(({ code }) => code === reasons.choice)?.text;
  return (
    // WCAG 2.1.1: takes the focus, so that the keyboard can scroll it where the panel is low.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section aria-label={t('playback.refused.label')} tabIndex={0} className={styles.all}>
      <Notice intent="error" title={t('playback.refused.title', { reason: reasonText(t, reason) })}>
        {t('playback.refused.notReleased')}
      </Notice>
      <Facts className={styles.facts}>
        {me.data !== undefined && (
          <Fact label={t('playback.refused.authorisation')}>
            {authorisationText(t, me.data.authorisation)}
          </Fact>
        )}
        {about !== null && <Fact label={t('playback.present.who')}>{about}</Fact>}
        <Fact label={t('playback.refused.at')}>{`${dateText(at)}, ${secondsText(at)}`}</Fact>
        <Fact label={t('playback.refused.entry')}>
          {t('playback.refused.entryNumber', { seq: String(seq) })}
        </Fact>
      </Facts>
      <Divider className={styles.divider} />
      <Stack as="section" gap={8}>
        <Subtitle2 as="h3">{t('playback.refused.next')}</Subtitle2>
        <p>{thenText(t, reason, me.data?.secretaries ?? [])}</p>
      </Stack>
      <Divider className={styles.divider} />
      <Stack as="section" gap={8}>
        <Subtitle2 as="h3">{t('playback.refused.kept')}</Subtitle2>
        <Facts>
          <Fact label={t('playback.justify.case')}>{caseNumber}</Fact>
          <Fact label={t('playback.bar.basis')}>{basis?.label}</Fact>
          <Fact label={t('playback.refused.reason')}>
            {reasons.choice === ownWords ? reasons.own : picked}
          </Fact>
          {reasons.present.length > 0 && (
            <Fact label={t('playback.justify.present')}>
              {reasons.present.map(({ name }) => name).join(', ')}
            </Fact>
          )}
          {basis?.fields
            .filter(({ code }) => (reasons.fields[code] ?? '') !== '')
            .map(({ code, label }) => (
              <Fact key={code} label={label}>
                {reasons.fields[code]}
              </Fact>
            ))}
        </Facts>
      </Stack>
    </section>
  );
}

/** What to do after a refusal, and whom to turn to by name; where nothing of its own is said, the sentence of the reason. */
function thenText(t: Translate, reason: string, secretaries: readonly string[]): string {
  const secretary = secretaryText(t, secretaries);
  if (Object.hasOwn(pl.playback.refused.then, reason))
    return t(`playback.refused.then.${reason as keyof typeof pl.playback.refused.then}`, { secretary });
  return failureText(t, { code: isFailureCode(reason) ? reason : 'unexpected' });
}

/** Back to the list, or to the form with everything that was typed. */
export function RefusedButtons({ onBack, onAgain }: { onBack: () => void; onAgain: () => void }) {
  const styles = useStyles();
  const t = useText();
  return (
    <div className={styles.buttons}>
      <Button appearance="primary" autoFocus onClick={onBack}>
        {t('playback.refused.toList')}
      </Button>
      <Button onClick={onAgain}>{t('common.retry')}</Button>
    </div>
  );
}
