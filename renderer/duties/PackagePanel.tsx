import { Button, ProgressBar, Text } from '@fluentui/react-components';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { visibleLength } from '../../shared/words.ts';
import { call, failureOf, listen } from '../api.ts';
import { useKeeperAway } from '../connection.ts';
import { useText } from '../text.ts';
import { TextField } from '../ui/Field.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Hint } from '../ui/Hint.tsx';
import { FailureNotice } from '../ui/Notice.tsx';
import { Stack } from '../ui/Stack.tsx';
import { useFocusWrong } from '../ui/use-focus-wrong.ts';
import { PeriodFields, usePeriod } from './period.tsx';

/** „Pakiet dla kontroli…”: on what basis, in which case, which days; then a folder, and how far it is. */
export function PackagePanel({ today, onClose }: { today: string; onClose: () => void }) {
  const t = useText();
  const away = useKeeperAway();
  const form = useRef<HTMLDivElement>(null);
  const [asked, setAsked] = useState(0);
  useFocusWrong(form, asked);
  const [basis, setBasis] = useState('');
  const [file, setFile] = useState('');
  const period = usePeriod(today);
  const [packed, setPacked] = useState({ done: 0, all: 1 });
  useEffect(() => listen('register.progress', setPacked), []);
  const wrong = {
    basis: visibleLength(basis) === 0 ? t('duties.package.basisMissing') : null,
    case: visibleLength(file) === 0 ? t('duties.package.caseMissing') : null,
    ...period.wrong,
  };
  const making = useMutation({
    mutationFn: () => {
      setPacked({ done: 0, all: 1 });
      return call('register.package', { basis: basis.trim(), case: file.trim(), ...period.days });
    },
  });
  const busy = making.isPending;
  const shown = asked > 0;
  return (
    <Panel
      size="entry"
      title={t('duties.package.title')}
      onClose={onClose}
      footer={
        <>
          {making.isError && <FailureNotice failure={failureOf(making.error)} />}
          <div role="status">
            {making.isSuccess && <Text>{t(`duties.package.done.${making.data.done}`)}</Text>}
            {busy && <Text>{t('duties.package.making')}</Text>}
          </div>
          {busy && (
            <ProgressBar value={packed.done} max={packed.all} aria-label={t('duties.package.making')} />
          )}
          {busy ? (
            <Button onClick={() => void call('register.interrupt', {})}>{t('duties.package.stop')}</Button>
          ) : (
            <Hint text={away}>
              <Button
                appearance="primary"
                disabledFocusable={away !== null}
                onClick={() => {
                  if (away !== null) return;
                  if (Object.values(wrong).some((one) => one !== null)) setAsked((times) => times + 1);
                  else making.mutate();
                }}
              >
                {t('duties.package.make')}
              </Button>
            </Hint>
          )}
        </>
      }
    >
      <Stack gap={16} ref={form}>
        <Text as="p">{t('duties.package.text')}</Text>
        <TextField
          label={t('duties.package.basis')}
          required
          maxLength={90}
          readOnly={busy}
          value={basis}
          error={shown ? (wrong.basis ?? undefined) : undefined}
          onChange={(_, { value }) => setBasis(value)}
        />
        <TextField
          label={t('duties.package.case')}
          required
          maxLength={38}
          readOnly={busy}
          value={file}
          error={shown ? (wrong.case ?? undefined) : undefined}
          onChange={(_, { value }) => setFile(value)}
        />
        <PeriodFields period={period} shown={shown} readOnly={busy} />
      </Stack>
    </Panel>
  );
}
