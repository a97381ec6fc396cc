import { ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron';
import { type CallChannel, callChannels } from '../shared/channels.ts';
import type { calls, Handlers, Result } from '../shared/contract.ts';
import type { Failure } from '../shared/failure.ts';
import { Failed } from './failed.ts';
import { logFault } from './log.ts';

/** What calls are answered by. */
export type Answering = { calls: typeof calls; handlers: Handlers };

/**
 * Answers the page's calls. The one place that names ipcMain: sender, then schema, then the handler, then the schema
 * of what leaves. A handler may trust its input and cannot let out more than the contract says. Every channel has its answer at once; a
 * call that comes before there are handlers waits for them.
 */
export function answerCalls(answering: Promise<Answering>, page: WebContents, origin: string): void {
  for (const channel of callChannels) {
    ipcMain.handle(channel, (event, input: unknown) =>
      answer(answering, channel, input, isPage(event, page, origin)),
    );
  }
}

/**
 * SECURITY: only the main frame of our one window, showing our own page. A frame that something managed to embed has
 * the same preload's channels at hand and must not reach a handler.
 */
function isPage(event: IpcMainInvokeEvent, page: WebContents, origin: string): boolean {
  const frame = event.senderFrame;
  return (
    event.sender === page && frame !== null && frame === page.mainFrame && originOf(frame.url) === origin
  );
}

function originOf(address: string): string {
  // URL.origin is "null" for schemes that Node does not know.
  const { protocol, host } = new URL(address);
  return `${protocol}//${host}`;
}

async function answer(
  answering: Promise<Answering>,
  channel: CallChannel,
  input: unknown,
  trusted: boolean,
): Promise<Result<unknown>> {
  try {
    if (!trusted) {
      logFault(`${channel}: called from elsewhere than the page`);
      return { ok: false, failure: { code: 'invalid-input' } };
    }
    const { calls, handlers } = await answering;
    const asked = calls[channel].input.safeParse(input);
    if (!asked.success) return { ok: false, failure: { code: 'invalid-input' } };
    const handle = handlers[channel] as (checked: unknown) => Promise<unknown>;
    return { ok: true, value: calls[channel].output.parse(await handle(asked.data)) };
  } catch (error) {
    return { ok: false, failure: failureOf(channel, error) };
  }
}

/** SECURITY: neither a stack nor the text of an error reaches the page; the log has the same reference. */
function failureOf(channel: CallChannel, error: unknown): Failure {
  if (error instanceof Failed) return error.failure;
  return { code: 'unexpected', params: { reference: logFault(channel, error) } };
}
