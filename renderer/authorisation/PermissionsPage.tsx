import { Button, makeStyles, Subtitle1, Subtitle2, Text, tokens } from '@fluentui/react-components';
import { ArrowLeft20Regular } from '@fluentui/react-icons';
import { type KeyboardEvent, useRef } from 'react';
import { holders } from '../../shared/ledger/kind.ts';
import { type PermissionRow, permissionTable } from '../../shared/permissions.ts';
import { PaperButton, usePaper } from '../paper.tsx';
import { type Translate, useText } from '../text.ts';
import { FailureNotice } from '../ui/Notice.tsx';
import { ShortTable } from '../ui/ShortTable.tsx';
import type { Column } from '../ui/Table.tsx';
import { useScrollStop } from '../ui/use-scroll-stop.ts';

const useStyles = makeStyles({
  page: { flexGrow: 1, minWidth: 0, minHeight: 0, display: 'flex', flexDirection: 'column' },
  head: {
    flexShrink: 0,
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '4px 12px',
    padding: '16px 20px 8px 12px',
  },
  printed: { marginLeft: 'auto' },
  note: { flexShrink: 0, color: tokens.colorNeutralForeground3, padding: '0 20px 8px' },
  body: {
    flexGrow: 1,
    minHeight: 0,
    overflow: 'auto',
    paddingBottom: '20px',
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  // Fits beside the rail at 200 %.
  table: { minWidth: '860px' },
  part: { display: 'block', padding: '12px 20px 0' },
  none: { color: tokens.colorNeutralForeground3 },
  column: { display: 'block', padding: '6px 0', whiteSpace: 'normal', lineHeight: tokens.lineHeightBase100 },
});

/** „Kto co może”: the one table by which keeper, database and rail judge. It is read, and printed. */
export function PermissionsPage({ onBack }: { onBack: () => void }) {
  const styles = useStyles();
  const t = useText();
  const paper = usePaper();
  const asked = { paper: 'permissions', of: {} } as const;
  const body = useRef<HTMLElement>(null);
  const stop = useScrollStop(body);
  const rows = permissionTable();
  const columns: Column<PermissionRow>[] = [
    {
      id: 'what',
      head: t('permissions.what'),
      width: 'minmax(0, 5fr)',
      wrap: true,
      cell: (row) => rowText(t, row),
    },
    ...holders.map((holder, place) => ({
      id: holder,
      head: <span className={styles.column}>{t(`permissions.holders.${holder}`)}</span>,
      width: 'minmax(84px, 2fr)',
      wrap: true,
      cell: ({ cells }: PermissionRow) => {
        const grade = cells[place] ?? 'no';
        return (
          <span className={grade === 'no' ? styles.none : undefined}>{t(`permissions.grades.${grade}`)}</span>
        );
      },
    })),
  ];
  const onKeyDown = (event: KeyboardEvent): void => {
    const isPrint = event.ctrlKey && event.key === 'p';
    if (event.defaultPrevented || (event.key !== 'Escape' && !isPrint)) return;
    event.preventDefault();
    if (!isPrint) onBack();
    else if (paper.busy === null) paper.send('print', asked);
  };
  return (
    <div className={styles.page} onKeyDown={onKeyDown} role="presentation">
      <div className={styles.head}>
        <Button
          autoFocus
          appearance="subtle"
          icon={<ArrowLeft20Regular />}
          aria-label={t('authorisation.confirming.back')}
          onClick={onBack}
        />
        <Subtitle1 as="h1">{t('permissions.title')}</Subtitle1>
        <span role="status" className={styles.printed}>
          {paper.said}
        </span>
        <PaperButton work={paper} way="print" asked={asked} appearance="subtle">
          {t('authorisation.steps.print')}
        </PaperButton>
      </div>
      {paper.failure !== null && <FailureNotice failure={paper.failure} />}
      <Text className={styles.note}>{t('permissions.note')}</Text>
      <section
        ref={body}
        className={styles.body}
        tabIndex={stop ?? -1}
        aria-label={t('permissions.title')}
        data-region="list"
      >
        {(['page', 'read', 'kind'] as const).map((part) => (
          <section key={part} className={styles.table} aria-label={t(`permissions.parts.${part}`)}>
            <Subtitle2 as="h2" className={styles.part}>
              {t(`permissions.parts.${part}`)}
            </Subtitle2>
            <ShortTable
              label={t(`permissions.parts.${part}`)}
              columns={columns}
              rows={rows.filter((row) => row.of === part)}
              rowKey={({ name }) => name}
              rowHeight={36}
            />
          </section>
        ))}
      </section>
    </div>
  );
}

function rowText(t: Translate, row: PermissionRow): string {
  if (row.of === 'page') return t(`permissions.pages.${row.name}`);
  if (row.of === 'read') return t(`permissions.reads.${row.name}`);
  const asked = t(`requests.${row.name}.asked`);
  return asked.charAt(0).toLocaleUpperCase() + asked.slice(1);
}
