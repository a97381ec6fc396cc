import {
  Button,
  makeStyles,
  Popover,
  PopoverSurface,
  PopoverTrigger,
  Subtitle2,
  Text,
  tokens,
} from '@fluentui/react-components';
import { People20Regular } from '@fluentui/react-icons';
import { useRef, useState } from 'react';
import type { Failure } from '../../shared/failure.ts';
import type { Presence } from '../../shared/protocol.ts';
import { failureOf } from '../api.ts';
import { useKeeperAway } from '../connection.ts';
import { useText } from '../text.ts';
import { focusFirst } from '../ui/focus.ts';
import { Hint } from '../ui/Hint.tsx';
import { FailureNotice } from '../ui/Notice.tsx';
import { Unseen } from '../ui/Unseen.tsx';
import { timeText } from '../ui/time.ts';
import { leave, usePresentList } from './present.ts';

const useStyles = makeStyles({
  trigger: { minWidth: 0, flexShrink: 1 },
  names: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  surface: {
    width: '380px',
    maxWidth: 'calc(100vw - 32px)',
    display: 'flex',
    flexDirection: 'column',
    gap: '12px',
  },
  list: {
    display: 'flex',
    flexDirection: 'column',
    gap: '8px',
    margin: 0,
    padding: 0,
    listStyleType: 'none',
  },
  person: { display: 'flex', alignItems: 'center', gap: '12px' },
  words: { flexGrow: 1, minWidth: 0, display: 'flex', flexDirection: 'column' },
  quiet: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
});

/** Who hears it beside the listener, and the way to say that somebody left. Nothing where nobody is there. */
export function PresentList({ act, present }: { act: string; present: readonly Presence[] }) {
  const styles = useStyles();
  const t = useText();
  const [failure, setFailure] = useState<Failure | null>(null);
  const open = usePresentList((state) => state.open);
  const away = useKeeperAway();
  const status = useRef<HTMLSpanElement>(null);
  const names = present.map(({ name }) => name).join(', ');
  const said = present.length === 0 ? '' : t('playback.present.now', { names });
  const end = (login: string): void => {
    setFailure(null);
    leave(act, login).then(
      () => {
        usePresentList.setState({ open: false });
        // With the last of them goes the button that the focus would return to.
        focusFirst(status.current?.parentElement ?? null);
      },
      (error: unknown) => setFailure(failureOf(error)),
    );
  };
  return (
    <>
      {/* WCAG 4.1.3: said when somebody comes or goes. */}
      <span role="status" ref={status}>
        <Unseen>{said}</Unseen>
      </span>
      {present.length > 0 && (
        <Popover
          open={open}
          onOpenChange={(_, data) => usePresentList.setState({ open: data.open })}
          trapFocus
          positioning={{ position: 'below', align: 'end' }}
        >
          <PopoverTrigger disableButtonEnhancement>
            <Button
              className={styles.trigger}
              appearance="transparent"
              size="small"
              icon={<People20Regular />}
            >
              <span className={styles.names}>{said}</span>
            </Button>
          </PopoverTrigger>
          <PopoverSurface className={styles.surface} aria-label={t('playback.justify.present')}>
            <Subtitle2 as="h2">{t('playback.justify.present')}</Subtitle2>
            {failure !== null && <FailureNotice failure={failure} />}
            <ul className={styles.list}>
              {present.map(({ login, name, post, from }) => (
                <li key={login} className={styles.person}>
                  <span className={styles.words}>
                    <Text>{name}</Text>
                    <Text className={styles.quiet}>
                      {[post, t('playback.present.since', { time: timeText(from) })]
                        .filter((text) => text !== '')
                        .join(', ')}
                    </Text>
                  </span>
                  <Hint text={away}>
                    <Button
                      size="small"
                      aria-label={t('playback.present.leftName', { name })}
                      disabledFocusable={away !== null}
                      onClick={() => end(login)}
                    >
                      {t('playback.present.left')}
                    </Button>
                  </Hint>
                </li>
              ))}
            </ul>
          </PopoverSurface>
        </Popover>
      )}
    </>
  );
}
