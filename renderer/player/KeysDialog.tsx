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
  Text,
  tokens,
} from '@fluentui/react-components';
import { useRef } from 'react';
import { usePreferences } from '../preferences.ts';
import { useText } from '../text.ts';
import { ReturnFocus } from '../ui/ReturnFocus.tsx';
import { useScrollStop } from '../ui/use-scroll-stop.ts';
import { dialogState } from '../dialog.ts';
import { helpKey, useKeys } from './keys.ts';
import { useStage } from './stage.ts';

/** Whether the list of keys is shown; F1 and „Pomoc” show it. */
export const useKeysList = dialogState();

const useStyles = makeStyles({
  surface: { width: '480px', maxWidth: 'calc(100vw - 32px)' },
  content: { display: 'flex', flexDirection: 'column', gap: '8px' },
  list: { display: 'grid', gridTemplateColumns: '132px minmax(0, 1fr)', rowGap: '8px', marginBottom: '4px' },
  note: { color: tokens.colorNeutralForeground3, marginBottom: '12px' },
  key: { fontWeight: tokens.fontWeightSemibold, fontVariantNumeric: 'tabular-nums' },
});

/** The list of keys: opened by F1 on every page, closed by Escape. */
export function KeysDialog() {
  const styles = useStyles();
  const t = useText();
  const { shown, from, show, hide } = useKeysList();
  useKeys(helpKey, show);
  return (
    <Dialog open={shown} onOpenChange={(_, { open }) => (open ? show() : hide())}>
      <DialogSurface className={styles.surface}>
        <ReturnFocus to={from} />
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

/** Keys that write a character, in the order of the list. */
const written = ['space', 'mark', 'edges', 'repeat', 'nextTurn', 'nextSound', 'speed', 'zoom'] as const;

/** Beside a call that is reviewed. */
const reviewing = ['digits', 'current', 'edge', 'list', 'levels', 'find', 'submit'] as const;

function KeysContent() {
  const styles = useStyles();
  const t = useText();
  // Fluent types the ref of this slot as nobody's; an element it is.
  const region = useRef<never>(null);
  const stop = useScrollStop(region);
  const letters = usePreferences((state) => state.letterKeys) === 'on';
  const reviews = useStage(({ stage }) => stage.kind !== 'empty' && stage.listed.position !== undefined);
  const section = (title: string, rows: readonly (readonly [string, string])[], note: string) => (
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
      {note !== '' && <Text className={styles.note}>{note}</Text>}
    </>
  );
  return (
    <DialogContent ref={region} tabIndex={stop} className={styles.content}>
      {section(
        t('playback.keys.anywhere'),
        [
          ['F8', t('playback.keys.f8')],
          ['F7', t('playback.keys.f7')],
          ['F9', t('playback.keys.f9')],
          ...(reviews ? [] : [['F4', t('playback.keys.f4')] as const]),
          ['F1', t('playback.keys.f1')],
        ],
        t('playback.keys.pedal'),
      )}
      {reviews &&
        section(
          t('quality.keys.title'),
          reviewing.map((key) => [t(`quality.keys.${key}Key`), t(`quality.keys.${key}`)] as const),
          t('quality.keys.note'),
        )}
      {section(
        t('playback.keys.outside'),
        [
          [t('playback.keys.arrowsKey'), t('playback.keys.arrows')],
          [t('playback.keys.shiftArrowsKey'), t('playback.keys.shiftArrows')],
          ...(letters
            ? written.map((key) => [t(`playback.keys.${key}Key`), t(`playback.keys.${key}`)] as const)
            : []),
        ],
        t(letters ? 'playback.keys.lettersOn' : 'playback.keys.lettersOff'),
      )}
    </DialogContent>
  );
}
