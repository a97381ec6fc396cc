import { loginPattern } from '../../shared/values.ts';
import { keeperDirectoryOptions } from '../keeper-directory.ts';
import { type ServerSettings, UsageError } from '../settings.ts';
import { type Account, readTelephones, type Telephones } from './directory.ts';
import { faultLines, refusal, type Source } from './import.ts';
import { readRow, type Fault, type FileRow } from './rows.ts';
import { planToday } from './today.ts';

const away: Readonly<Record<Extract<Telephones, { ok: false }>['reason'], string>> = {
  unreachable:
    'Katalog urzędu nie odpowiada. Należy sprawdzić serwer katalogu, sieć oraz directory.url i directory.baseDn.',
  untrusted:
    'Katalog urzędu nie przedstawił certyfikatu urzędu; hasła nie wysłano. Należy sprawdzić plik directory.ca.',
  'service-account':
    'Katalog urzędu nie przyjął konta strażnika. Należy sprawdzić directory.bindName i plik hasła.',
};

/**
 * The office's own directory as of `today` (a legal day). `whole`: whoever it does not have loses the extension. Who has a number that
 * says no extension, a mobile say, is left out and said to be. Throws UsageError where the directory is away, shows no extension at all, or
 * has an account that cannot be taken.
 */
export async function sourceOfDirectory(
  settings: ServerSettings,
  whole: boolean,
  today: string,
  say: (line: string) => void,
): Promise<Source> {
  const { telephones } = settings.directory;
  const read = await readTelephones(keeperDirectoryOptions(settings), telephones);
  if (!read.ok) throw new UsageError(away[read.reason]);
  if (read.accounts.length === 0)
    throw new UsageError(
      'W katalogu urzędu nikt nie ma numeru. Należy sprawdzić directory.telephones.number i prawo odczytu konta.',
    );
  const rows = read.accounts.map((account, place) =>
    rowOfAccount(account, place + 1, telephones.lastDigits, today),
  );
  const faults = rows.filter((one): one is Fault => 'reason' in one);
  const wrong = faults.filter(({ reason }) => reason !== withoutExtension);
  if (wrong.length > 0) throw refusal(wrong);
  const taken = rows.filter((one): one is FileRow => !('reason' in one));
  // A wrong setting would end everybody's extension, where the list is the whole one.
  if (taken.length === 0) throw refusal(faults);
  if (faults.length > 0) for (const line of ['Pominięto:', ...faultLines(faults)]) say(line);
  return (stored) => planToday(taken, stored, today, whole);
}

const withoutExtension =
  'numer w katalogu nie mówi, który jest wewnętrzny (directory.telephones.lastDigits).';

/** An account as a row of the directory that begins today, or why it is none. `place`: where it stands in the list. */
export function rowOfAccount(
  { login, number, person, unit }: Account,
  place: number,
  lastDigits: number | null,
  today: string,
): FileRow | Fault {
  const extension = extensionOf(number, lastDigits);
  if (extension === null) return { row: place, account: login, reason: withoutExtension };
  // An account that could not be a person's here answers under no login.
  const known = loginPattern.test(login.toLowerCase()) ? login : '';
  return {
    ...readRow({ extension, person, unit, login: known, from: today, to: '' }, place),
    account: login,
  };
}

/**
 * The extension that a number of a directory names: „214”, „wew. 214”, „+48 27 017 52 14 w. 214”, `sip:214@host`; of a whole number
 * its last digits, where the office says so. Null: none.
 */
export function extensionOf(number: string, lastDigits: number | null): string | null {
  const plain = number.normalize('NFC').trim();
  const short =
    /^(?:sips?:)?(\d{1,6})(?:@\S*)?$/i.exec(plain) ?? /(?:wewn?|w|ext|x)[.: ]*(\d{1,6})$/i.exec(plain);
  if (short) return short[1] ?? null;
  const digits = plain.replace(/\D/g, '');
  const whole = /^\+?[\d\s()./-]+$/.test(plain) && digits.length > 6;
  return whole && lastDigits !== null ? digits.slice(-lastDigits) : null;
}
