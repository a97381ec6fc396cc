import type { Command as Program } from 'commander';
import { commands } from '../shared/ledger/kinds.ts';
import type { Ask } from './ask.ts';
import { asPerson } from './person.ts';
import { UsageError, type ServerSettings } from './settings.ts';

type Options = { as: string; reason: string };

/**
 * Adds `suspend`: all listening of the office stops at once. Completing and filing are not touched.
 * SECURITY: stopping alone is done here. Whoever lets it go on signs in the window: no password of the desk is typed where an administrator is at
 * home.
 */
export function addSuspension(
  program: Program,
  settings: () => ServerSettings,
  withAsk: (work: (ask: Ask) => Promise<string>) => Promise<void>,
): void {
  program
    .command('suspend')
    .description('wstrzymuje od razu całe odsłuchiwanie (Sekretarz, zastępca, Burmistrz albo administrator)')
    .requiredOption('--as <login>', 'login podpisującego; hasło jest pytane')
    .requiredOption('--reason <tekst>', 'przyczyna')
    .action((options: Options) => withAsk((ask) => suspend(settings(), options, ask)));
}

async function suspend(settings: ServerSettings, { as, reason }: Options, ask: Ask): Promise<string> {
  // Before anybody is asked for a password.
  const checked = commands.suspend.safeParse({ reason });
  if (!checked.success) throw new UsageError('Przyczyna (--reason) – wartość jest pusta albo ma złą postać.');
  let said = '';
  await asPerson(settings, as, ask, async (submit) => {
    const { seq } = await submit('suspend', checked.data);
    said = `Wpis ${seq}: wstrzymano odsłuchiwanie. Wznawia je Sekretarz albo zastępca na stronie „Pulpit”.`;
  });
  return said;
}
