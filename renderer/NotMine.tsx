import { Button, makeStyles } from '@fluentui/react-components';
import { Report } from './Report.tsx';
import { useText } from './text.ts';

const useStyles = makeStyles({ button: { whiteSpace: 'nowrap' } });

type Props = {
  /** The entry that is in one's name: a session, or the first of an act. */
  about: number;
  /** What it is, for those who hear the page. */
  what: string;
};

/** „To nie ja…”: says that an entry in one's own name was somebody else's. */
export function NotMine({ about, what }: Props) {
  const styles = useStyles();
  const t = useText();
  return (
    <Report
      about={about}
      said={{
        ...{ of: t('matter.notMine.openOf', { what }), title: t('matter.notMine.title') },
        text: t('matter.notMine.text', { seq: String(about) }),
        ...{ words: t('matter.notMine.words'), hint: t('matter.notMine.hint') },
      }}
      button={(unsent) => (
        <Button
          className={styles.button}
          size="small"
          aria-label={t(unsent ? 'matter.notMine.unsentOf' : 'matter.notMine.openOf', { what })}
        >
          {t(unsent ? 'matter.notMine.unsent' : 'matter.notMine.open')}
        </Button>
      )}
    />
  );
}
