import { join } from 'node:path';
import { app, BrowserWindow, dialog } from 'electron';
import { fail } from '../failed.ts';
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
      partition: 'print',
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
  try {
    return await Promise.race([printIn(window, pdf), unanswered]);
  } finally {
    clearTimeout(patience);
    window.destroy();
  }
}

async function printIn(window: BrowserWindow, pdf: Uint8Array): Promise<Printed> {
  if ((await window.webContents.getPrintersAsync()).length === 0) return 'no-printer';
  await window.loadURL(`data:application/pdf;base64,${Buffer.from(pdf).toString('base64')}`);
  return new Promise((resolve) => {
    window.webContents.print({ silent: false, printBackground: true }, (sent, reason) => {
      resolve(sent ? 'sent' : outcomeOf(reason));
    });
  });
}

/** Electron tells a person's „Anuluj” from a printer's fault by these words alone („Print job canceled”, „cancelled”). */
function outcomeOf(reason: string): Printed {
  return /cancel/i.test(reason) ? 'cancelled' : 'failed';
}

/**
 * Asks where to, offering the document's name, under which the EZD files it. False = the person thought better of it. Fails with `failed`
 * where it cannot be written there.
 */
export async function saveDocument(
  { name, pdf }: Printable,
  failed: 'document-not-saved' | 'file-not-saved' = 'document-not-saved',
): Promise<boolean> {
  const { canceled, filePath } = await dialog.showSaveDialog({
    defaultPath: join(app.getPath('documents'), name),
    filters: [{ name: 'PDF', extensions: ['pdf'] }],
  });
  if (canceled || filePath === '') return false;
  try {
    await saveWhole(filePath, pdf);
  } catch {
    // Read-only, full or gone: the person picks another place; the document is still here.
    fail(failed);
  }
  return true;
}
