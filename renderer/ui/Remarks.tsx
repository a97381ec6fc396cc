import type { Presence, ProtocolWords } from '../../shared/protocol.ts';
import { withRemark } from '../../shared/protocol-words.ts';
import { useText } from '../text.ts';
import { TextAreaField } from './Field.tsx';

type Remarked = Pick<ProtocolWords, 'remarks' | 'presentRemarks'>;

type RemarksProps = {
  words: Remarked;
  /** Who heard it beside the listener, in the order in which they came; the same person may have come twice. */
  present: readonly Presence[];
  readOnly: boolean;
  onChange: (change: Partial<Remarked>) => void;
};

/** „Uwagi”: the listener's own, and a field for each person present; without any, the protocol says that none were made. */
export function Remarks({ words, present, readOnly, onChange }: RemarksProps) {
  const t = useText();
  const { remarks, presentRemarks } = words;
  const names = new Map(present.map(({ login, name }) => [login, name]));
  const field = {
    ...{ placeholder: t('playback.notes.noRemarks'), rows: 2, maxLength: 2000 },
    ...{ readOnly, resize: 'vertical' as const },
  };
  return (
    <>
      <TextAreaField
        {...field}
        label={t(names.size === 0 ? 'playback.notes.remarks' : 'playback.notes.ownRemarks')}
        value={remarks}
        onChange={(_, { value }) => onChange({ remarks: value })}
      />
      {[...names].map(([login, name]) => (
        <TextAreaField
          key={login}
          {...field}
          label={t('playback.notes.remarksOf', { name })}
          value={presentRemarks.find((one) => one.login === login)?.text ?? ''}
          onChange={(_, { value }) => onChange({ presentRemarks: withRemark(presentRemarks, login, value) })}
        />
      ))}
    </>
  );
}
