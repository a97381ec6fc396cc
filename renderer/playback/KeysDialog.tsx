import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  Subtitle2,
  tokens,
} from '@fluentui/react-components';
import { useEffect } from 'react';
import { useText } from '../text.ts';
import { helpKey, useKeys } from './keys.ts';
import { useKeysList } from './keys-list.ts';

const useStyles = makeStyles({
  surface: { width: '480px', maxWidth: 'calc(100vw - 32px)' },
  content: { display: 'flex', flexDirection: 'column', gap: '8px' },
  list: { display: 'grid', gridTemplateColumns: '132px minmax(0, 1fr)', rowGap: '8px', marginBottom: '12px' },
  key: { fontWeight: tokens.fontWeightSemibold, fontVariantNumeric: 'tabular-nums' },
});

/** The list of keys: opened by F1 on every page, closed by Escape. */
export function KeysDialog() {
  const styles = useStyles();
  const t = useText();
  const { shown, show, hide } = useKeysList();
  useKeys(helpKey, show);
  const section = (title: string, rows: readonly (readonly [string, string])[]) => (
    <>
      <Subtitle2 as="h3">{title}</Subtitle2>
      <dl className={styles.list}>
        {rows.map(([key, action]) => [
          <dt key={`${key}-key`} className={styles.key}>
            {key}
          </dt>,
          <dd key={key}>{action}</dd>,
        ])}
      </dl>
    </>
  );
  return (
    <Dialog open={shown} onOpenChange={(_, { open }) => (open ? show() : hide())}>
      <DialogSurface className={styles.surface}>
        <ReturnFocus />
        <DialogBody>
          <DialogTitle>{t('playback.keys.title')}</DialogTitle>
          <DialogContent className={styles.content}>
            {section(t('playback.keys.anywhere'), [
              ['F8', t('playback.keys.f8')],
              ['F7', t('playback.keys.f7')],
              ['F9', t('playback.keys.f9')],
              ['F4', t('playback.keys.f4')],
              ['F1', t('playback.keys.f1')],
            ])}
            {section(t('playback.keys.outside'), [
              [t('playback.keys.spaceKey'), t('playback.keys.space')],
              [t('playback.keys.arrowsKey'), t('playback.keys.arrows')],
              [t('playback.keys.shiftArrowsKey'), t('playback.keys.shiftArrows')],
              [t('playback.keys.markKey'), t('playback.keys.mark')],
              [t('playback.keys.speedKey'), t('playback.keys.speed')],
              [t('playback.keys.zoomKey'), t('playback.keys.zoom')],
            ])}
          </DialogContent>
          <DialogActions>
            <Button appearance="primary" onClick={hide}>
              {t('common.close')}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

/** Lives as long as the dialog, and gives the focus back when that has gone: no trigger stands for a key. */
function ReturnFocus() {
  const from = useKeysList((state) => state.from);
  useEffect(
    () => () => {
      if (from instanceof HTMLElement) from.focus();
    },
    [from],
  );
  return null;
}
