import { Button } from '@fluentui/react-components';
import type { ListedAct } from '../../shared/protocol.ts';
import { EntryPanel, StoryOf } from '../story/EntryPanel.tsx';
import { useText } from '../text.ts';
import { ActStateMark } from '../ui/ActStateMark.tsx';
import type { ShownRecording } from '../ui/list-detail.ts';
import { Fact, Facts } from '../ui/Facts.tsx';
import { momentText } from '../ui/time.ts';
import { filedText, heardText } from './act-text.ts';

type Props = {
  act: ListedAct;
  shown: ShownRecording | null;
  onShow: (shown: ShownRecording | null) => void;
  onOpen: (act: ListedAct) => void;
  onClose: () => void;
};

/** One's own act in full: what it is, and what happened, oldest first. */
export function ActPanel({ act, onOpen, ...beside }: Props) {
  const t = useText();
  return (
    <EntryPanel
      title={act.number}
      subtitle={act.case}
      footer={<Button onClick={() => onOpen(act)}>{t('protocol.mine.openShort')}</Button>}
      {...beside}
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
      <StoryOf of="act" id={act.act} onRecording={beside.onShow} />
    </EntryPanel>
  );
}
