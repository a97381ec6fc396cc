import { makeStyles, Subtitle2, Text, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { Annex, DrawnRow, Paper, PaperRow } from '../../shared/paper.ts';
import { document as words } from '../../shared/text/pl/document.ts';
import { Fact, Facts } from '../ui/Facts.tsx';
import { Stack } from '../ui/Stack.tsx';

const useStyles = makeStyles({
  text: {
    maxWidth: '760px',
    display: 'flex',
    flexDirection: 'column',
    gap: '12px',
    userSelect: 'text',
    overflowWrap: 'anywhere',
  },
  facts: { gridTemplateColumns: '148px minmax(0, 1fr)' },
  table: {
    borderCollapse: 'collapse',
    fontVariantNumeric: 'tabular-nums',
    '& th, & td': { textAlign: 'left', padding: '2px 12px 2px 0', verticalAlign: 'top' },
  },
  typed: { whiteSpace: 'pre-wrap' },
  note: { color: tokens.colorNeutralForeground3 },
});

/** All that the paper says, in its order and its words: for readers of the screen, and for who wants the text larger than a page. */
export function PaperText({ paper }: { paper: Paper }) {
  const styles = useStyles();
  return (
    // The paper is Polish in whatever language the program is.
    <div className={styles.text} lang="pl">
      <Lines lines={[`${paper.office}; ${paper.place}`, `${paper.case}; ${paper.number}`]} />
      <Subtitle2 as="h2">{words.title}</Subtitle2>
      <Lines lines={[paper.under, ...(paper.draft === null ? [] : [paper.draft])]} />
      {paper.corrections.map(({ title, rows }) => (
        <Part key={title} title={title}>
          <Rows rows={rows} />
        </Part>
      ))}
      {paper.corrections.length > 0 && <Subtitle2 as="h3">{words.corrected}</Subtitle2>}
      <Rows rows={paper.rows} />
      <Part title={words.parts.recordings}>
        {paper.drawn === null ? (
          <Stack as="ol" gap={8}>
            {paper.recordings.map(({ title, lines, small }) => (
              <li key={title}>
                <Text weight="semibold">{title}</Text>
                <Lines lines={lines} />
                <Lines lines={small} quiet />
              </li>
            ))}
          </Stack>
        ) : (
          <DrawnTable rows={paper.drawn} />
        )}
      </Part>
      {paper.heard.length > 0 && (
        <Part title={words.parts.heard}>
          <Lines lines={paper.heard} />
        </Part>
      )}
      <Part title={words.parts[paper.drawn === null ? 'findings' : 'conclusions']}>
        <Lines lines={[paper.findings]} />
      </Part>
      {paper.quotations.length > 0 && (
        <Part title={words.quotations}>
          <Lines lines={paper.quotations} />
        </Part>
      )}
      {paper.ownRemarks.length > 0 && (
        <Part title={words.ownRemarks}>
          <Lines lines={paper.ownRemarks} />
        </Part>
      )}
      <Part title={words.parts.remarks}>
        <Lines lines={paper.remarks} />
      </Part>
      <Part title={words.parts.evidence}>
        <Lines lines={paper.evidence} />
      </Part>
      <Part title={words.parts.attachments}>
        <Lines lines={paper.attachments} />
      </Part>
      <Part title={words.signatures}>
        <Lines lines={[...paper.signatures, ...paper.unsigned]} />
      </Part>
      {paper.annex !== null && <AnnexText annex={paper.annex} />}
      <Lines lines={[...paper.entry, paper.print]} quiet />
    </div>
  );
}

function DrawnTable({ rows }: { rows: readonly DrawnRow[] }) {
  const heads = Object.entries(words.drawn) as [keyof DrawnRow, string][];
  return (
    <Cells head={heads.map(([, head]) => head)} rows={rows.map((row) => heads.map(([key]) => row[key]))} />
  );
}

function AnnexText({ annex: { title, rows, table, notes } }: { annex: Annex }) {
  return (
    <Part title={title}>
      <Rows rows={rows} />
      <Cells {...table} />
      <Lines lines={notes} />
    </Part>
  );
}

function Cells({ head, rows }: { head: readonly string[]; rows: readonly (readonly string[])[] }) {
  const styles = useStyles();
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          {head.map((said) => (
            <th key={said} scope="col">
              {said}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((cells) => (
          <tr key={cells.join()}>
            {cells.map((said, at) => (
              <td key={head[at]}>{said}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <Subtitle2 as="h3">{title}</Subtitle2>
      {children}
    </div>
  );
}

function Rows({ rows }: { rows: readonly PaperRow[] }) {
  const styles = useStyles();
  return (
    <Facts className={styles.facts}>
      {rows.map(({ heading, lines }) => (
        <Fact key={heading} label={heading}>
          <Lines lines={lines} />
        </Fact>
      ))}
    </Facts>
  );
}

function Lines({ lines, quiet = false }: { lines: readonly string[]; quiet?: boolean }) {
  const styles = useStyles();
  return lines.map((line, index) => (
    <Text key={`${index} ${line}`} as="p" block className={quiet ? styles.note : styles.typed}>
      {line}
    </Text>
  ));
}
