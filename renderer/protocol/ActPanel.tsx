import { Button } from '@fluentui/react-components';
import type { Act } from '../../shared/protocol.ts';
import { StoryOf } from '../story.tsx';
import { useText } from '../text.ts';
import { ActStateMark } from '../ui/ActStateMark.tsx';
import { CloseButton } from '../ui/CloseButton.tsx';
import { Fact, Facts } from '../ui/Facts.tsx';
import { Panel } from '../ui/Panel.tsx';
import { RecordingPanel, type Shown } from '../ui/RecordingPanel.tsx';
import { momentText } from '../ui/time.ts';
import { filedText, heardText } from './act-text.ts';

type Props = {
  act: Act;
  shown: Shown | null;
  onShow: (shown: Shown | null) => void;
  onOpen: (act: Act) => void;
  onClose: () => void;
};

/** One's own act in full: what it is, and what happened, oldest first. */
export function ActPanel({ act, shown, onShow, onOpen, onClose }: Props) {
  const t = useText();
  const close = <CloseButton onClick={onClose} />;
  if (shown !== null)
    return (
      <RecordingPanel key="recording" shown={shown} onBack={() => onShow(null)} aside={close}>
        <StoryOf key={shown.recording} of="recording" id={shown.recording} />
      </RecordingPanel>
    );
  return (
    <Panel
      key="entry"
      title={act.number}
      subtitle={act.case}
      aside={close}
      footer={<Button onClick={() => onOpen(act)}>{t('protocol.mine.openShort')}</Button>}
    >
      <Facts>
        <Fact label={t('protocol.columns.state')}>
          <ActStateMark state={act.state} />
        </Fact>
        <Fact label={t('protocol.columns.opened')}>{momentText(act.openedAt)}</Fact>
        <Fact label={t('protocol.columns.basis')}>{act.basisLabel}</Fact>
        <Fact label={t('protocol.columns.heard')}>{heardText(t, act)}</Fact>
        <Fact label={t('protocol.columns.filed')}>{filedText(t, act)}</Fact>
      </Facts>
      <StoryOf
        of="act"
        id={act.act}
        onRecording={(recording, startedAt) => onShow({ recording, startedAt })}
      />
    </Panel>
  );
}
