import type { ReactNode } from 'react';
import { useText } from '../text.ts';
import type { ShownRecording } from '../ui/list-detail.ts';
import { Panel } from '../ui/Panel.tsx';
import { Story } from './Story.tsx';
import { momentText } from '../ui/time.ts';

type EntryPanelProps = {
  title: string;
  subtitle: string;
  footer?: ReactNode;
  /** null while the entry itself is shown. */
  shown: ShownRecording | null;
  onShow: (shown: ShownRecording | null) => void;
  onClose: () => void;
  children: ReactNode;
};

/** The panel of an entry, or in its place that of a recording: another one, which begins at its top, takes the focus and leads back. */
export function EntryPanel({ shown, onShow, onClose, ...entry }: EntryPanelProps) {
  const t = useText();
  if (shown === null) return <Panel key="entry" size="entry" {...entry} onClose={onClose} />;
  return (
    <Panel
      key="recording"
      size="entry"
      title={t('register.panel.recordingTitle')}
      subtitle={t('register.panel.call', { moment: momentText(shown.startedAt) })}
      back={{ label: t('register.panel.back'), onClick: () => onShow(null) }}
      onClose={onClose}
    >
      <Story of="recording" id={shown.recording} />
    </Panel>
  );
}
