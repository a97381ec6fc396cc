import { Button } from '@fluentui/react-components';
import { useText } from '../text.ts';
import { Notice } from '../ui/Notice.tsx';
import { isOver } from '../open-act.ts';
import { unfinishedText } from './act-text.ts';
import { useUnfinished } from './unfinished.ts';

/** Above the empty search, where a day begins: how much is unfinished, what has waited longest, and the way to it. */
export function UnfinishedBar({ onShow }: { onShow: () => void }) {
  const t = useText();
  const acts = useUnfinished();
  const oldest = acts.at(-1);
  if (oldest === undefined) return null;
  const late = oldest.state === 'completed' || isOver(oldest);
  return (
    <Notice
      flush
      intent={late ? 'warning' : 'info'}
      title={t('protocol.unfinished.bar', { number: String(acts.length) })}
      actions={
        <Button size="small" onClick={onShow}>
          {t('protocol.unfinished.show')}
        </Button>
      }
    >
      {t('protocol.unfinished.oldest', {
        case: oldest.case,
        number: oldest.number,
        term: unfinishedText(t, oldest),
      })}
    </Notice>
  );
}
