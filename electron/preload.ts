import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import { type CallChannel, callChannels, eventChannels } from '../shared/channels.ts';
import type { Bridge, Input, Output, Result } from '../shared/contract.ts';

const calls: ReadonlySet<string> = new Set(callChannels);
const events: ReadonlySet<string> = new Set(eventChannels);

/**
 * SECURITY: the page gets two functions and no object of Electron's. A name outside the closed list does not even
 * reach the main process; input and output are checked there (`answer.ts`), since a preload proves nothing.
 */
const bridge: Bridge = {
  call<C extends CallChannel>(channel: C, input: Input<C>): Promise<Result<Output<C>>> {
    if (!calls.has(channel)) return Promise.resolve({ ok: false, failure: { code: 'invalid-input' } });
    return ipcRenderer.invoke(channel, input) as Promise<Result<Output<C>>>;
  },
  on(channel, listener) {
    if (!events.has(channel)) return () => undefined;
    // SECURITY: the event itself carries `sender` and stays on this side.
    const forward = (_event: IpcRendererEvent, value: Parameters<typeof listener>[0]): void => {
      listener(value);
    };
    ipcRenderer.on(channel, forward);
    return () => {
      ipcRenderer.removeListener(channel, forward);
    };
  },
};

contextBridge.exposeInMainWorld('office', bridge);
