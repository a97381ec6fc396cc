import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { app, BrowserWindow, dialog, type Session, session } from 'electron';
import { fail, Failed } from '../failed.ts';
import { logFault } from '../log.ts';
import { settings } from '../settings.ts';
import { saveWhole } from '../whole-file.ts';
import type { Printable } from './pdf.ts';

export type Printed = 'sent' | 'cancelled' | 'failed' | 'no-printer' | 'unanswered';

/**
 * Shows the system's print dialog for exactly this document, over a window of its own that is never shown. A system that does not answer within
 * the minutes of the office is asked no longer: its window goes, and with it a dialog that nobody touched.
 * SECURITY: the window has no preload and a session of its own; it holds one PDF, in memory.
 */
export async function printDocument({ pdf }: Printable): Promise<Printed> {
  const window = new BrowserWindow({
    show: false,
    webPreferences: {
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      session: printSession(),
      plugins: true,
    },
  });
  let patience: NodeJS.Timeout | undefined;
  const unanswered = new Promise<Printed>((resolve) => {
    patience = setTimeout(() => {
      logFault('printing: the system did not answer');
      resolve('unanswered');
    }, settings().printing.answerMinutes * 60_000);
  });
  const address = `app://print/${randomUUID()}.pdf`;
  inPrint.set(address, pdf);
  try {
    return await Promise.race([printIn(window, address), unanswered]);
  } finally {
    clearTimeout(patience);
    inPrint.delete(address);
    window.destroy();
  }
}

async function printIn(window: BrowserWindow, address: string): Promise<Printed> {
  if ((await window.webContents.getPrintersAsync()).length === 0) return 'no-printer';
  await window.loadURL(address);
  await viewerIn(window);
  return new Promise((resolve) => {
    window.webContents.print({ silent: false, printBackground: true }, (sent, reason) => {
      resolve(sent ? 'sent' : outcomeOf(reason));
    });
  });
}

/**
 * Waits for the frame in which Chromium's viewer draws the document: it comes after the page that holds it, and a page without it would be
 * printed white. Where none comes there is none to wait for.
 */
async function viewerIn(window: BrowserWindow): Promise<void> {
  const hasViewer = (): boolean =>
    window.webContents.mainFrame.framesInSubtree.some(({ url }) => url.startsWith('chrome-extension:'));
  for (let left = viewerWithin; left > 0 && !window.isDestroyed() && !hasViewer(); left -= glance)
    await pause(glance);
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));

/** Milliseconds: how long the viewer may take, and between two looks for it. */
const [viewerWithin, glance] = [5_000, 50];

/** Documents that are being printed, by address. A `data:` address would hold 2 MB at most (Chromium), and the register of years is longer. */
const inPrint = new Map<string, Uint8Array>();
let served: Session | null = null;

/** The session of all print windows; it knows the documents of this moment and nothing else. */
function printSession(): Session {
  if (served !== null) return served;
  served = session.fromPartition('print', { cache: false });
  served.protocol.handle('app', ({ url }) => {
    const pdf = inPrint.get(url);
    return pdf === undefined
      ? Response.error()
      : new Response(pdf, { headers: { 'content-type': 'application/pdf' } });
  });
  return served;
}

/** Electron tells a person's „Anuluj” from a printer's fault by these words alone („Print job canceled”, „cancelled”). */
function outcomeOf(reason: string): Printed {
  return /cancel/i.test(reason) ? 'cancelled' : 'failed';
}

/**
 * Asks where to, offering the document's name, under which the EZD files it, and whose end says what it is; what goes beside it has the name that the document gives it. False = the
 * person thought better of it. Fails with `failed` where it cannot be written there, and with 'file-other-beside' where another file has the place
 * beside it, which nobody agreed to replace.
 */
export async function saveDocument(
  { name, pdf, beside }: Printable,
  failed: 'document-not-saved' | 'file-not-saved' = 'document-not-saved',
): Promise<boolean> {
  const kind = extname(name).slice(1);
  const { canceled, filePath } = await dialog.showSaveDialog({
    defaultPath: join(app.getPath('documents'), name),
    filters: [{ name: kind.toUpperCase(), extensions: [kind] }],
  });
  if (canceled || filePath === '') return false;
  try {
    // First: a protocol that names a list by its hash is there only with it.
    if (beside !== undefined) {
      const place = join(dirname(filePath), beside.name);
      // Of the protocol itself the system has asked.
      const replaces = basename(filePath) === name && existsSync(filePath);
      if (existsSync(place) && !replaces && !readFileSync(place).equals(beside.content))
        fail('file-other-beside', { name: beside.name });
      await saveWhole(place, beside.content);
    }
    await saveWhole(filePath, pdf);
  } catch (error) {
    if (error instanceof Failed) throw error;
    // Read-only, full or gone, or what lies there cannot be read: the person picks another place; the document is still here.
    fail(failed);
  }
  return true;
}
