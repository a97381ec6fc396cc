import { CommanderError } from 'commander';
import { DatabaseError } from 'pg';
import { isTlsFailure } from '../shared/tls-failure.ts';
import { Interrupted } from './keeper/connection.ts';
import { KeeperEnd } from './keeper/options.ts';
import { MigrationRefused } from './migrate.ts';
import { UsageError } from './settings.ts';
import { KeeperSilent } from './submit.ts';

/** A failed command in one sentence that says what to do. Codes of the system, never anybody's data. */
export function sentenceOf(error: unknown): string {
  if (error instanceof UsageError || error instanceof MigrationRefused || error instanceof KeeperEnd)
    return error.message;
  if (error instanceof KeeperSilent)
    return 'Serwer odsłuchu nie odpowiedział. Należy sprawdzić, czy działa strażnik.';
  if (error instanceof CommanderError) return misused(error);
  if (error instanceof Interrupted) return sentenceOf(error.cause);
  if (isLost(error)) return lost;
  if (error instanceof DatabaseError)
    return databaseSentences[error.code ?? ''] ?? `Baza danych odmówiła (${error.code ?? '–'}).`;
  const code = codeOf(error);
  if (isTlsFailure(error))
    return `Serwer bazy danych lub katalogu nie przedstawił certyfikatu urzędu (${code ?? 'TLS'}). Nie wysłano hasła.`;
  if (isNetworkFailure(error, code))
    return `Baza danych nie odpowiada (${code ?? 'brak odpowiedzi'}). Należy sprawdzić, czy działa, oraz adres w ustawieniach.`;
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return `Brakuje miejsca na dysku lub zasobie, na którym polecenie zapisuje (${code}). Należy je zwolnić i powtórzyć polecenie.`;
  if (code === 'EROFS')
    return 'Dysk lub zasób, na którym polecenie zapisuje, jest podłączony tylko do odczytu (EROFS). Należy podłączyć go do zapisu i powtórzyć polecenie.';
  if (code === 'EISDIR') return 'Podana ścieżka jest folderem. Należy podać plik.';
  if (code !== null && error instanceof Error && 'path' in error)
    return `Nie można użyć pliku ${String(error.path)} (${code}).`;
  return error instanceof Error
    ? `Nieoczekiwany błąd: ${error.name}: ${error.message}`
    : 'Nieoczekiwany błąd.';
}

const lost =
  'Połączenie z bazą danych zostało przerwane. Należy sprawdzić, czy baza działa, i powtórzyć polecenie.';

/** The server ended the connection (classes 08 and 57P of SQLSTATE), or pg says of the line that it is gone. */
function isLost(error: unknown): boolean {
  if (error instanceof DatabaseError) return /^(08...|57P0[125])$/.test(error.code ?? '');
  return error instanceof Error && /^Connection terminated|is not queryable$/.test(error.message);
}

const notMigrated =
  'Baza danych nie jest przygotowana dla tej wersji programu. Należy najpierw wykonać migrate.';
const databaseSentences: Readonly<Record<string, string>> = {
  OD001: 'Serwer nie przyjął żądania w tej postaci. Należy sprawdzić podane dane.',
  OD002:
    'Trzy żądania tej osoby czekają już na strażnika. Należy sprawdzić, czy strażnik działa, i spróbować ponownie.',
  OD003: 'Sesja wygasła. Należy powtórzyć polecenie.',
  '28P01': 'Baza danych nie przyjęła hasła programu. Należy sprawdzić plik hasła podany w ustawieniach.',
  '28000': 'Baza danych nie przyjmuje stąd tego logowania. Należy sprawdzić pg_hba.conf.',
  '3D000': 'Nie ma bazy danych o nazwie podanej w ustawieniach. Należy ją utworzyć, potem wykonać migrate.',
  '3F000': notMigrated,
  '42P01': notMigrated,
  '42883': notMigrated,
  '42501': 'Rola bazy danych podana w ustawieniach nie ma do tego prawa.',
  '53300': 'Baza danych nie przyjmuje więcej połączeń. Należy spróbować ponownie za chwilę.',
  '57P03': 'Baza danych właśnie się uruchamia. Należy spróbować ponownie za chwilę.',
};

const network: ReadonlySet<string> = new Set([
  ...[
    'ECONNREFUSED',
    'ECONNRESET',
    'ETIMEDOUT',
    'EHOSTUNREACH',
    'ENETUNREACH',
    'ENOTFOUND',
    'EAI_AGAIN',
    'EPIPE',
  ],
]);

/** Also the local socket that is not there, and pg's own word for a server that does not answer in time. */
function isNetworkFailure(error: unknown, code: string | null): boolean {
  if (code !== null && network.has(code)) return true;
  if (!(error instanceof Error)) return false;
  return (
    ('syscall' in error && error.syscall === 'connect') ||
    /timeout expired|connection timeout/.test(error.message)
  );
}

function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}

/** What commander found wrong with the arguments, in Polish. */
function misused({ code, message }: CommanderError): string {
  const what = /'([^']*)'/.exec(message)?.[1] ?? '';
  const help = 'Pomoc: odsluch-server --help.';
  if (code === 'commander.unknownCommand') return `Nie ma polecenia ${what}. ${help}`;
  if (code === 'commander.unknownOption') return `Nie ma opcji ${what}. ${help}`;
  if (code === 'commander.missingMandatoryOptionValue') return `Brakuje opcji ${what}. ${help}`;
  if (code === 'commander.missingArgument') return `Brakuje argumentu „${what}”. ${help}`;
  if (code === 'commander.optionMissingArgument') return `Opcja ${what} wymaga wartości. ${help}`;
  if (code === 'commander.invalidArgument') return `Opcja ${what} ma niedozwoloną wartość. ${help}`;
  if (code === 'commander.excessArguments') return `Podano za dużo argumentów. ${help}`;
  return `Niezrozumiałe polecenie. ${help}`;
}
