import { Button } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { isFailureCode } from '../../shared/failure.ts';
import type { StopReason } from '../../shared/playback.ts';
import { assertNever } from '../../shared/values.ts';
import { limits } from '../limits.ts';
import { failureText, reasonText, useText } from '../text.ts';
import { positionText } from '../../shared/duration.ts';
import { narrow, useMedia } from '../ui/media.ts';
import { FailureNotice, Notice } from '../ui/Notice.tsx';
import { isLong } from './time-scale.ts';
import { useMissingOutput } from './output.ts';
import { changeSettings } from './settings.ts';
import { type Stage, useStage } from './stage.ts';
import { consequenceOf, mayAsk } from './going-on.ts';
import { isThere, type Server } from './server.ts';
import { SlowSound } from './SlowSound.tsx';
import { usePlayerState } from './controls.ts';
import type { Player } from './player.ts';

/** The bar below the act: why the sound stopped or did not begin, what was kept, and what to do. */
export function StageBar(props: {
  stage: Stage;
  /** The seven days of the act are over. */
  over: boolean;
  server: Server | null;
  onAsk: () => void;
  onRetry: () => void;
  onNewAct: () => void;
}) {
  const { stage, over, server, onAsk, onRetry, onNewAct } = props;
  const t = useText();
  const asking = useStage((state) => state.asking);
  const missing = useMissingOutput();
  if (stage.kind === 'failed') return <FailureNotice failure={stage.failure} onRetry={onRetry} flush />;
  const newAct = over && <Button onClick={onNewAct}>{t('playback.bar.newAct')}</Button>;
  if (stage.kind === 'refused') {
    const { reason, seq } = stage.refusal;
    return (
      <Notice
        key={reason}
        intent="error"
        flush
        title={t('playback.refusedHere.title', { reason: reasonText(t, reason) })}
        actions={newAct}
      >
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
        newAct={newAct}
      />
    );
  }
  if (stage.kind === 'open' && missing !== null) return <OutputBar name={missing} />;
  if (stage.kind === 'open')
    return asking ? <StillBar onGo={onRetry} /> : <SlowSound player={stage.player} />;
  if (!over) return null;
  return (
    <Notice intent="warning" flush title={t('playback.stop.act-over')} actions={newAct}>
      {t('playback.stop.overAct')}
    </Notice>
  );
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
  /** The way on where the act is over. */
  newAct: ReactNode;
};

function StopBar({ player, reason, server, back, onAsk, newAct }: StopBarProps) {
  const t = useText();
  const { positionMs } = usePlayerState(player);
  const small = useMedia(narrow);
  const stopped = consequenceOf(reason);
  // A server that came back, and still lets nobody listen, is not away.
  const consequence = stopped === 'wait' && isThere(server) ? 'suspended' : stopped;
  const title = t(`playback.stop.${reason}`, { minutes: String(limits().idle.pausedMinutes) });
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
          {at} {!small && t('playback.stop.away')}
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
        <Notice intent="info" flush title={title}>
          {at} {t('playback.stop.again')}
        </Notice>
      );
    case 'over':
      return (
        <Notice intent="warning" flush title={title} actions={newAct}>
          {at} {t(reason === 'act-over' ? 'playback.stop.overAct' : 'playback.stop.over')}
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
