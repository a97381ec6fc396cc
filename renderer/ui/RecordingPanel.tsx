import type { ReactNode } from 'react';
import { useText } from '../text.ts';
import { Panel } from './Panel.tsx';
import { momentText } from './time.ts';

/** The recording whose story stands in the place of an entry's. */
export type Shown = { recording: string; startedAt: string };

type Props = { shown: Shown; onBack: () => void; aside: ReactNode; children: ReactNode };

/** Another panel, not the entry's: it begins at its top, takes the focus, and leads back. */
export function RecordingPanel({ shown, onBack, aside, children }: Props) {
  const t = useText();
  return (
    <Panel
      title={t('access.panel.recordingTitle')}
      subtitle={t('access.panel.call', { moment: momentText(shown.startedAt) })}
      back={{ label: t('access.panel.back'), onClick: onBack }}
      aside={aside}
    >
      {children}
    </Panel>
  );
}
