import { makeStyles, tokens } from '@fluentui/react-components';
import type { ListedInstrument, PaperDetail, PaperRow, Step } from '../../shared/authorisation.ts';
import { authorText, type Translate, useText } from '../text.ts';
import { Fact, Facts } from '../ui/Facts.tsx';
import { dayText } from '../ui/time.ts';
import {
  departmentsText,
  hashText,
  officeText,
  postText,
  powersText,
  purposesInFull,
  scopeInShort,
  termText,
} from './words.ts';

const useStyles = makeStyles({
  line: { display: 'block', fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200 },
});

/** What was registered, in the order of the page; of a list its rows first. */
export function PaperFacts({ paper }: { paper: PaperDetail }) {
  const t = useText();
  const { rows, signed, stated, prepared } = paper;
  const [only] = rows;
  return (
    <Facts>
      {rows.length === 1 && only !== undefined && (
        <Fact label={t('authorisation.confirming.facts.person')} second={postText(only.person)}>
          {only.person.displayName}
        </Fact>
      )}
      <RowFacts rows={rows} />
      {signed !== null && <Signed signed={signed} />}
      {rows.length === 1 && <DeclaredFact row={only} />}
      <Entered step={stated} />
      {prepared !== null && (
        <Fact
          label={t('authorisation.confirming.facts.printed')}
          second={t('authorisation.confirming.facts.hash', { hash: hashText(prepared.hash) })}
        >
          {t('authorisation.confirming.facts.entry', { seq: String(prepared.seq) })}
        </Fact>
      )}
    </Facts>
  );
}

/** Whose signature is on the paper, when it was made, and where the paper is. */
export function Signed({ signed }: { signed: NonNullable<PaperDetail['signed']> }) {
  const t = useText();
  const { signatory, office, signedOn, way, paper } = signed;
  return (
    <Fact
      label={t('authorisation.confirming.facts.signatory')}
      second={[dayText(signedOn), t(`authorisation.steps.way.${way}`), paper].join(', ')}
    >
      {[signatory ?? t('common.otherPerson'), office && officeText(t, office)]
        .filter((part) => part !== null)
        .join(', ')}
    </Fact>
  );
}

/** Who entered it, and in which entry. */
export function Entered({ step }: { step: Step }) {
  const t = useText();
  return (
    <Fact
      label={t('authorisation.confirming.facts.author')}
      second={t('authorisation.confirming.facts.entry', { seq: String(step.seq) })}
    >
      {authorText(t, step)}
    </Fact>
  );
}

/** What the rows of a paper say: of one person, who stands above it; of a list each with its name. */
export function RowFacts({ rows }: { rows: readonly PaperRow[] }) {
  const [only] = rows;
  if (rows.length === 1 && only !== undefined) return <OneRow row={only} />;
  return rows.map((one) => <ListedRow key={one.number} row={one} />);
}

/** When whoever may listen by it signed the declaration of confidentiality. */
export function DeclaredFact({ row }: { row: PaperRow | undefined }) {
  const t = useText();
  if (row?.what !== 'authorisation') return null;
  return <Fact label={t('authorisation.confirming.facts.declaration')}>{declaredText(t, row)}</Fact>;
}

function OneRow({ row }: { row: PaperRow }) {
  const t = useText();
  return (
    <>
      <Fact label={t('authorisation.confirming.facts.term')}>{termText(t, row)}</Fact>
      {row.what === 'appointment' ? (
        <Fact
          label={t('authorisation.confirming.facts.office')}
          second={[powersText(t, row.powers), row.employee ? '' : t('authorisation.appointing.outsider')]
            .filter((part) => part !== '')
            .join('; ')}
        >
          {officeText(t, row)}
        </Fact>
      ) : (
        <>
          <Fact label={t('authorisation.confirming.facts.purposes')}>{purposesInFull(row.scope)}</Fact>
          <Fact label={t('authorisation.confirming.facts.departments')}>{departmentsText(t, row.scope)}</Fact>
          <Fact label={t('authorisation.confirming.facts.quality')}>
            {t(`authorisation.scope.quality.${row.scope.quality}`)}
          </Fact>
        </>
      )}
    </>
  );
}

function ListedRow({ row }: { row: PaperRow }) {
  const t = useText();
  const styles = useStyles();
  const scope = row.what === 'appointment' ? [officeText(t, row)] : [scopeInShort(t, row.scope)];
  const declared = row.what === 'appointment' ? [] : [declarationText(t, row)];
  return (
    <Fact label={row.number}>
      <strong>{row.person.displayName}</strong>
      {[postText(row.person), ...scope, termText(t, row), ...declared].map((line) => (
        <span key={line} className={styles.line}>
          {line}
        </span>
      ))}
    </Fact>
  );
}

export function EndFacts({ ended, row }: { ended: PaperRow['ended']; row: ListedInstrument }) {
  const t = useText();
  if (ended === null) return null;
  const why =
    ended.why === 'mayor' || ended.why === 'employment' || ended.why === 'post' ? ended.why : 'mistake';
  return (
    <Facts>
      <Fact label={t('authorisation.confirming.facts.person')} second={postText(row.person)}>
        {row.person.displayName}
      </Fact>
      {row.what === 'appointment' && (
        <Fact label={t('authorisation.confirming.facts.office')}>{officeText(t, row)}</Fact>
      )}
      <Fact label={t('authorisation.confirming.facts.last')}>
        {ended.until === null ? t('authorisation.confirming.facts.atOnce') : dayText(ended.until)}
      </Fact>
      <Fact
        label={t('authorisation.confirming.facts.why')}
        second={[ended.paper, ended.words].filter((part) => part !== null).join(', ')}
      >
        {t(`authorisation.ending.whys.${why}`)}
      </Fact>
      <Entered step={ended} />
    </Facts>
  );
}

function declarationText(t: Translate, { declaredOn }: Extract<PaperRow, { what: 'authorisation' }>): string {
  return declaredOn === null
    ? t('authorisation.confirming.facts.listedUndeclared')
    : t('authorisation.confirming.facts.listedDeclared', { day: dayText(declaredOn) });
}

function declaredText(t: Translate, { declaredOn }: Extract<PaperRow, { what: 'authorisation' }>): string {
  return declaredOn === null
    ? t('authorisation.confirming.facts.undeclared')
    : t('authorisation.confirming.facts.declared', { day: dayText(declaredOn) });
}
