import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { draftOf, typeDraft } from '../../renderer/drafts.ts';
import { forgetPerson } from '../../renderer/memory.ts';
import { signIn, startSession, useSession } from '../../renderer/session/session.ts';
import { allUnsent, keepUnsent } from '../../renderer/unsent.ts';

/** A session that ends by itself while the server is away: what was typed waits for the same person, and for nobody else. */

const about = '00000000-0000-4000-8000-000000000001';
const words = { way: 'ezd' as const, day: '24.11.2026', unsigned: true, reason: 'Odmowa podpisu.' };
const away = { ok: false, failure: { code: 'database-unreachable' } };
const heard = new Map<string, (value: unknown) => void>();
let stop: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('window', {
    office: {
      call: (channel: string, input: { login?: string }) =>
        Promise.resolve(channel === 'session.signIn' ? { ok: true, value: { login: input.login } } : away),
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

it('whoever locks Windows finds the program locked', async () => {
  await signIn('anowak', 'x');
  heard.get('session.locked')?.({});
  expect(useSession.getState().locked).toBe(true);
});
