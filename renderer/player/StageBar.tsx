import { Button } from '@fluentui/react-components';
import { type ReactNode, useEffect, useState } from 'react';
import { isFailureCode } from '../../shared/failure.ts';
import type { StopReason } from '../../shared/playback.ts';
import { assertNever } from '../../shared/values.ts';
import { limits } from '../limits.ts';
import { failureText, presentRefusedText, reasonText, useText } from '../text.ts';
import { positionText, isLong } from '../../shared/duration.ts';
import { narrow, useMedia } from '../ui/media.ts';
import { FailureNotice, Notice } from '../ui/Notice.tsx';
import { useMissingOutput } from './output.ts';
import { changeSettings } from './controls.ts';
import { consequenceOf, isFinal, mayAsk, type Stage, useStage } from './stage.ts';
import { isThere, type Server } from './server.ts';
import { type Player, usePlayerState } from './player.ts';

/** The bar below the act: why the sound stopped or did not begin, what was kept, and what to do. */
export function StageBar(props: {
  stage: Stage;
  server: Server | null;
  onAsk: () => void;
  onRetry: () => void;
  /** The way on where nothing of it may be opened any more. */
  onward: ReactNode;
  /** The way to say that somebody who was present has left. */
  leaving: ReactNode;
  /** Who somebody present is, by login. */
  nameOf: (login: string) => string;
  /** What stands here while the sound has nothing to say. */
  otherwise: ReactNode;
}) {
  const { stage, server, onAsk, onRetry, onward, leaving, nameOf, otherwise } = props;
  const t = useText();
  const asking = useStage((state) => state.asking);
  const missing = useMissingOutput();
  const retry = isFinal(stage) ? {} : { onRetry };
  if (stage.kind === 'failed') return <FailureNotice failure={stage.failure} {...retry} flush />;
  if (stage.kind === 'refused') {
    const { reason, subject, because, seq } = stage.refusal;
    const about = presentRefusedText(t, { subject: subject === null ? null : nameOf(subject), because });
    return (
      <Notice
        key={reason}
        intent="error"
        flush
        title={t('playback.refusedHere.title', { reason: reasonText(t, reason) })}
        actions={onward || (!isFinal(stage) && <Button onClick={onRetry}>{t('common.retry')}</Button>)}
      >
        {about !== null && `${about}. `}
        {t('playback.refusedHere.entry', { seq: String(seq) })}{' '}
        {failureText(t, { code: isFailureCode(reason) ? reason : 'unexpected' })}
      </Notice>
    );
  }
  if (stage.kind === 'stopped') {
    const { player, reason } = stage;
    return (
      <StopBar
        key={reason}
        {...{ player, reason, server, onAsk }}
        back={mayAsk(stage, server)}
        {...{ onward, leaving }}
      />
    );
  }
  if (stage.kind === 'open' && missing !== null) return <OutputBar name={missing} />;
  if (stage.kind === 'open')
    return asking ? <StillBar onGo={onRetry} /> : <SlowSound player={stage.player} />;
  return otherwise;
}

function StillBar({ onGo }: { onGo: () => void }) {
  const t = useText();
  const askedFor = useStage((state) => state.askedFor);
  return (
    <Notice
      intent="warning"
      flush
      title={t('playback.still.title')}
      actions={<Button onClick={onGo}>{t('playback.still.go')}</Button>}
    >
      {askedFor === 'device'
        ? t('playback.still.device')
        : t('playback.still.body', { minutes: String(limits().idle.untouchedMinutes) })}
    </Notice>
  );
}

/** The chosen output is gone: nothing plays until it is back, or another is chosen. */
function OutputBar({ name }: { name: string }) {
  const t = useText();
  return (
    <Notice
      intent="warning"
      flush
      title={t('playback.still.outputGone', { device: name })}
      actions={
        <Button onClick={() => changeSettings({ more: true })}>{t('playback.still.chooseOutput')}</Button>
      }
    >
      {t('playback.still.notByItself')}
    </Notice>
  );
}

type StopBarProps = {
  player: Player;
  reason: StopReason;
  server: Server | null;
  back: boolean;
  onAsk: () => void;
  onward: ReactNode;
  leaving: ReactNode;
};

function StopBar({ player, reason, server, back, onAsk, onward, leaving }: StopBarProps) {
  const t = useText();
  const { positionMs } = usePlayerState(player);
  const small = useMedia(narrow);
  const stopped = consequenceOf(reason);
  // A server that came back, and still lets nobody listen, is not away.
  const consequence = stopped === 'wait' && isThere(server) ? 'suspended' : stopped;
  // The act of a plan has another end, and none comes after it.
  const planOver = reason === 'act-over' && player.open.position !== undefined;
  const title = planOver
    ? t('playback.stop.planOver')
    : t(`playback.stop.${reason}`, { minutes: String(limits().idle.pausedMinutes) });
  const time = positionText(positionMs, isLong(player.open.durationMs));
  const at = t('playback.stop.stoppedAt', { time });
  switch (consequence) {
    case 'wait':
      // The bar goes by itself; „Odtwarzaj” then asks for a new release in the same act.
      if (back) return null;
      return (
        <Notice
          intent="error"
          flush
          title={title}
          actions={<Button onClick={onAsk}>{t('playback.stop.connect')}</Button>}
        >
          {!small && at} {t('playback.stop.away')}
        </Notice>
      );
    case 'suspended': {
      if (back) return null;
      const by = server?.suspendedBy ?? null;
      return (
        // Another sentence, another bar: one that grows would keep its single line, and be cut.
        <Notice key={by} intent="warning" flush title={by === null ? title : t(`common.suspended.${by}`)}>
          {at} {t('common.suspended.goesOn')}
        </Notice>
      );
    }
    case 'again':
      return (
        <Notice
          intent={reason === 'present-ended' ? 'warning' : 'info'}
          flush
          title={title}
          actions={reason === 'present-ended' && leaving}
        >
          {at} {reason !== 'present-ended' && t('playback.stop.again')}
        </Notice>
      );
    case 'over':
      return (
        <Notice intent="warning" flush title={title} actions={onward}>
          {at} {t(reason === 'act-over' && !planOver ? 'playback.stop.overAct' : 'playback.stop.over')}
        </Notice>
      );
    case 'damaged':
      return (
        <Notice intent="error" flush title={title}>
          {t('playback.stop.damaged')}
        </Notice>
      );
    default:
      return assertNever(consequence);
  }
}

/** Silence that lasts longer than this is no pause of the speakers: people reach for the volume. */
const wonderMs = 3000;

/** Whether sound that should run has been waiting for its bytes for a while. */
function useStalled(media: HTMLMediaElement): boolean {
  const [stalled, setStalled] = useState(false);
  useEffect(() => {
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const go = (): void => {
      clearTimeout(timer);
      setStalled(false);
    };
    const wait = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => setStalled(true), wonderMs);
    };
    media.addEventListener('waiting', wait, { signal: stop.signal });
    for (const event of ['playing', 'canplay', 'pause', 'emptied'])
      media.addEventListener(event, go, { signal: stop.signal });
    return () => {
      stop.abort();
      // Another element has not been waited for.
      go();
    };
  }, [media]);
  return stalled;
}

/** A share that is slow: nothing is broken, nothing has to be done, and the bar goes by itself. */
function SlowSound({ player }: { player: Player }) {
  const t = useText();
  if (!useStalled(player.sound.media)) return null;
  return (
    <Notice intent="info" flush title={t('playback.slow.title')}>
      {t('playback.slow.text')}
    </Notice>
  );
}
