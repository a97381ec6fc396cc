import type { ReactNode } from 'react';
import { Button } from '@fluentui/react-components';
import { Dismiss24Regular } from '@fluentui/react-icons';
import type { StoryOf as Of } from '../../shared/register.ts';
import { useStory } from '../paged.ts';
import { useText } from '../text.ts';
import type { ShownRecording } from '../ui/list-detail.ts';
import { Panel } from '../ui/Panel.tsx';
import { Story } from './Story.tsx';
import { momentText } from '../ui/time.ts';

type StoryProps = Of & {
  /** Leads from an act to what became of one of its recordings. */
  onRecording?: (shown: ShownRecording) => void;
};

/** What happened in an act or to a recording, asked for and told. */
export function StoryOf({ of, id, ...more }: StoryProps) {
  return <Story of={of} story={useStory({ of, id })} {...more} />;
}

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
  const close = t('common.close');
  const aside = (
    <Button appearance="subtle" icon={<Dismiss24Regular />} aria-label={close} onClick={onClose} />
  );
  if (shown === null) return <Panel key="entry" {...entry} aside={aside} />;
  return (
    <Panel
      key="recording"
      title={t('register.panel.recordingTitle')}
      subtitle={t('register.panel.call', { moment: momentText(shown.startedAt) })}
      back={{ label: t('register.panel.back'), onClick: () => onShow(null) }}
      aside={aside}
    >
      <StoryOf of="recording" id={shown.recording} />
    </Panel>
  );
}
