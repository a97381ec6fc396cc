import { afterEach, beforeEach, expect, it, vi } from 'vitest';

type Answer = (sent: boolean, reason: string) => void;
let list: () => Promise<object[]>;
let asked: Answer[];
let destroyed: number;
const logged: string[] = [];
let serve: (request: { url: string }) => Response;
const served = async (url: string): Promise<Buffer> => Buffer.from(await serve({ url }).arrayBuffer());
const loaded: unknown[] = [];
const shown = 'chrome-extension://viewer/index.html';
let viewer: string;
vi.mock('electron', () => ({
  app: {},
  dialog: {},
  session: {
    fromPartition: () => ({
      protocol: { handle: (_scheme: string, handle: typeof serve) => void (serve = handle) },
    }),
  },
  BrowserWindow: class {
    readonly webContents = {
      getPrintersAsync: () => list(),
      mainFrame: {
        get framesInSubtree() {
          return [{ url: 'app://print/' }, { url: viewer }];
        },
      },
      print: (_options: object, answer: Answer) => void asked.push(answer),
    };
    loadURL = async (address: string) => void loaded.push(address, await served(address));
    isDestroyed = () => false;
    destroy = () => void (destroyed += 1);
  },
}));
vi.mock('../../electron/log.ts', () => ({ logFault: (where: string) => void logged.push(where) }));
const { printDocument } = await import('../../electron/paper/print.ts');
const { setSettings } = await import('../../electron/settings.ts');

const document = { name: 'PO_1_2026.pdf', pdf: new Uint8Array([1]) };
const minute = 60_000;

beforeEach(() => {
  vi.useFakeTimers();
  setSettings({ printing: { answerMinutes: 3 } } as never);
  list = () => Promise.resolve([{ name: 'Drukarka' }]);
  asked = [];
  destroyed = 0;
  logged.length = 0;
  viewer = shown;
});
afterEach(() => vi.useRealTimers());

it('ends a print request that the system never answers, writes it down, and the next one is asked anew', async () => {
  const first = printDocument(document);
  await vi.advanceTimersByTimeAsync(3 * minute - 1);
  expect(destroyed, 'a person who chooses a printer has the minutes of the office').toBe(0);
  await vi.advanceTimersByTimeAsync(1);
  expect(destroyed).toBe(1);
  expect(await first).toBe('unanswered');
  expect(logged).toHaveLength(1);

  const second = printDocument(document);
  await vi.advanceTimersByTimeAsync(0);
  asked[1]?.(true, '');
  expect(await second).toBe('sent');
  expect(destroyed).toBe(2);
  // What the first is answered after all changes nothing.
  asked[0]?.(false, 'Print job failed');
  expect(vi.getTimerCount()).toBe(0);
});

it('ends it likewise where not even the printers can be listed', async () => {
  list = () => new Promise(() => undefined);
  const printed = printDocument(document);
  await vi.advanceTimersByTimeAsync(3 * minute);
  expect(destroyed).toBe(1);
  expect(await printed).toBe('unanswered');
});

it('has a document of any length under a short address of its own, as long as it is printed', async () => {
  const pdf = new Uint8Array(5_000_000).fill(7);
  loaded.length = 0;
  const printed = printDocument({ name: 'rejestr.pdf', pdf });
  await vi.advanceTimersByTimeAsync(0);
  const [address, bytes] = loaded as [string, Buffer];
  expect(address.length).toBeLessThan(100);
  expect(bytes.equals(pdf)).toBe(true);
  asked[0]?.(true, '');
  expect(await printed).toBe('sent');
  expect(serve({ url: address }).type).toBe('error');
});

it('prints once the viewer is there that draws the document, and does not wait for ever for one', async () => {
  viewer = 'about:blank';
  const printed = printDocument(document);
  await vi.advanceTimersByTimeAsync(100);
  expect(asked).toHaveLength(0);
  viewer = shown;
  await vi.advanceTimersByTimeAsync(50);
  asked[0]?.(true, '');
  expect(await printed).toBe('sent');

  viewer = 'about:blank';
  const without = printDocument(document);
  await vi.advanceTimersByTimeAsync(5_000);
  asked[1]?.(true, '');
  expect(await without).toBe('sent');
});
