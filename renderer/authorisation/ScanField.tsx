import { Button, Field, makeStyles, Text, tokens } from '@fluentui/react-components';
import {
  Dismiss20Regular,
  Document20Regular,
  DocumentPdf20Regular,
  Image20Regular,
} from '@fluentui/react-icons';
import { type DragEvent, useRef } from 'react';
import { mediaOf, mostScanBytes } from '../../shared/scan.ts';
import { useText } from '../text.ts';
import type { ScanFile, ScanProblem } from './authorisation-draft.ts';

const useStyles = makeStyles({
  place: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    columnGap: '8px',
    rowGap: '4px',
    padding: '8px',
    border: `1px dashed ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  file: {
    display: 'flex',
    alignItems: 'center',
    gap: '8px',
    padding: '2px 4px 2px 8px',
    backgroundColor: tokens.colorNeutralBackground3,
    borderRadius: tokens.borderRadiusMedium,
  },
  name: { flexGrow: 1, minWidth: 0, overflowWrap: 'anywhere' },
  quiet: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200, whiteSpace: 'nowrap' },
  drop: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
});

const icons = { pdf: DocumentPdf20Regular, jpeg: Image20Regular, png: Image20Regular };

type Props = {
  scan: ScanFile | null;
  problem: ScanProblem | null;
  readOnly: boolean;
  onChange: (scan: ScanFile | null) => void;
};

/** The scan of a signed paper: chosen, or dropped here. */
export function ScanField({ scan, problem, readOnly, onChange }: Props) {
  const styles = useStyles();
  const t = useText();
  const input = useRef<HTMLInputElement>(null);
  const take = async (file: File | undefined): Promise<void> => {
    if (file === undefined || readOnly) return;
    // One byte more than is taken tells that it is too large: a film is not read for that.
    const bytes = new Uint8Array(await file.slice(0, mostScanBytes + 1).arrayBuffer());
    onChange({ name: file.name, bytes });
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    void take(event.dataTransfer.files[0]);
  };
  const media = scan === null ? null : mediaOf(scan.bytes);
  const Icon = media === null ? Document20Regular : icons[media];
  return (
    <Field
      // Of the label alone: a group cannot be required.
      label={{ children: t('authorisation.signature.scan'), required: true }}
      {...(problem === null
        ? {}
        : { validationState: 'error' as const, validationMessage: t(`authorisation.signature.${problem}`) })}
    >
      {(field) => (
        <div role="presentation" onDragOver={(event) => event.preventDefault()} onDrop={drop}>
          <div {...field} role="group">
            <input
              ref={input}
              type="file"
              hidden
              accept=".pdf,.jpg,.jpeg,.png"
              data-testid="scan"
              onChange={(event) => {
                void take(event.target.files?.[0]);
                event.target.value = '';
              }}
            />
            {scan === null ? (
              <div className={styles.place}>
                <Button size="small" disabledFocusable={readOnly} onClick={() => input.current?.click()}>
                  {t('authorisation.signature.choose')}
                </Button>
                <Text className={styles.drop}>{t('authorisation.signature.drop')}</Text>
              </div>
            ) : (
              <div className={styles.file}>
                <Icon aria-hidden="true" />
                <Text className={styles.name}>{scan.name}</Text>
                <Text className={styles.quiet}>
                  {t('authorisation.signature.kilobytes', { count: Math.ceil(scan.bytes.length / 1024) })}
                </Text>
                <Button
                  appearance="subtle"
                  size="small"
                  icon={<Dismiss20Regular />}
                  aria-label={t('authorisation.signature.remove')}
                  disabledFocusable={readOnly}
                  onClick={() => onChange(null)}
                />
              </div>
            )}
          </div>
        </div>
      )}
    </Field>
  );
}
