import { Button, Field, Radio, RadioGroup, Spinner, Text } from '@fluentui/react-components';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { type MatterLetter, matterLetters } from '../../shared/ledger/matter.ts';
import { tidy, visibleLength } from '../../shared/words.ts';
import { failureOf } from '../api.ts';
import { useKeeperAway } from '../connection.ts';
import { enterMatter } from '../matters.ts';
import { useText } from '../text.ts';
import { TextAreaField } from '../ui/Field.tsx';
import { Hint } from '../ui/Hint.tsx';
import { FailureNotice } from '../ui/Notice.tsx';
import { Stack } from '../ui/Stack.tsx';
import { useFocusWrong } from '../ui/use-focus-wrong.ts';
import { AssigneeField, type Assigned, termOf, TermField, usePeople } from './matter-fields.tsx';
import { DutyPanelFrame } from './StoppingPanel.tsx';

type Props = {
  /** The entry that it is about. */
  about: number | null;
  today: string;
  onClose: () => void;
};

/** „Dodaj sprawę” (§ 6 ust. 3): what it is about, whose, until when. */
export function NewMatterPanel({ about, today, onClose }: Props) {
  const t = useText();
  const away = useKeeperAway();
  const people = usePeople();
  const form = useRef<HTMLDivElement>(null);
  const [asked, setAsked] = useState(0);
  useFocusWrong(form, asked);
  const [letter, setLetter] = useState<MatterLetter | null>(about === null ? null : 'a');
  const [words, setWords] = useState('');
  const [who, setWho] = useState<Assigned>({ text: '', guid: null });
  const [term, setTerm] = useState('');
  const due = termOf(term, today);
  const media = letter === 'c';
  const wrong = {
    letter: letter === null,
    words: visibleLength(words) === 0,
    who: who.text.trim() === '' ? media : who.guid === null,
    term: due === undefined,
  };
  const adding = useMutation({
    mutationFn: () =>
      enterMatter({
        ...{ matter: null, event: 'open', sort: 'task', letter, about, assignee: who.guid, due: due ?? null },
        words: tidy(words, { lines: true }).trim(),
      }),
    onSuccess: onClose,
  });
  const busy = adding.isPending;
  const shown = asked > 0;
  return (
    <DutyPanelFrame
      title={t('matter.form.title')}
      onClose={onClose}
      footer={
        <>
          {adding.isError && <FailureNotice failure={failureOf(adding.error)} />}
          <Hint text={away}>
            <Button
              appearance="primary"
              disabledFocusable={busy || away !== null}
              {...(busy ? { icon: <Spinner size="tiny" /> } : {})}
              onClick={() => {
                if (busy || away !== null) return;
                if (Object.values(wrong).some(Boolean)) setAsked((times) => times + 1);
                else adding.mutate();
              }}
            >
              {t(busy ? 'matter.sending' : 'matter.form.send')}
            </Button>
          </Hint>
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
        <TextAreaField
          label={t('matter.form.words')}
          hint={t(media ? 'matter.form.medium' : 'matter.form.wordsHint')}
          required
          rows={4}
          maxLength={1_000}
          readOnly={busy}
          value={words}
          error={shown && wrong.words ? t('matter.missing') : undefined}
          onChange={(_, { value }) => setWords(value)}
        />
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
    </DutyPanelFrame>
  );
}
