import {
  Button,
  Checkbox,
  makeStyles,
  Popover,
  PopoverSurface,
  PopoverTrigger,
} from '@fluentui/react-components';
import { Add16Regular, Subtract16Regular, TableSettings20Regular } from '@fluentui/react-icons';
import { type ListColumn, listColumns } from '../../shared/recordings.ts';
import { useText } from '../text.ts';
import { choose, isSized, shown, sized, useColumnChoice, widthOf } from './columns.ts';

const useStyles = makeStyles({
  surface: { display: 'flex', flexDirection: 'column', gap: '4px', padding: '12px 16px 16px' },
  line: { display: 'flex', alignItems: 'center', gap: '4px' },
  // A checkbox is as wide as its label: the buttons stand below each other all the same.
  name: { marginRight: 'auto', paddingRight: '24px' },
  usual: { alignSelf: 'flex-start', marginTop: '8px' },
});

/** Pixels that a press makes a column wider or narrower. */
const step = 16;

/** „Kolumny”: which columns the list shows and how wide; the edges of the heads can be drawn as well. */
export function ColumnsMenu() {
  const styles = useStyles();
  const t = useText();
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
          <ColumnLine key={column} column={column} />
        ))}
        <Button className={styles.usual} size="small" onClick={() => choose()}>
          {t('recordings.columns.usual')}
        </Button>
      </PopoverSurface>
    </Popover>
  );
}

function ColumnLine({ column }: { column: ListColumn }) {
  const styles = useStyles();
  const t = useText();
  const choice = useColumnChoice();
  const name = t(`recordings.list.${column}`);
  return (
    <div className={styles.line}>
      <Checkbox
        className={styles.name}
        label={name}
        checked={!choice.hidden.includes(column)}
        onChange={(_, { checked }) => choose(shown(choice, column, checked === true))}
      />
      {isSized(column) && (
        <>
          <Button
            size="small"
            appearance="subtle"
            icon={<Subtract16Regular />}
            aria-label={t('recordings.columns.narrower', { name })}
            onClick={() => choose(sized(choice, column, widthOf(choice, column) - step))}
          />
          <Button
            size="small"
            appearance="subtle"
            icon={<Add16Regular />}
            aria-label={t('recordings.columns.wider', { name })}
            onClick={() => choose(sized(choice, column, widthOf(choice, column) + step))}
          />
        </>
      )}
    </div>
  );
}
