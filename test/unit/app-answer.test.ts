import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Answering } from '../../electron/answer.ts';
import type { Handlers } from '../../shared/contract.ts';

const registered = new Map<string, (event: unknown, input: unknown) => Promise<unknown>>();
const logged: unknown[] = [];
vi.mock('electron', () => ({
  ipcMain: {
    handle: (channel: string, listener: (event: unknown, input: unknown) => Promise<unknown>) =>
      registered.set(channel, listener),
  },
}));
vi.mock('../../electron/log.ts', () => ({
  logFault: (_where: string, fault: unknown) => {
    logged.push(fault);
    return '123456';
  },
}));
const { answerCalls } = await import('../../electron/answer.ts');
const { calls } = await import('../../shared/contract.ts');
const { fail } = await import('../../electron/failed.ts');

const mainFrame = { url: 'app://ui/index.html' };
const page = { mainFrame };
const fromPage = { sender: page, senderFrame: mainFrame };
let handled: unknown[];

function answer(handlers: Partial<Handlers>): (event: unknown, input: unknown) => Promise<unknown> {
  answerCalls(Promise.resolve({ calls, handlers: handlers as Handlers }), page as never, 'app://ui');
  const listener = registered.get('session.signOut');
  if (listener === undefined) throw new Error('no listener was registered');
  return listener;
}
const accepting = {
  'session.signOut': async (input: unknown) => (handled.push(input), {}),
} as Partial<Handlers>;
const throwing = (error: Error): Partial<Handlers> => ({
  'session.signOut': () => Promise.reject(error),
});

beforeEach(() => {
  handled = [];
  logged.length = 0;
});

describe('answers to the page', () => {
  it('hand checked input to the handler and its value back', async () => {
    expect(await answer(accepting)(fromPage, {})).toEqual({ ok: true, value: {} });
    expect(handled).toEqual([{}]);
  });

  it('come to a call that was made before there were handlers', async () => {
    let arrive: (answering: Answering) => void = () => undefined;
    const answering = new Promise<Answering>((resolve) => (arrive = resolve));
    answerCalls(answering, page as never, 'app://ui');
    const said = registered.get('session.signOut')?.(fromPage, {});
    arrive({ calls, handlers: accepting as Handlers });
    expect(await said).toEqual({ ok: true, value: {} });
  });

  it.each([
    ['a frame inside the page', { sender: page, senderFrame: { url: 'app://ui/index.html' } }],
    ['another window', { sender: { mainFrame }, senderFrame: mainFrame }],
    ['a frame that is gone', { sender: page, senderFrame: null }],
  ])('refuse %s without running the handler', async (_who, event) => {
    expect(await answer(accepting)(event, {})).toEqual({ ok: false, failure: { code: 'invalid-input' } });
    expect(handled).toEqual([]);
  });

  it('refuse the page itself once it shows another address', async () => {
    const elsewhere = { url: 'https://example.org/' };
    const event = { sender: { mainFrame: elsewhere }, senderFrame: elsewhere };
    const answering = Promise.resolve({ calls, handlers: accepting as Handlers });
    answerCalls(answering, event.sender as never, 'app://ui');
    expect(await registered.get('session.signOut')?.(event, {})).toMatchObject({ ok: false });
    expect(handled).toEqual([]);
  });

  it('refuse input with anything more than the contract, without running the handler', async () => {
    expect(await answer(accepting)(fromPage, { more: 1 })).toEqual({
      ok: false,
      failure: { code: 'invalid-input' },
    });
    expect(handled).toEqual([]);
  });

  it('carry a failure with its figures', async () => {
    const failing: Partial<Handlers> = {
      'session.signOut': async () => fail('justification-too-short', { least: 20 }),
    };
    expect(await answer(failing)(fromPage, {})).toEqual({
      ok: false,
      failure: { code: 'justification-too-short', params: { least: 20 } },
    });
  });

  it('keep the text of any other error from the page and give a reference to the log', async () => {
    const secret = new Error('password of jkowalska: Haslo-1!');
    const said = await answer(throwing(secret))(fromPage, {});
    expect(said).toEqual({ ok: false, failure: { code: 'unexpected', params: { reference: '123456' } } });
    expect(logged).toEqual([secret]);
  });

  it('let nothing out that the contract does not name', async () => {
    const leaking = { 'session.signOut': async () => ({ key: 'secret' }) } as unknown as Partial<Handlers>;
    const said = await answer(leaking)(fromPage, {});
    expect(said).toEqual({ ok: false, failure: { code: 'unexpected', params: { reference: '123456' } } });
  });
});
