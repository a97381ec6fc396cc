import type { ProtocolWords } from '../../shared/protocol.ts';
import { useText } from '../text.ts';
import { TextAreaField } from './Field.tsx';

type AttachmentsProps = {
  words: Pick<ProtocolWords, 'attachments'>;
  readOnly: boolean;
  onChange: (change: Pick<ProtocolWords, 'attachments'>) => void;
};

/** „Załączniki”: left empty, the protocol says that the listener attaches none. */
export function Attachments({ words, readOnly, onChange }: AttachmentsProps) {
  const t = useText();
  return (
    <TextAreaField
      label={t('playback.notes.attachments')}
      hint={t('playback.notes.attachmentsHint')}
      placeholder={t('playback.notes.noAttachments')}
      rows={2}
      maxLength={2000}
      resize="vertical"
      readOnly={readOnly}
      value={words.attachments}
      onChange={(_, { value }) => onChange({ attachments: value })}
    />
  );
}
