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
import { useEffect, useRef } from 'react';
import { useText } from '../text.ts';
import { useScrollStop } from '../ui/use-scroll-stop.ts';
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
  return (
    <Dialog open={shown} onOpenChange={(_, { open }) => (open ? show() : hide())}>
      <DialogSurface className={styles.surface}>
        <ReturnFocus />
        <DialogBody>
          <DialogTitle>{t('playback.keys.title')}</DialogTitle>
          <KeysContent />
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

function KeysContent() {
  const styles = useStyles();
  const t = useText();
  // Fluent types the ref of this slot as nobody's; an element it is.
  const region = useRef<never>(null);
  const stop = useScrollStop(region);
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
    <DialogContent ref={region} tabIndex={stop} className={styles.content}>
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
        [t('playback.keys.edgesKey'), t('playback.keys.edges')],
        [t('playback.keys.repeatKey'), t('playback.keys.repeat')],
        [t('playback.keys.nextTurnKey'), t('playback.keys.nextTurn')],
        [t('playback.keys.nextSoundKey'), t('playback.keys.nextSound')],
        [t('playback.keys.speedKey'), t('playback.keys.speed')],
        [t('playback.keys.zoomKey'), t('playback.keys.zoom')],
      ])}
    </DialogContent>
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
