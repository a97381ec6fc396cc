import { Button } from '@fluentui/react-components';
import { Dismiss24Regular } from '@fluentui/react-icons';
import type { RegisterRow } from '../../shared/access.ts';
import { reasonText, useText } from '../text.ts';
import { ActStateMark } from '../ui/ActStateMark.tsx';
import { Fact, Facts } from '../ui/Facts.tsx';
import { Panel } from '../ui/Panel.tsx';
import { momentText } from '../ui/time.ts';
import { Story } from './Story.tsx';

/** The recording whose story stands in the place of the entry's. */
export type Shown = { recording: string; startedAt: string };

type Props = {
  row: RegisterRow;
  shown: Shown | null;
  onShow: (shown: Shown | null) => void;
  onClose: () => void;
};

/** One row of the register in full: who, why, and what happened, oldest first. No caller, no sound. */
export function RowPanel({ row, shown, onShow, onClose }: Props) {
  const t = useText();
  const close = (
    <Button
      appearance="subtle"
      icon={<Dismiss24Regular />}
      aria-label={t('common.close')}
      onClick={onClose}
    />
  );
  if (shown !== null)
    return (
      // Another panel, not the entry's: it begins at its top and takes the focus.
      <Panel
        key="recording"
        title={t('access.panel.recordingTitle')}
        subtitle={t('access.panel.call', { moment: momentText(shown.startedAt) })}
        back={{ label: t('access.panel.back'), onClick: () => onShow(null) }}
        aside={close}
      >
        <Story key={shown.recording} of={{ of: 'recording', id: shown.recording }} />
      </Panel>
    );
  return (
    <Panel key="entry" title={titleOf(row, t('access.refusal'))} subtitle={momentText(row.at)} aside={close}>
      <Facts>
        <Fact label={t('access.personShort')} second={row.login}>
          {row.person}
        </Fact>
        <RowFacts row={row} />
      </Facts>
      {row.kind === 'act' && (
        <Story
          of={{ of: 'act', id: row.act }}
          onRecording={(recording, startedAt) => onShow({ recording, startedAt })}
        />
      )}
      {row.kind === 'refusal' && row.recording !== null && (
        <Story of={{ of: 'recording', id: row.recording }} />
      )}
    </Panel>
  );
}

function titleOf(row: RegisterRow, refusal: string): string {
  return row.kind === 'act' ? row.number : row.kind === 'refusal' ? refusal : String(row.seq);
}

function RowFacts({ row }: { row: RegisterRow }) {
  const t = useText();
  const none = t('common.none');
  switch (row.kind) {
    case 'act':
      return (
        <>
          <Fact label={t('access.panel.authorisation')}>{row.authorisation}</Fact>
          <Fact label={t('access.case')}>{row.case}</Fact>
          <Fact label={t('access.basis')}>{row.basisLabel}</Fact>
          <Fact label={t('access.state')}>
            <ActStateMark state={row.state} />
          </Fact>
        </>
      );
    case 'refusal':
      return (
        <>
          <Fact label={t('access.panel.reason')}>{reasonText(t, row.reason)}</Fact>
          <Fact label={t('access.case')}>{row.case ?? none}</Fact>
          <Fact label={t('access.basis')}>{row.basisLabel ?? none}</Fact>
        </>
      );
    case 'suspended':
    case 'resumed':
    case 'schema':
      return (
        <Fact label={t('access.panel.reason')}>
          {row.kind === 'schema'
            ? t('access.changed', { parts: row.changed.map((part) => t(`access.parts.${part}`)).join(', ') })
            : (row.reason ?? none)}
        </Fact>
      );
  }
}
