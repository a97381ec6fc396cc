import { afterEach, beforeEach, expect, it, vi } from 'vitest';

type Answer = (sent: boolean, reason: string) => void;
let list: () => Promise<object[]>;
let asked: Answer[];
let destroyed: number;
const logged: string[] = [];
vi.mock('electron', () => ({
  app: {},
  dialog: {},
  BrowserWindow: class {
    readonly webContents = {
      getPrintersAsync: () => list(),
      print: (_options: object, answer: Answer) => void asked.push(answer),
    };
    loadURL = () => Promise.resolve();
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
