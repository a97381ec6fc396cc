import { Field, Radio, Text } from '@fluentui/react-components';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { type MatterLetter, matterLetters } from '../../shared/ledger/matter.ts';
import { failureOf } from '../api.ts';
import { enterMatter } from '../matters.ts';
import { useText } from '../text.ts';
import { RadioGroup } from '../ui/Choice.tsx';
import { FailureNotice } from '../ui/Notice.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Stack } from '../ui/Stack.tsx';
import { SendButton, useWords } from '../Words.tsx';
import { AssigneeField, type Assigned, termOf, TermField, usePeople } from './matter-fields.tsx';

type Props = {
  /** The entry that it is about. */
  about: number | null;
  today: string;
  onClose: () => void;
};

/** „Dodaj sprawę” (§ 6 ust. 3): what it is about, whose, until when. */
export function NewMatterPanel({ about, today, onClose }: Props) {
  const t = useText();
  const people = usePeople();
  const [letter, setLetter] = useState<MatterLetter | null>(about === null ? null : 'a');
  const { form, shown, said, field, ready, clear } = useWords(
    {
      place: `new matter ${String(about)}`,
      of: t('matter.form.title'),
      begin: { panel: about === null ? 'add' : `add ${about}` },
    },
    t('matter.missing'),
  );
  const [who, setWho] = useState<Assigned>({ text: '', guid: null });
  const [term, setTerm] = useState('');
  const due = termOf(term, today);
  const media = letter === 'c';
  const wrong = {
    letter: letter === null,
    who: who.text.trim() === '' ? media : who.guid === null,
    term: due === undefined,
  };
  const adding = useMutation({
    mutationFn: () =>
      enterMatter({
        ...{ matter: null, event: 'open', sort: 'task', letter, about, assignee: who.guid, due: due ?? null },
        words: said,
      }),
    onSuccess: () => {
      clear();
      onClose();
    },
  });
  const busy = adding.isPending;
  return (
    <Panel
      size="entry"
      title={t('matter.form.title')}
      onClose={onClose}
      footer={
        <>
          {adding.isError && <FailureNotice failure={failureOf(adding.error)} />}
          <SendButton
            label={t('matter.form.send')}
            busy={busy}
            busyLabel={t('matter.sending')}
            onSend={() => ready(!Object.values(wrong).some(Boolean)) && adding.mutate()}
          />
        </>
      }
    >
      <Stack gap={16} ref={form}>
        {about !== null && <Text as="p">{t('matter.form.about', { seq: String(about) })}</Text>}
        <Field
          label={t('matter.form.letter')}
          required
          {...(shown && wrong.letter
            ? { validationState: 'error' as const, validationMessage: t('matter.form.letterMissing') }
            : {})}
        >
          <RadioGroup value={letter ?? ''} onChange={(_, { value }) => setLetter(value as MatterLetter)}>
            {matterLetters.map((one) => (
              <Radio key={one} value={one} label={t(`matter.letters.${one}`)} />
            ))}
          </RadioGroup>
        </Field>
        {field({
          label: t('matter.form.words'),
          hint: t(media ? 'matter.form.medium' : 'matter.form.wordsHint'),
          ...{ rows: 4, readOnly: busy },
        })}
        <AssigneeField
          label={t(media ? 'matter.form.custodian' : 'matter.form.who')}
          people={people}
          who={who}
          required={media}
          wrong={shown && wrong.who}
          onChange={setWho}
        />
        <TermField value={term} today={today} wrong={shown && wrong.term} onChange={setTerm} />
      </Stack>
    </Panel>
  );
}
