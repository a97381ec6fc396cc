import {
  Button,
  Dialog,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  Subtitle2,
  Text,
  tokens,
} from '@fluentui/react-components';
import { useId } from 'react';
import {
  compareContested,
  type Contested,
  type Draft,
  dropContested,
  keepContested,
  useContested,
} from '../drafts.ts';
import { useText } from '../text.ts';
import { FailureNotice } from '../ui/Notice.tsx';
import { Stack } from '../ui/Stack.tsx';
import { momentText } from '../ui/time.ts';
import { draftName } from './LeavingDialog.tsx';
import { useSession } from './session.ts';

const useStyles = makeStyles({
  words: {
    padding: '8px',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground3,
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    userSelect: 'text',
  },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
});

/** Words of a session that ended by itself, where others were saved meanwhile: the person says which are to stay, and sees both. */
export function NewerWordsDialog() {
  const t = useText();
  const contested = useContested();
  const { locked } = useSession();
  // SECURITY: it shows what was typed.
  if (contested.length === 0 || locked) return null;
  return (
    <Dialog open modalType="alert">
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t('session.newer.title')}</DialogTitle>
          <DialogContent>
            <Stack gap={20}>
              <Text>{t('session.newer.text')}</Text>
              {contested.map((one) => (
                <Choice key={`${one.draft.kind} ${one.draft.about}`} {...one} />
              ))}
            </Stack>
          </DialogContent>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

function Choice({ draft, there, failure }: Contested) {
  const styles = useStyles();
  const t = useText();
  const name = useId();
  const compared = there === null ? draft : { ...draft, saved: there.words };
  return (
    <Stack as="section" gap={8} aria-labelledby={name}>
      <Subtitle2 as="h3" id={name}>
        {draftName(t, compared)}
      </Subtitle2>
      {failure !== null && <FailureNotice failure={failure} onRetry={() => void compareContested()} />}
      {there !== null && (
        <Written
          label={
            there.savedAt === null
              ? t('session.newer.there')
              : t('session.newer.thereSince', { moment: momentText(there.savedAt) })
          }
        >
          {there.words}
        </Written>
      )}
      <Written label={t('session.newer.here')}>{draft.words}</Written>
      {there?.over === true && <Text>{t('session.newer.over')}</Text>}
      <div className={styles.buttons}>
        <Button appearance="primary" onClick={() => dropContested(draft)}>
          {t('session.newer.drop')}
        </Button>
        {there?.over === false && (
          <Button onClick={() => keepContested(draft, there)}>{t('session.newer.keep')}</Button>
        )}
      </div>
    </Stack>
  );
}

function Written({ label, children }: { label: string; children: Draft['words'] }) {
  const styles = useStyles();
  const t = useText();
  const words = wordsIn(children).join('\n');
  return (
    <Stack gap={4}>
      <Text>{label}</Text>
      <div className={styles.words} role="group" aria-label={label}>
        {words === '' ? t('session.newer.nothing') : words}
      </div>
    </Stack>
  );
}

/** What is no word of a person's. */
const coded: ReadonlySet<string> = new Set(['recording', 'login', 'basis', 'choice', 'way', 'speaker']);

/** Everything that somebody wrote in it, in its order. */
function wordsIn(value: unknown): string[] {
  if (typeof value === 'string') return value.trim() === '' ? [] : [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => (coded.has(key) ? [] : wordsIn(part)));
}
