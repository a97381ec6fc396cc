import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { app, dialog } from 'electron';
import type { Handlers } from '../../shared/contract.ts';
import type { Bundle, PageFault } from '../../shared/support.ts';
import { fail } from '../failed.ts';
import { logFault } from '../log.ts';
import { makeBundle } from './bundle.ts';

/** SECURITY: what is written is what was made here and shown, never a text that the page sends. */
let shown: Bundle | null = null;

/** Also for somebody who cannot sign in: that is when it is needed most. */
export const supportHandlers = {
  'support.collect': () => {
    shown = makeBundle();
    return Promise.resolve(shown);
  },
  'support.save': async () => ({ saved: await save(shown ?? fail('invalid-input')) }),
  'support.fault': ({ kind, places }) =>
    Promise.resolve({ reference: logFault(`page: ${lineOf({ kind, places })}`) }),
} satisfies Partial<Handlers>;

const lineOf = ({ kind, places }: PageFault): string => [kind, ...places].join('\n    at ');

/** False = the person thought better of it. Fails with 'file-not-saved'; the text stays on the screen. */
async function save({ name, text }: Bundle): Promise<boolean> {
  const { canceled, filePath } = await dialog.showSaveDialog({
    defaultPath: join(app.getPath('documents'), name),
    filters: [{ name: 'TXT', extensions: ['txt'] }],
  });
  if (canceled || filePath === '') return false;
  try {
    await writeFile(filePath, text);
  } catch {
    // Read-only, full or gone: the person picks another place.
    fail('file-not-saved');
  }
  return true;
}
