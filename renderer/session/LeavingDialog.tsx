import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  Text,
} from '@fluentui/react-components';
import type { ParseKeys } from 'i18next';
import type { ActDetail } from '../../shared/protocol.ts';
import { queryClient } from '../api.ts';
import type { Draft } from '../drafts.ts';
import { type Translate, useText } from '../text.ts';
import type { ShownPage } from '../shown-page.ts';
import { Stack } from '../ui/Stack.tsx';
import { secondsText } from '../ui/time.ts';
import { leaveUnsaved, stay, useLeaving, useNotSaved, useSession } from './session.ts';

const useStyles = makeStyles({
  list: { margin: 0, paddingLeft: '20px', listStyleType: 'disc' },
  button: { whiteSpace: 'nowrap' },
  form: { display: 'flex', alignItems: 'center', gap: '12px', paddingBlock: '2px' },
  name: { flexGrow: 1, minWidth: 0, overflowWrap: 'anywhere' },
  forms: { margin: 0, padding: 0, listStyleType: 'none' },
});

type Props = {
  titleOf: (page: ShownPage) => ParseKeys;
  /** Leads to where words wait. */
  onShow: (page: ShownPage) => void;
};

/** Says what would be lost by closing or signing out while the server does not have everything, and waits for a yes. */
export function LeavingDialog({ titleOf, onShow }: Props) {
  const styles = useStyles();
  const t = useText();
  const { leaving } = useLeaving();
  const { drafts, unsent } = useNotSaved();
  const { me, locked } = useSession();
  if (leaving === null) return null;
  const all = drafts.length + unsent.length === 0;
  return (
    <Dialog open modalType="alert" onOpenChange={(_, { open }) => open || stay()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t(all ? 'session.leaving.savedTitle' : 'session.leaving.title')}</DialogTitle>
          <DialogContent>
            <Stack gap={12}>
              {all && <Text>{t('session.leaving.saved')}</Text>}
              {drafts.length > 0 && (
                <>
                  <Text>{t(`session.leaving.text.${leaving}`)}</Text>
                  <ul className={styles.list}>
                    {drafts.map((draft) => (
                      <li key={`${draft.kind} ${draft.about}`}>{unsavedText(t, draft)}</li>
                    ))}
                  </ul>
                </>
              )}
              {unsent.length > 0 && (
                <>
                  <Text>{t(`session.leaving.unsent.${leaving}`)}</Text>
                  <ul className={styles.forms}>
                    {unsent.map(({ name, page }, place) => {
                      const form = t('session.leaving.form', { page: t(titleOf(page)), name });
                      return (
                        <li key={place} className={styles.form}>
                          <span className={styles.name}>{form}</span>
                          {/* SECURITY: nothing is led to behind a lock, or before the same person has signed in again. */}
                          {me !== null && !locked && (
                            <Button
                              size="small"
                              className={styles.button}
                              aria-label={t('session.leaving.showOf', { form })}
                              onClick={() => {
                                stay();
                                onShow(page);
                              }}
                            >
                              {t('session.leaving.show')}
                            </Button>
                          )}
                        </li>
                      );
                    })}
                  </ul>
                </>
              )}
            </Stack>
          </DialogContent>
          <DialogActions>
            {/* First: it has the focus, and an Enter in a hurry loses nothing. */}
            <Button className={styles.button} appearance="primary" onClick={stay}>
              {t('session.leaving.stay')}
            </Button>
            <Button className={styles.button} onClick={() => void leaveUnsaved()}>
              {t(`session.leaving.${all ? 'leave' : 'leaveUnsaved'}.${leaving}`)}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

/** „PO/12/2026 – ustalenia, cytaty: na serwerze jest tekst z 12:03:22”. No word of what was typed: the page may be locked. */
function unsavedText(t: Translate, draft: Draft): string {
  const what = draftName(t, draft);
  return draft.savedAt === null
    ? t('session.leaving.never', { what })
    : t('session.leaving.since', { what, time: secondsText(draft.savedAt) });
}

/** „PO/12/2026 – ustalenia, cytaty”: which text it is, and which parts of it differ from what the server has. */
export function draftName(t: Translate, draft: Draft): string {
  const detail = queryClient.getQueryData<ActDetail>(['protocol.act', draft.about]);
  const what = changedIn(draft)
    .map((part) => t(`session.leaving.parts.${part}`))
    .join(', ');
  return detail === undefined ? what : t('session.leaving.of', { what, number: detail.act.number });
}

const protocolParts = ['findings', 'quotations', 'remarks', 'presentRemarks', 'attachments'] as const;

/** Of a protocol's text the fields that differ from what the server has; of everything else what it is. */
function changedIn(
  draft: Draft,
): readonly (Exclude<Draft['kind'], 'protocol'> | (typeof protocolParts)[number])[] {
  if (draft.kind !== 'protocol') return [draft.kind];
  const { words, saved } = draft as Draft<'protocol'>;
  return protocolParts.filter((part) => JSON.stringify(words[part]) !== JSON.stringify(saved?.[part]));
}
