import { Button, makeStyles } from '@fluentui/react-components';
import { Megaphone20Regular } from '@fluentui/react-icons';
import type { ReactElement } from 'react';
import { playerOf, useStage } from '../player/stage.ts';
import { Report } from '../Report.tsx';
import { useText } from '../text.ts';
import { Hint } from '../ui/Hint.tsx';

const useStyles = makeStyles({ button: { flexShrink: 0, whiteSpace: 'nowrap' } });

/**
 * „Zgłoś Sekretarzowi…”: a review of quality holds nothing and copies nothing, so what is heard there of a crime or a breach goes to the desk, by the
 * release of that call. `small`: the icon alone.
 */
export function ReportCall({ act, small }: { act: string; small: boolean }) {
  const styles = useStyles();
  const t = useText();
  const open = useStage(({ stage }) => playerOf(stage)?.open);
  const button = (unsent: boolean, why: string | null): ReactElement => {
    const label = t(unsent ? 'matter.reportCall.unsent' : 'matter.reportCall.open');
    return (
      <Hint name={small ? label : undefined} text={why}>
        <Button
          className={styles.button}
          appearance="transparent"
          size="small"
          icon={<Megaphone20Regular />}
          disabledFocusable={why !== null}
          {...(small ? { 'aria-label': label } : {})}
        >
          {small ? undefined : label}
        </Button>
      </Hint>
    );
  };
  if (open?.act !== act) return button(false, t('matter.reportCall.nothing'));
  const title = t('matter.reportCall.title');
  return (
    <Report
      key={open.seq}
      about={open.seq}
      said={{ of: title, title, text: t('matter.reportCall.text'), words: t('matter.reportCall.words') }}
      button={(unsent) => button(unsent, null)}
    />
  );
}
