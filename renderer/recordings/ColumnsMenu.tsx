import {
  Button,
  Checkbox,
  makeStyles,
  Popover,
  PopoverSurface,
  PopoverTrigger,
} from '@fluentui/react-components';
import { TableSettings20Regular } from '@fluentui/react-icons';
import { listColumns } from '../../shared/recordings.ts';
import { useText } from '../text.ts';
import { choose, shown, useColumnChoice } from './columns.ts';

const useStyles = makeStyles({
  surface: { display: 'flex', flexDirection: 'column', gap: '4px', padding: '12px 16px 16px' },
  usual: { alignSelf: 'flex-start', marginTop: '8px' },
});

/** „Kolumny”: which columns the list shows. */
export function ColumnsMenu() {
  const styles = useStyles();
  const t = useText();
  const choice = useColumnChoice();
  return (
    <Popover trapFocus positioning={{ position: 'below', align: 'end' }}>
      <PopoverTrigger disableButtonEnhancement>
        <Button
          appearance="subtle"
          icon={<TableSettings20Regular />}
          aria-label={t('recordings.columns.title')}
        />
      </PopoverTrigger>
      <PopoverSurface className={styles.surface} aria-label={t('recordings.columns.title')}>
        {listColumns.map((column) => (
          <Checkbox
            key={column}
            label={t(`recordings.list.${column}`)}
            checked={!choice.hidden.includes(column)}
            onChange={(_, { checked }) => choose(shown(choice, column, checked === true))}
          />
        ))}
        <Button className={styles.usual} size="small" onClick={() => choose()}>
          {t('recordings.columns.usual')}
        </Button>
      </PopoverSurface>
    </Popover>
  );
}
