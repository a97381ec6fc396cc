import type { Command as Program } from 'commander';
import { UsageError, type ServerSettings } from '../settings.ts';
import { exitCodes, fault, worstOf, type Finding, type Part, type State } from './finding.ts';
import { examine } from './run.ts';

/** Adds `doctor`; it ends with 0, 1, 2 or 3, as a monitoring system's plugins do. */
export function addDoctor(
  program: Program,
  settings: () => ServerSettings,
  schemaFolder: string,
  say: (line: string) => void,
): void {
  program
    .command('doctor')
    .description(
      'sprawdza ustawienia, bazę danych, strażnika, klucze, zasób, katalog, certyfikaty i zegar; niczego nie zmienia',
    )
    .option('--json', 'wynik jako JSON', false)
    .exitOverride((error) => {
      // A command that was mistyped says nothing about the office.
      throw Object.assign(error, { exitCode: error.exitCode === 0 ? 0 : exitCodes.unknown });
    })
    .action(async ({ json }: { json: boolean }) => {
      const findings = await look(settings, schemaFolder);
      const state = worstOf(findings);
      if (json) say(JSON.stringify({ state, checks: findings }, null, 2));
      else for (const line of linesOf(findings)) say(line);
      process.exitCode = exitCodes[state];
    });
}

async function look(settings: () => ServerSettings, schemaFolder: string): Promise<Finding[]> {
  let read: ServerSettings;
  try {
    read = settings();
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    // With these settings no other program of the server room starts either.
    return [
      fault('settings', error.message, 'Należy poprawić plik; znaczenie pól opisuje docs/operations.md.'),
    ];
  }
  return examine(read, schemaFolder);
}

const labels: Readonly<Record<State, string>> = {
  ok: 'OK',
  warning: 'UWAGA',
  error: 'BŁĄD',
  unknown: 'NIEZNANE',
};
const titles: Readonly<Record<Part, string>> = {
  settings: 'Ustawienia',
  database: 'Baza danych',
  keeper: 'Strażnik',
  keystore: 'Magazyn kluczy',
  backup: 'Kopie',
  calls: 'Połączenia',
  share: 'Zasób nagrań',
  certificates: 'Certyfikaty',
  directory: 'Katalog',
  clock: 'Zegar',
  journal: 'Dziennik',
};

/** The result for people: a monitoring system shows the first line by itself, so it names the parts that are not in order. */
function linesOf(findings: readonly Finding[]): string[] {
  const state = worstOf(findings);
  const wrong = new Set(findings.filter((one) => one.state !== 'ok').map(({ part }) => titles[part]));
  const what = wrong.size === 0 ? 'wszystko jest w porządku' : [...wrong].join(', ');
  return [`${labels[state]} – ${what}`, ...findings.map(lineOf)];
}

function lineOf({ state, sentence, advice }: Finding): string {
  return `${labels[state].padEnd(8)} ${clean(sentence)}${advice === null ? '' : ` ${clean(advice)}`}`;
}

/** Words of the database may come from outside: a terminal would obey the control characters in them. */
function clean(text: string): string {
  return text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, ' ');
}
