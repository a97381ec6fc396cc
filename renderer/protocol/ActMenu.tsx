import {
  makeStyles,
  Menu,
  MenuButton,
  MenuDivider,
  MenuGroup,
  MenuGroupHeader,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  Text,
  tokens,
} from '@fluentui/react-components';
import {
  Add20Regular,
  DocumentText20Regular,
  FolderOpen20Filled,
  FolderOpen20Regular,
} from '@fluentui/react-icons';
import type { Act, ListedAct } from '../../shared/protocol.ts';
import { useText } from '../text.ts';

const useStyles = makeStyles({
  case: {
    flexShrink: 0,
    minWidth: 0,
    paddingLeft: '4px',
    paddingRight: '4px',
    fontSize: tokens.fontSizeBase300,
    fontWeight: tokens.fontWeightSemibold,
  },
  icon: { color: tokens.colorCompoundBrandForeground1 },
  list: { maxWidth: 'calc(100vw - 32px)' },
});

/** Ways out of the open act that leave it as it is. */
export type OtherActs = {
  /** One's own unfinished acts, newest first; the open one among them. */
  unfinished: readonly ListedAct[];
  /** To another unfinished act: back to its listening, or to the steps that it still waits for. */
  onSwitch: (act: ListedAct) => void;
  /** To the page of all that is unfinished. */
  onShowAll: () => void;
  /** To the list of calls with an empty case number: another case is another act; null for whom there is no list. */
  onAnotherCase: (() => void) | null;
};

/** So many stand in the menu; the page has them all. */
const most = 8;

/** The case of the open act, and behind it what else there is to go on with. */
export function ActMenu({ act, others }: { act: Act; others: OtherActs }) {
  const styles = useStyles();
  const t = useText();
  const { onAnotherCase } = others;
  const unfinished = others.unfinished.filter((one) => one.act !== act.act);
  if (unfinished.length === 0 && onAnotherCase === null)
    return <Text className={styles.case}>{act.case}</Text>;
  return (
    <Menu positioning={{ position: 'below', align: 'start' }}>
      <MenuTrigger disableButtonEnhancement>
        <MenuButton
          className={styles.case}
          appearance="transparent"
          size="small"
          icon={<FolderOpen20Filled className={styles.icon} />}
          aria-label={t('playback.bar.caseMenu', { case: act.case })}
        >
          {act.case}
        </MenuButton>
      </MenuTrigger>
      <MenuPopover>
        <MenuList className={styles.list}>
          {unfinished.length > 0 && (
            <>
              <MenuGroup>
                <MenuGroupHeader>{t('playback.bar.unfinished')}</MenuGroupHeader>
                {unfinished.slice(0, most).map((one) => (
                  <MenuItem
                    key={one.act}
                    icon={one.state === 'started' ? <FolderOpen20Regular /> : <DocumentText20Regular />}
                    secondaryContent={one.number}
                    onClick={() => others.onSwitch(one)}
                  >
                    {one.case}
                  </MenuItem>
                ))}
              </MenuGroup>
              <MenuItem onClick={others.onShowAll}>
                {t('playback.bar.showAll', { number: String(others.unfinished.length) })}
              </MenuItem>
              {onAnotherCase !== null && <MenuDivider />}
            </>
          )}
          {onAnotherCase !== null && (
            <MenuItem icon={<Add20Regular />} onClick={onAnotherCase}>
              {t('playback.bar.anotherCase')}
            </MenuItem>
          )}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
