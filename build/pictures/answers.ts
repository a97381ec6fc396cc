import type { ElectronApplication } from '@playwright/test';
import type { CallChannel, EventChannel } from '../../shared/channels.ts';
import type { Failure, FailureCode } from '../../shared/failure.ts';

/** What a channel is to say instead of its own answer; `silence` keeps the page waiting. */
export type Instead = 'silence' | { failure: Failure } | { value: unknown };

export const failing = (code: FailureCode, params?: Record<string, string | number>): Instead => ({
  failure: { code, ...(params === undefined ? {} : { params }) },
});

/** A refusal of the keeper. */
export const refusedFor = (reason: FailureCode): Instead => ({
  value: { state: 'refused', reason, subject: null, because: null, seq: 57, at: '2026-11-25T08:37:05.000Z' },
});

/**
 * Lets the main process answer in other words until `answerAgain`. States that a server room has once in years are shown by it: the page cannot
 * tell whose words they are.
 */
export async function answerWith(app: ElectronApplication, channel: CallChannel, instead: Instead) {
  await app.evaluate(
    ({ ipcMain }, { channel, instead }) => {
      const own = (Reflect.get(globalThis, 'ownAnswers') ?? new Map()) as Map<string, unknown>;
      Reflect.set(globalThis, 'ownAnswers', own);
      const handlers = Reflect.get(ipcMain, '_invokeHandlers') as Map<string, unknown>;
      if (!own.has(channel)) own.set(channel, handlers.get(channel));
      ipcMain.removeHandler(channel);
      const silent = new Promise(() => undefined);
      Reflect.set(globalThis, 'silent', [Reflect.get(globalThis, 'silent'), silent]);
      ipcMain.handle(channel, () =>
        // Kept: a promise that nobody holds is swept away, and its caller told.
        instead === 'silence' ? silent : { ok: 'value' in instead, ...instead },
      );
    },
    { channel, instead },
  );
}

/** A recording that was opened under a ground, in its act, and what it is shown as: drawn, at a place of a plan. */
type Drawn = { opened: string; act: string | null; recording: string; drawn: string; position: object };

/** The main process opens a recording in the place of the one that the page asks for. */
export async function opensAs(app: ElectronApplication, given: Drawn): Promise<void> {
  await app.evaluate(({ ipcMain }, { opened, act, recording, drawn, position }) => {
    type Handler = (event: unknown, input: object) => Promise<{ ok: boolean; value?: { open?: object } }>;
    const handlers = Reflect.get(ipcMain, '_invokeHandlers') as Map<string, Handler>;
    const own = (Reflect.get(globalThis, 'ownOpening') ?? new Map()) as Map<string, Handler>;
    Reflect.set(globalThis, 'ownOpening', own);
    const instead = (channel: string, handle: (first: Handler) => Handler): void => {
      const first = own.get(channel) ?? handlers.get(channel);
      if (first === undefined) return;
      own.set(channel, first);
      handlers.set(channel, handle(first));
    };
    instead('playback.prepare', (first) => (event) => first(event, { recording, listed: {} }));
    instead('playback.listen', (first) => async (event, input) => {
      const answer = await first(event, { ...input, what: { act: opened } });
      const nobody = { callerNumber: null, extension: null, answeredBy: null, firstWord: 20_000 };
      if (answer.value?.open !== undefined)
        Object.assign(answer.value.open, nobody, { act, recording: drawn, position });
      return answer;
    });
  }, given);
}

/** Every channel gives its own answers again. */
export async function answerAgain(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ ipcMain }) => {
    const own = (Reflect.get(globalThis, 'ownAnswers') ?? new Map()) as Map<string, unknown>;
    const handlers = Reflect.get(ipcMain, '_invokeHandlers') as Map<string, unknown>;
    for (const [channel, handler] of own) handlers.set(channel, handler);
    own.clear();
  });
}

/** What the main process would tell the page. */
export async function announce(app: ElectronApplication, channel: EventChannel, value: object) {
  await app.evaluate(
    ({ BrowserWindow }, [name, told]) => BrowserWindow.getAllWindows()[0]?.webContents.send(name, told),
    [channel, value] as const,
  );
}

/** Tells the page what is away; without a part, that all is there again. */
export async function away(app: ElectronApplication, part?: 'database' | 'keeper' | 'share' | 'ledger') {
  const all = { database: true, keeper: true, share: true, ledger: true, suspendedBy: null };
  await announce(app, 'connection.changed', part === undefined ? all : { ...all, [part]: false });
}
