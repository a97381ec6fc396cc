import { Button, makeStyles, Spinner } from '@fluentui/react-components';
import { Comment20Regular, Edit20Regular, Play20Regular } from '@fluentui/react-icons';
import { spokenDuration } from '../../shared/duration.ts';
import type { Position } from '../../shared/ledger/quality.ts';
import type { Queued } from '../../shared/quality.ts';
import { failureOf } from '../api.ts';
import { useListeningAway } from '../connection.ts';
import { PaperButton, PaperSaid, usePaper } from '../paper.tsx';
import { useText } from '../text.ts';
import { Fact, Facts } from '../ui/Facts.tsx';
import { Hint } from '../ui/Hint.tsx';
import { Muted } from '../ui/Muted.tsx';
import { FailureNotice } from '../ui/Notice.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Stack } from '../ui/Stack.tsx';
import { Loading } from '../ui/States.tsx';
import { momentText } from '../ui/time.ts';
import { Unloaded } from '../ui/Unloaded.tsx';
import { CardFacts } from './CardFacts.tsx';
import type { Hearing } from './hearing.ts';
import { useShownCard } from './queue.ts';

const useStyles = makeStyles({
  pair: { display: 'flex', gap: '8px', '& > *': { flexGrow: 1, flexBasis: 0, minWidth: 0 } },
});

type Props = {
  row: Queued;
  position: Position;
  hearing: Hearing;
  /** Whether anything of its plan may be heard today. */
  isOpen: boolean;
  isNext: boolean;
  /** To the card of a call that was opened. */
  onCard: (one: Queued) => void;
  onClose: () => void;
};

/** A call that was drawn, and its card once it has one. SECURITY: whose it is only once it was opened: nobody leaves out, or awaits, a certain person's. */
export function DrawnPanel({ row, position, hearing, isOpen, isNext, onCard, onClose }: Props) {
  const t = useText();
  const { nr, startedAt, durationMs, opened, standing } = row;
  const refused = hearing.refused?.nr === nr && standing.state !== 'omitted' ? hearing.refused : null;
  const isSaid = standing.score !== null || (standing.state === 'omitted' && opened);
  const shown = useShownCard(isSaid ? position : null);
  return (
    <Panel
      size="entry"
      title={t(standing.score === null ? 'quality.queue.panel.title' : 'quality.queue.panel.card', {
        nr: String(nr),
      })}
      subtitle={`${momentText(startedAt)} · ${spokenDuration(durationMs)}`}
      onClose={onClose}
      footer={
        (mayWrite(row) || mayHear(row, isOpen) || standing.score !== null) && (
          <Ways {...{ row, position, hearing, isOpen, onCard }} />
        )
      }
    >
      <Stack gap={16}>
        {refused !== null && <FailureNotice failure={refused.failure} />}
        {!isSaid ? (
          <Drawn {...{ row, isOpen, isNext }} />
        ) : shown.isError ? (
          <Unloaded failure={failureOf(shown.error)} onRetry={() => void shown.refetch()} />
        ) : shown.data === undefined ? (
          <Loading />
        ) : (
          <CardFacts card={shown.data} />
        )}
      </Stack>
    </Panel>
  );
}

/** Whether something may be said on its card. */
const mayWrite = ({ there, standing: { state } }: Queued): boolean =>
  there && ['opened', 'submitted', 'remarked'].includes(state);

/** What was remarked is heard for longer than its plan. */
const mayHear = (row: Queued, isOpen: boolean): boolean =>
  row.opened && mayWrite(row) && (isOpen || row.standing.state === 'remarked');

type WaysProps = Pick<Props, 'row' | 'position' | 'hearing' | 'isOpen' | 'onCard'>;

/** To the card while something may be said on it, to the sound while it may be heard, and to paper. */
function Ways({ row, position, hearing, isOpen, onCard }: WaysProps) {
  const styles = useStyles();
  const t = useText();
  const paper = usePaper();
  const away = useListeningAway();
  const { nr } = row;
  const { state } = row.standing;
  const busy = hearing.busy === nr;
  const isRemarked = state === 'remarked';
  const label = isRemarked
    ? t('quality.queue.reply')
    : t(state === 'submitted' ? 'quality.queue.correct' : 'quality.queue.fill', { nr: String(nr) });
  return (
    <>
      {mayWrite(row) && (
        <Button icon={isRemarked ? <Comment20Regular /> : <Edit20Regular />} onClick={() => onCard(row)}>
          {label}
        </Button>
      )}
      <div className={styles.pair}>
        {mayHear(row, isOpen) && (
          <Hint text={away}>
            <Button
              icon={busy ? <Spinner size="tiny" /> : <Play20Regular />}
              disabledFocusable={hearing.busy !== null || away !== null}
              onClick={() => void hearing.hear(row)}
            >
              {t(busy ? 'quality.queue.opening' : 'quality.queue.again')}
            </Button>
          </Hint>
        )}
        {row.standing.score !== null && (
          <PaperButton work={paper} way="print" asked={{ paper: 'card', of: position }}>
            {t('quality.queue.printCard')}
          </PaperButton>
        )}
      </div>
      <PaperSaid work={paper} />
    </>
  );
}

/** A call without a card yet. */
function Drawn({ row, isOpen, isNext }: Pick<Props, 'row' | 'isOpen' | 'isNext'>) {
  const t = useText();
  const { department, part, parts, there, opened, person, standing } = row;
  return (
    <>
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
        {standing.omitted !== null && (
          <Fact label={t('quality.omit.omitted')}>{t(`quality.queue.omitted.${standing.omitted}`)}</Fact>
        )}
      </Facts>
      {!there ? (
        <Muted>{t('quality.queue.panel.gone')}</Muted>
      ) : (
        !opened &&
        isOpen &&
        standing.state === 'drawn' && (
          <Muted>{t(isNext ? 'quality.queue.panel.next' : 'quality.queue.panel.later')}</Muted>
        )
      )}
    </>
  );
}
