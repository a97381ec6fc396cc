import { Button, Text } from '@fluentui/react-components';
import { useRef, useState } from 'react';
import { usePaper } from '../paper.tsx';
import { useText } from '../text.ts';
import { FailureNotice } from '../ui/Notice.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Stack } from '../ui/Stack.tsx';
import { useFocusWrong } from '../ui/use-focus-wrong.ts';
import { PeriodFields, usePeriod } from './period.tsx';

/** „Zestawienie za okres…”: what was listened to and refused on which days, on paper or as a PDF. */
export function StatementPanel({ today, onClose }: { today: string; onClose: () => void }) {
  const t = useText();
  const form = useRef<HTMLDivElement>(null);
  const [asked, setAsked] = useState(0);
  useFocusWrong(form, asked);
  const period = usePeriod(today);
  const paper = usePaper();
  const busy = paper.busy !== null;
  const make = (way: 'print' | 'save') => () => {
    if (busy) return;
    if (period.wrong.from !== null || period.wrong.to !== null) setAsked((times) => times + 1);
    else paper.send(way, { paper: 'statement', of: period.days });
  };
  return (
    <Panel
      size="entry"
      title={t('duties.statement.title')}
      onClose={onClose}
      footer={
        <>
          {paper.failure !== null && <FailureNotice failure={paper.failure} />}
          <div role="status">
            {paper.said}
            {busy && <Text>{t('duties.statement.busy')}</Text>}
          </div>
          <Button appearance="primary" disabledFocusable={busy} onClick={make('print')}>
            {t('duties.statement.print')}
          </Button>
          <Button disabledFocusable={busy} onClick={make('save')}>
            {t('duties.statement.save')}
          </Button>
        </>
      }
    >
      <Stack gap={16} ref={form}>
        <Text as="p">{t('duties.statement.text')}</Text>
        <PeriodFields period={period} shown={asked > 0} readOnly={busy} />
      </Stack>
    </Panel>
  );
}
