import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { app, dialog } from 'electron';
import type { RegisterFilter } from '../../shared/register.ts';
import { fail } from '../failed.ts';
import type { Session } from '../session/current.ts';
import { saveWhole } from '../whole-file.ts';
import { fileNameOf } from './document.ts';
import { signedRegister } from './register.ts';
import { registerTable } from './table.ts';

/**
 * Saves what the filter lets through as a table, where the person wants it; false = nowhere. Fails with 'file-not-saved', and as
 * `signedRegister`.
 * SECURITY: § 5: that it leaves is entered before the file is there, with its hash.
 */
export async function exportRegister(current: Session, filter: RegisterFilter): Promise<boolean> {
  // Before anything opens: whoever may not read it is told so at once.
  const { rows } = await signedRegister(current, filter);
  const name = `${fileNameOf(filter, new Date().toISOString())}.csv`;
  const { canceled, filePath } = await dialog.showSaveDialog({
    defaultPath: join(app.getPath('documents'), name),
    filters: [{ name: 'CSV', extensions: ['csv'] }],
  });
  if (canceled || filePath === '') return false;
  const table = Buffer.from(registerTable(rows));
  const sha256 = createHash('sha256').update(table).digest('hex');
  await current.submit('read', { what: 'export', filter, rows: rows.length, sha256 });
  await saveWhole(filePath, table).catch(() => fail('file-not-saved'));
  return true;
}
