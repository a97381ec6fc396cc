import type { Command as Program } from 'commander';
import type { Ask } from './ask.ts';
import { asPerson, checkRequest } from './person.ts';
import type { ServerSettings } from './settings.ts';

type Kind = 'suspend' | 'resume';
type Options = { as: string; reason: string };

const said = {
  suspend: 'wstrzymano odsłuchiwanie. Wznawia je Sekretarz poleceniem resume.',
  resume: 'wznowiono odsłuchiwanie.',
};

/** Adds `suspend` and `resume`: all listening of the office stops at once, and goes on. Completing and filing are not touched. */
export function addSuspension(
  program: Program,
  settings: () => ServerSettings,
  withAsk: (work: (ask: Ask) => Promise<string>) => Promise<void>,
): void {
  const add = (kind: Kind, description: string, as: string): void => {
    program
      .command(kind)
      .description(description)
      .requiredOption('--as <login>', `${as}; hasło jest pytane`)
      .requiredOption('--reason <tekst>', 'przyczyna')
      .action((options: Options) => withAsk((ask) => enter(kind, settings(), options, ask)));
  };
  add(
    'suspend',
    'wstrzymuje od razu całe odsłuchiwanie (Sekretarz, zastępca, Burmistrz albo administrator)',
    'login podpisującego',
  );
  add('resume', 'wznawia odsłuchiwanie (podpisuje Sekretarz albo zastępca)', 'login podpisującego');
}

async function enter(
  kind: Kind,
  settings: ServerSettings,
  { as, reason }: Options,
  ask: Ask,
): Promise<string> {
  const request = checkRequest(kind, { reason }, { reason: 'Przyczyna (--reason)' });
  let sentence = '';
  await asPerson(settings, as, ask, async ({ submit, sign }) => {
    const { seq } = await (kind === 'resume' ? sign(kind, request) : submit(kind, request));
    sentence = `Wpis ${seq}: ${said[kind]}`;
  });
  return sentence;
}
