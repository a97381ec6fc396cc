import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import {
  draftOf,
  dropContested,
  keepContested,
  takeDraft,
  typeDraft,
  unsavedDrafts,
} from '../../renderer/drafts.ts';
import { forgetPerson } from '../../renderer/memory.ts';
import { signIn, startSession, useSession } from '../../renderer/session/session.ts';
import { allUnsent, keepUnsent } from '../../renderer/unsent.ts';

/** A session that ends by itself while the server is away: what was typed waits for the same person, and for nobody else. */

const about = '00000000-0000-4000-8000-000000000001';
const words = { way: 'ezd' as const, day: '24.11.2026', unsigned: true, reason: 'Odmowa podpisu.' };
const away = { ok: false, failure: { code: 'database-unreachable' } };
const heard = new Map<string, (value: unknown) => void>();
/** What the server has of what was typed. */
let typed: unknown[] | Promise<unknown[]>;
/** The protocol as the server has it. */
let act: object;
let stop: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  typed = [];
  vi.stubGlobal('window', {
    office: {
      call: (channel: string, input: { login?: string }) =>
        channel === 'protocol.typed'
          ? Promise.resolve(typed).then((told) => ({ ok: true, value: { typed: told } }))
          : Promise.resolve(
              channel === 'session.signIn'
                ? { ok: true, value: { login: input.login } }
                : channel === 'protocol.act'
                  ? { ok: true, value: act }
                  : away,
            ),
      on: (channel: string, hear: (value: unknown) => void) => {
        heard.set(channel, hear);
        return () => heard.delete(channel);
      },
    },
  });
  stop = startSession();
});
afterEach(() => {
  stop();
  forgetPerson();
  useSession.setState({ me: null });
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const endedWhileTyping = async (): Promise<void> => {
  await signIn('anowak', 'x');
  typeDraft('filing', about, words);
  keepUnsent('matter 1', {
    ...{ name: 'Odpowiedź, SK/1/2026', words: 'Nie oddzwoniono.' },
    page: { name: 'protocols' },
  });
  heard.get('session.ended')?.({ reason: 'account' });
  expect(draftOf('filing', about)).toBeUndefined();
};

it('the same person finds every word', async () => {
  await endedWhileTyping();
  await signIn('anowak', 'x');
  await vi.advanceTimersByTimeAsync(0);
  expect(draftOf('filing', about)?.words).toEqual(words);
  expect(Object.values(allUnsent())).toMatchObject([{ words: 'Nie oddzwoniono.' }]);
});

it('the next person finds nothing, nor does the first one who comes after that', async () => {
  await endedWhileTyping();
  await signIn('cbanas', 'x');
  expect(draftOf('filing', about)).toBeUndefined();
  expect(allUnsent()).toEqual({});
  heard.get('session.ended')?.({ reason: 'ten-hours' });
  await signIn('anowak', 'x');
  expect(draftOf('filing', about)).toBeUndefined();
});

const newer = { ...words, reason: 'Odmowa podpisu, na piśmie.' };
const savedElsewhere = {
  draft: { kind: 'filing', about, words: newer },
  savedAt: '2026-11-25T08:36:40.000Z',
};

it('words that were saved elsewhere meanwhile are not replaced: the person decides, and neither is lost until then', async () => {
  await endedWhileTyping();
  typed = [savedElsewhere];
  await signIn('anowak', 'x');
  await vi.advanceTimersByTimeAsync(60_000);
  expect(draftOf('filing', about)).toBeUndefined();
  expect(unsavedDrafts()).toMatchObject([{ words }]);
  // It ends once more: they wait as before.
  heard.get('session.ended')?.({ reason: 'account' });
  await signIn('anowak', 'x');
  await vi.advanceTimersByTimeAsync(0);
  const [draft] = unsavedDrafts();
  if (draft === undefined) throw new Error('what was typed is gone');
  keepContested(draft, { words: newer, savedAt: savedElsewhere.savedAt });
  expect(draftOf('filing', about)?.words).toEqual(words);
  expect(unsavedDrafts()).toHaveLength(1);
});

it.each([
  ['that was completed and opened again is not replaced', 'started', 'Ustalono co innego.', undefined],
  ['that is completed takes no more words', 'completed', '', undefined],
  ['that is as it was goes on', 'started', '', 'Ustalono termin.'],
] as const)('a protocol %s', async (_what, state, findings, shown) => {
  const none = { findings: '', quotations: [], remarks: '', presentRemarks: [], attachments: '' };
  await signIn('anowak', 'x');
  takeDraft('protocol', about, none, null);
  typeDraft('protocol', about, { ...none, findings: 'Ustalono termin.' });
  heard.get('session.ended')?.({ reason: 'account' });
  act = { ...none, findings, act: { act: about, state }, savedAt: null };
  await signIn('anowak', 'x');
  await vi.advanceTimersByTimeAsync(0);
  expect(draftOf('protocol', about)?.words.findings).toBe(shown);
  expect(unsavedDrafts()).toHaveLength(1);
});

it('words that are given up there leave what was saved elsewhere', async () => {
  await endedWhileTyping();
  typed = [savedElsewhere];
  await signIn('anowak', 'x');
  await vi.advanceTimersByTimeAsync(0);
  for (const draft of unsavedDrafts()) dropContested(draft);
  await vi.advanceTimersByTimeAsync(60_000);
  expect([draftOf('filing', about), unsavedDrafts()]).toEqual([undefined, []]);
});

it('words whose answer alone was lost go on from there', async () => {
  await endedWhileTyping();
  typed = [{ ...savedElsewhere, draft: { ...savedElsewhere.draft, words } }];
  await signIn('anowak', 'x');
  await vi.advanceTimersByTimeAsync(0);
  expect(draftOf('filing', about)?.words).toEqual(words);
});

it('nothing of it comes to somebody else who signs in before that is known', async () => {
  await endedWhileTyping();
  let tell = (_typed: unknown[]): void => undefined;
  typed = new Promise((resolve) => (tell = resolve));
  await signIn('anowak', 'x');
  heard.get('session.ended')?.({ reason: 'account' });
  await signIn('cbanas', 'x');
  tell([]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect([draftOf('filing', about), unsavedDrafts()]).toEqual([undefined, []]);
});

it('whoever locks Windows finds the program locked', async () => {
  await signIn('anowak', 'x');
  heard.get('session.locked')?.({});
  expect(useSession.getState().locked).toBe(true);
});
