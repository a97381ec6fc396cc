import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  Spinner,
  Text,
  Textarea,
  tokens,
} from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Failure } from '../../shared/failure.ts';
import { call, failureOf } from '../api.ts';
import { useText } from '../text.ts';
import { FailureNotice, Notice } from '../ui/Notice.tsx';
import { ReturnFocus } from '../ui/ReturnFocus.tsx';
import { Loading } from '../ui/States.tsx';
import { useSupport } from './support.ts';

const useStyles = makeStyles({
  surface: { width: '760px', maxWidth: 'calc(100vw - 32px)' },
  content: { display: 'flex', flexDirection: 'column', gap: '12px' },
  intro: { color: tokens.colorNeutralForeground2 },
  text: {
    height: 'min(420px, 46vh)',
    '& textarea': {
      maxHeight: 'none',
      height: '100%',
      fontFamily: tokens.fontFamilyMonospace,
      fontSize: tokens.fontSizeBase200,
      lineHeight: tokens.lineHeightBase200,
    },
  },
});

/** „Zbierz dane dla informatyka”: shown first, saved as it was shown. */
export function SupportDialog() {
  const styles = useStyles();
  const t = useText();
  const { shown, from, hide } = useSupport();
  return (
    <Dialog open={shown} onOpenChange={(_, { open }) => open || hide()}>
      <DialogSurface className={styles.surface}>
        <ReturnFocus to={from} />
        <DialogBody>
          <DialogTitle>{t('support.title')}</DialogTitle>
          <Collected onClose={hide} />
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

type Saving = { kind: 'idle' | 'busy' | 'saved' } | { kind: 'failed'; failure: Failure };

/** Lives as long as the dialog: each time it is opened the data are collected anew. */
function Collected({ onClose }: { onClose: () => void }) {
  const styles = useStyles();
  const t = useText();
  const bundle = useQuery({
    queryKey: ['support.collect'],
    queryFn: () => call('support.collect', {}),
    staleTime: Infinity,
    gcTime: 0,
  });
  const [saving, setSaving] = useState<Saving>({ kind: 'idle' });
  const save = (): void => {
    setSaving({ kind: 'busy' });
    call('support.save', {}).then(
      ({ saved }) => setSaving({ kind: saved ? 'saved' : 'idle' }),
      (error: unknown) => setSaving({ kind: 'failed', failure: failureOf(error) }),
    );
  };
  const busy = saving.kind === 'busy';
  return (
    <>
      <DialogContent className={styles.content}>
        <Text className={styles.intro}>{t('support.intro')}</Text>
        {bundle.isPending && <Loading label={t('support.collecting')} />}
        {bundle.isError && (
          <FailureNotice failure={bundle.error.failure} onRetry={() => void bundle.refetch()} />
        )}
        {bundle.data !== undefined && (
          <Textarea
            className={styles.text}
            aria-label={t('support.content')}
            readOnly
            value={bundle.data.text}
          />
        )}
        {saving.kind === 'saved' && <Notice intent="success">{t('support.saved')}</Notice>}
        {saving.kind === 'failed' && <FailureNotice failure={saving.failure} />}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{t('common.close')}</Button>
        <Button
          appearance="primary"
          disabledFocusable={busy || bundle.data === undefined}
          {...(busy ? { icon: <Spinner size="tiny" /> } : {})}
          onClick={save}
        >
          {t('support.save')}
        </Button>
      </DialogActions>
    </>
  );
}
