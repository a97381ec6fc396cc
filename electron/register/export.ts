import { join } from 'node:path';
import { app, dialog } from 'electron';
import type { RegisterFilter } from '../../shared/register.ts';
import { announce } from '../announce.ts';
import type { Session } from '../session/current.ts';
import { fileNameOf } from './document.ts';
import { interruptible } from './interrupting.ts';
import { readSummary } from './register.ts';
import { writeTable } from './write-table.ts';

/** Saves what the filter lets through as a table, where the person wants it. Fails with 'file-not-saved', and as `writeTable`. */
export async function exportRegister(
  current: Session,
  filter: RegisterFilter,
): Promise<'saved' | 'cancelled' | 'stopped'> {
  // Before anything opens: whoever may not read it is told so at once.
  const { acts, refusals } = await readSummary(current, filter);
  const name = `${fileNameOf(filter, new Date().toISOString())}.csv`;
  const { canceled, filePath } = await dialog.showSaveDialog({
    defaultPath: join(app.getPath('documents'), name),
    filters: [{ name: 'CSV', extensions: ['csv'] }],
  });
  if (canceled || filePath === '') return 'cancelled';
  const tell = (done: number): void =>
    void announce('register.progress', { done, all: Math.max(done, acts + refusals) });
  return interruptible(current, (signal) => writeTable(current, filter, filePath, tell, signal));
}
