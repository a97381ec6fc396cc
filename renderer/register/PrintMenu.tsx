import {
  Button,
  makeStyles,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  ProgressBar,
  Spinner,
  Text,
  tokens,
} from '@fluentui/react-components';
import { Print20Regular, Save20Regular, Table20Regular } from '@fluentui/react-icons';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { PaperDone } from '../../shared/papers.ts';
import type { RegisterFilter } from '../../shared/register.ts';
import { call, failureOf, listen } from '../api.ts';
import { useDoneText } from '../paper.tsx';
import { useFailureText, useText } from '../text.ts';
import { Printed, unprinted } from '../ui/Printed.tsx';
import { Wrong } from '../ui/Wrong.tsx';

const useStyles = makeStyles({
  button: { flexShrink: 0, whiteSpace: 'nowrap' },
  menu: {
    marginLeft: 'auto',
    flexShrink: 0,
    maxWidth: '100%',
    display: 'flex',
    alignItems: 'center',
    gap: '12px',
  },
  progress: { width: '120px' },
  said: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
});

type Done = PaperDone | 'stopped';
const none = { done: 0, all: 0 };
/** Rows of a table from which on somebody sees how far it is; fewer are there at once. */
const noticed = 400;

/** What the filters let through as D2, and what came of it. */
export function usePrinting(filter: RegisterFilter) {
  const [written, setWritten] = useState(none);
  useEffect(() => listen('register.progress', setWritten), []);
  const work = useMutation({
    mutationFn: async (way: 'print' | 'save' | 'table'): Promise<Done> => {
      if (way === 'print') return (await call('paper.print', { paper: 'register', of: { filter } })).done;
      if (way === 'save') return (await call('paper.save', { paper: 'register', of: { filter } })).done;
      setWritten(none);
      return (await call('register.export', { filter })).done;
    },
  });
  const failed = work.isError || (work.isSuccess && unprinted.has(work.data));
  return { work, written, failed };
}

/** „Drukuj za okres”: on paper or as a file, or as a table. What came of it stands beside the button. */
export function PrintMenu({ printing }: { printing: ReturnType<typeof usePrinting> }) {
  const styles = useStyles();
  const t = useText();
  const word = useFailureText();
  const said = useDoneText();
  const { work, written } = printing;
  const busy = work.isPending;
  const isLong = busy && work.variables === 'table' && written.all > noticed;
  return (
    <div className={styles.menu}>
      <span role="status">
        {busy && (
          <Text className={styles.said}>{t(isLong ? 'register.print.writing' : 'register.print.busy')}</Text>
        )}
        {work.isError && <Wrong>{word(failureOf(work.error))}</Wrong>}
        {work.isSuccess && (
          <Printed done={work.data}>
            {work.data === 'stopped' ? t('register.print.stopped') : said('register', work.data)}
          </Printed>
        )}
      </span>
      {isLong && (
        <>
          <ProgressBar
            className={styles.progress}
            value={written.done}
            max={written.all}
            aria-label={t('register.print.writing')}
          />
          <Button onClick={() => void call('register.interrupt', {})}>{t('register.print.interrupt')}</Button>
        </>
      )}
      <Menu positioning="below-end">
        <MenuTrigger disableButtonEnhancement>
          <Button
            className={styles.button}
            appearance="subtle"
            icon={busy ? <Spinner size="extra-tiny" /> : <Print20Regular />}
            disabledFocusable={busy}
          >
            {t('register.print.period')}
          </Button>
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            <MenuItem icon={<Print20Regular />} onClick={() => work.mutate('print')}>
              {t('register.print.print')}
            </MenuItem>
            <MenuItem icon={<Save20Regular />} onClick={() => work.mutate('save')}>
              {t('register.print.save')}
            </MenuItem>
            <MenuItem icon={<Table20Regular />} onClick={() => work.mutate('table')}>
              {t('register.print.table')}
            </MenuItem>
          </MenuList>
        </MenuPopover>
      </Menu>
    </div>
  );
}
