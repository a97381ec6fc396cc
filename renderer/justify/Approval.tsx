import { Button, Caption1Strong, makeStyles, Spinner, tokens } from '@fluentui/react-components';
import { Checkmark16Regular } from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import type { Failure } from '../../shared/failure.ts';
import type { Basis } from '../../shared/recordings.ts';
import { useText } from '../text.ts';
import { low, useMedia } from '../ui/media.ts';
import { FailureNotice } from '../ui/Notice.tsx';
import { Stack } from '../ui/Stack.tsx';
import { ServerAway } from './Preflight.tsx';
import { isReady, type Server } from '../player/server.ts';

const useStyles = makeStyles({
  line: {
    display: 'flex',
    gap: '8px',
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  check: { flexShrink: 0 },
  approve: { flexGrow: 1 },
});

/** What stands between the person and the approval; null when nothing does. */
export function obstacleOf(
  server: Server | null,
  unprepared: Failure | null,
  onRetry: () => void,
): ReactNode {
  if (server !== null && !isReady(server)) return <ServerAway server={server} />;
  return unprepared === null ? null : <FailureNotice failure={unprepared} onRetry={onRetry} />;
}

type ApprovalProps = {
  form: string;
  basis: Basis | undefined;
  /** Whether somebody else is named who hears it. */
  others: boolean;
  deciding: boolean;
  obstacle: ReactNode;
  blocked: boolean;
  onCancel: () => void;
};

/** What approving records, said before; then the approval itself. An obstacle takes the place of the first. */
export function Approval({ form, basis, others, deciding, obstacle, blocked, onCancel }: ApprovalProps) {
  const styles = useStyles();
  const t = useText();
  const isLow = useMedia(low);
  return (
    <>
      {obstacle ?? <Recorded basis={basis} others={others} say={isLow ? 'declared' : 'all'} />}
      <Stack row gap={8}>
        <Button
          className={styles.approve}
          type="submit"
          form={form}
          appearance="primary"
          disabledFocusable={deciding || blocked}
          {...(deciding ? { icon: <Spinner size="tiny" /> } : {})}
        >
          {deciding ? t('playback.justify.deciding') : t('playback.justify.approve')}
        </Button>
        <Button onClick={onCancel} disabled={deciding}>
          {t('playback.justify.cancel')}
        </Button>
      </Stack>
    </>
  );
}

type RecordedProps = {
  basis: Basis | undefined;
  /** Whether somebody else is present. */
  others: boolean;
  /** What the person declares stands beside the approval always; what is kept may stand at the end of a low form. */
  say: 'all' | 'kept' | 'declared';
};

/** What approving records. */
export function Recorded({ basis, others, say }: RecordedProps) {
  const styles = useStyles();
  const t = useText();
  const statement = basis?.statement ?? null;
  const lines: string[] = say === 'declared' ? [] : [t('playback.justify.recordedEntry')];
  if (say !== 'declared' && others) lines.push(t('playback.justify.presentRecorded'));
  if (say !== 'kept' && statement !== null) lines.push(t('playback.justify.statement', { statement }));
  if (say !== 'kept' && basis?.hold === true) lines.push(t('playback.justify.hold'));
  if (lines.length === 0) return null;
  return (
    <Stack gap={4}>
      {say !== 'declared' && <Caption1Strong as="h3">{t('playback.justify.recorded')}</Caption1Strong>}
      {lines.map((line) => (
        <p key={line} className={styles.line}>
          <Checkmark16Regular className={styles.check} />
          {line}
        </p>
      ))}
    </Stack>
  );
}
