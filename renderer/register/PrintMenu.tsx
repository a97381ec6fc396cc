import {
  Button,
  makeStyles,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  Spinner,
  Text,
  tokens,
} from '@fluentui/react-components';
import { Print20Regular, Save20Regular, Table20Regular } from '@fluentui/react-icons';
import { useMutation } from '@tanstack/react-query';
import type { RegisterFilter } from '../../shared/register.ts';
import { call, failureOf } from '../api.ts';
import { useFailureText, useText } from '../text.ts';

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
  said: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  failed: { color: tokens.colorPaletteRedForeground1, fontSize: tokens.fontSizeBase200 },
});

type Done = 'sent' | 'cancelled' | 'failed' | 'no-printer' | 'unanswered' | 'saved';

/** „Drukuj za okres”: what the filters let through as D2, on paper or as a file, or as a table. What came of it stands beside the button. */
export function PrintMenu({ filter }: { filter: RegisterFilter }) {
  const styles = useStyles();
  const t = useText();
  const word = useFailureText();
  const work = useMutation({
    mutationFn: async (way: 'print' | 'save' | 'table'): Promise<Done> => {
      if (way === 'print') return (await call('register.print', { filter })).printed;
      const saving = way === 'save' ? 'register.savePdf' : 'register.export';
      return (await call(saving, { filter })).saved ? 'saved' : 'cancelled';
    },
  });
  const busy = work.isPending;
  return (
    <div className={styles.menu}>
      <span role="status">
        {busy && <Text className={styles.said}>{t('register.print.busy')}</Text>}
        {work.isSuccess && <Text className={styles.said}>{t(`register.print.done.${work.data}`)}</Text>}
        {work.isError && <Text className={styles.failed}>{word(failureOf(work.error))}</Text>}
      </span>
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
