import { makeStyles, Subtitle2 } from '@fluentui/react-components';
import type { Duties } from '../../shared/duties.ts';
import { useConnection } from '../connection.ts';
import { useText } from '../text.ts';
import { Fact, Facts } from '../ui/Facts.tsx';
import { Panel } from '../ui/Panel.tsx';
import { TextAreaField } from '../ui/Field.tsx';
import { Stack } from '../ui/Stack.tsx';
import { dayText, momentText } from '../ui/time.ts';
import { whereText } from './rows.ts';

const useStyles = makeStyles({
  steps: { display: 'grid', rowGap: '8px', paddingLeft: '20px', listStyleType: 'decimal' },
});
const steps = ['call', 'leave', 'paper', 'resume'] as const;

/** What does not agree, whom to call, what not to touch, and the text that is handed on. */
export function FaultPanel({ duties, onClose }: { duties: Duties; onClose: () => void }) {
  const styles = useStyles();
  const t = useText();
  const continued = useConnection(({ ledger }) => ledger);
  const { checked } = duties;
  const first = checked?.first ?? null;
  const today = dayText(duties.today);
  const message =
    checked === null || first === null
      ? t('duties.fault.messageWitness', { today })
      : t('duties.fault.message', {
          ...{ today, seq: String(checked.seq), moment: momentText(checked.at), count: checked.faults },
          ...{ first: String(first.seq), where: whereText(t, first), upTo: String(checked.upTo) },
        });
  return (
    <Panel size="entry" title={t('duties.fault.title')} onClose={onClose}>
      <Stack gap={16}>
        {checked !== null && first !== null && (
          <Facts>
            <Fact label={t('duties.fault.entry')}>{first.seq}</Fact>
            <Fact label={t('duties.fault.place')}>{whereText(t, first)}</Fact>
            <Fact label={t('duties.fault.found')}>{momentText(checked.at)}</Fact>
            <Fact label={t('duties.fault.count')}>{checked.faults}</Fact>
            <Fact label={t('duties.fault.upTo')}>{checked.upTo}</Fact>
          </Facts>
        )}
        {!continued && <p>{t('duties.rows.witness')}</p>}
        <Subtitle2 as="h3">{t('duties.fault.todo')}</Subtitle2>
        <ol className={styles.steps}>
          {steps.map((step) => (
            <li key={step}>{t(`duties.fault.steps.${step}`)}</li>
          ))}
        </ol>
        <TextAreaField
          label={t('duties.fault.text')}
          rows={6}
          readOnly
          value={message}
          // One click, and Ctrl+C has all of it.
          onClick={({ currentTarget }) => selectAll(currentTarget)}
        />
      </Stack>
    </Panel>
  );
}

function selectAll(field: Element): void {
  if (field instanceof HTMLTextAreaElement) field.select();
}
