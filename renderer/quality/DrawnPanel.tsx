import { Button, Spinner } from '@fluentui/react-components';
import { Play20Regular } from '@fluentui/react-icons';
import { spokenDuration } from '../../shared/duration.ts';
import type { Queued } from '../../shared/quality.ts';
import { useListeningAway } from '../connection.ts';
import { useText } from '../text.ts';
import { Fact, Facts } from '../ui/Facts.tsx';
import { Hint } from '../ui/Hint.tsx';
import { Muted } from '../ui/Muted.tsx';
import { FailureNotice } from '../ui/Notice.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Stack } from '../ui/Stack.tsx';
import { momentText } from '../ui/time.ts';
import type { Hearing } from './hearing.ts';

type Props = {
  row: Queued;
  hearing: Hearing;
  /** Whether anything of its plan may be heard today. */
  isOpen: boolean;
  isNext: boolean;
  onClose: () => void;
};

/** A call that was drawn. SECURITY: whose it is only once it was opened: nobody leaves out, or awaits, a certain person's. */
export function DrawnPanel({ row, hearing, isOpen, isNext, onClose }: Props) {
  const t = useText();
  const away = useListeningAway();
  const { nr, startedAt, durationMs, department, part, parts, there, opened, person } = row;
  const busy = hearing.busy === nr;
  const refused = hearing.refused?.nr === nr ? hearing.refused : null;
  return (
    <Panel
      size="entry"
      title={t('quality.queue.panel.title', { nr: String(nr) })}
      subtitle={`${momentText(startedAt)} · ${spokenDuration(durationMs)}`}
      onClose={onClose}
      footer={
        opened &&
        there &&
        isOpen && (
          <Hint text={away}>
            <Button
              icon={busy ? <Spinner size="tiny" /> : <Play20Regular />}
              disabledFocusable={hearing.busy !== null || away !== null}
              onClick={() => void hearing.hear(row)}
            >
              {t(busy ? 'quality.queue.opening' : 'quality.queue.again')}
            </Button>
          </Hint>
        )
      }
    >
      <Stack gap={16}>
        {refused !== null && <FailureNotice failure={refused.failure} />}
        <Facts>
          <Fact label={t('quality.queue.panel.person')}>
            {opened ? (
              (person ?? t('quality.queue.panel.personUnknown'))
            ) : (
              <Muted>{t('quality.queue.panel.personHidden')}</Muted>
            )}
          </Fact>
          <Fact label={t('quality.queue.panel.department')}>{department}</Fact>
          {parts > 1 && (
            <Fact label={t('quality.queue.panel.part')}>
              {t('quality.queue.panel.partOf', { n: String(part), of: String(parts) })}
            </Fact>
          )}
        </Facts>
        {!there ? (
          <Muted>{t('quality.queue.panel.gone')}</Muted>
        ) : (
          !opened &&
          isOpen && <Muted>{t(isNext ? 'quality.queue.panel.next' : 'quality.queue.panel.later')}</Muted>
        )}
      </Stack>
    </Panel>
  );
}
