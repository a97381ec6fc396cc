import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { CheckmarkCircle16Regular, Warning16Regular } from '@fluentui/react-icons';
import { useText } from '../text.ts';
import { Notice } from '../ui/Notice.tsx';
import { Stack } from '../ui/Stack.tsx';
import type { AudioOutput } from '../player/output.ts';
import { isReady, type Server } from '../player/server.ts';

const useStyles = makeStyles({
  line: {
    display: 'flex',
    gap: '8px',
    alignItems: 'flex-start',
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  warning: { color: tokens.colorPaletteDarkOrangeForeground1 },
  icon: { flexShrink: 0 },
});

/** What is away or suspended, with the promise that the typed data stay: it keeps the approval back. */
export function ServerAway({ server }: { server: Server }) {
  const t = useText();
  if (server.keeper && server.suspendedBy !== null) {
    return (
      <Notice intent="warning" title={t(`common.suspended.${server.suspendedBy}`)}>
        {t('playback.checks.suspended')}
      </Notice>
    );
  }
  return (
    <Notice
      intent="warning"
      title={t(server.keeper ? 'playback.checks.noShare' : 'playback.checks.noKeeper')}
    >
      {t('playback.checks.byItself')}
    </Notice>
  );
}

/** Whether the way to the sound is free. A missing sound output warns and keeps nothing back. */
export function Preflight({ server, output }: { server: Server | null; output: AudioOutput }) {
  const styles = useStyles();
  const t = useText();
  if (server !== null && !isReady(server)) return null;
  const device =
    output?.name === ''
      ? t('playback.checks.soundThere')
      : t('playback.checks.sound', { device: output?.name ?? '' });
  return (
    <Stack gap={4} role="status">
      <p className={styles.line}>
        <CheckmarkCircle16Regular className={styles.icon} />
        <span>
          {server === null ? t('playback.checks.checking') : t('playback.checks.ready')}
          {server !== null && output?.there === true && ` ${device}`}
        </span>
      </p>
      {output?.there === false && (
        <p className={styles.line}>
          <Warning16Regular className={mergeClasses(styles.icon, styles.warning)} />
          <span>
            {output.name === ''
              ? t('playback.checks.noSound')
              : t('playback.checks.noOutput', { device: output.name })}
          </span>
        </p>
      )}
    </Stack>
  );
}
