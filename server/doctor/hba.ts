import type { Client } from 'pg';
import { fault, fine, type Finding } from './finding.ts';

type Rule = {
  line: number;
  type: string;
  database: string[];
  user: string[];
  method: string;
  error: string | null;
  /** Whether somebody among the office's people may come this way: by a group, by name, or as „all”. */
  people: boolean;
};

/**
 * The ways into the server, as pg_hba.conf has them. `asksDirectory`: people have to be asked for the directory's password; TRYB
 * DEMONSTRACYJNY has them give the database's own.
 * SECURITY: everybody may give the own role a password; over the local socket, a line without TLS, or one that asks for that password,
 * it would be a way in past the directory, also for who was dismissed.
 */
export async function checkHba(superuser: Client, asksDirectory: boolean): Promise<Finding[]> {
  const { rows } = await superuser.query<Rule>(
    `SELECT line_number AS line, type, database, user_name AS "user", auth_method AS method, error,
        coalesce(user_name && '{all,+odsluch_people}' OR EXISTS (
          SELECT FROM unnest(user_name) named, pg_roles person
           WHERE pg_has_role(person.oid, 'odsluch_people', 'MEMBER') AND NOT person.rolsuper
             AND (named = person.rolname OR left(named, 1) = '/' AND person.rolname ~ substr(named, 2)
               OR EXISTS (SELECT FROM pg_roles g WHERE named = '+' || g.rolname AND pg_has_role(person.oid, g.oid, 'MEMBER')))
        ), false) AS people
       FROM pg_hba_file_rules ORDER BY line_number`,
  );
  const wrong = [
    ...broken(rows),
    ...localWay(rows),
    ...openLines(rows),
    ...pastDirectory(rows, asksDirectory),
  ];
  return wrong.length > 0 ? wrong : [fine('database', 'Drogi do bazy danych (pg_hba.conf) są w porządku.')];
}

function broken(rules: readonly Rule[]): Finding[] {
  return rules
    .filter(({ error }) => error !== null)
    .map(({ line }) =>
      fault(
        'database',
        `W pg_hba.conf jest błąd w wierszu ${line}; serwer używa poprzedniej treści.`,
        'Należy go poprawić i przeładować serwer.',
      ),
    );
}

function localWay(rules: readonly Rule[]): Finding[] {
  const first = rules.find(({ type }) => type === 'local');
  const isClosed =
    first?.method === 'reject' && first.database.includes('all') && first.user.includes('+odsluch_people');
  if (first === undefined || isClosed) return [];
  return [
    fault(
      'database',
      'pg_hba.conf wpuszcza osoby przez gniazdo lokalne, z pominięciem katalogu.',
      'Pierwszym wierszem musi być: local all +odsluch_people reject',
    ),
  ];
}

function openLines(rules: readonly Rule[]): Finding[] {
  return rules
    .filter(({ type, method }) => method !== 'reject' && (type === 'host' || type === 'hostnossl'))
    .map(({ line }) =>
      fault(
        'database',
        `Wiersz ${line} pg_hba.conf wpuszcza połączenia bez TLS.`,
        'Należy zmienić go na hostssl albo usunąć.',
      ),
    );
}

function pastDirectory(rules: readonly Rule[], asksDirectory: boolean): Finding[] {
  return rules
    .filter(({ type, user, method, people }) => {
      if (type !== 'hostssl' || method === 'ldap' || method === 'reject') return false;
      return people && (asksDirectory || method !== 'scram-sha-256' || user.includes('all'));
    })
    .map(({ line, method }) =>
      fault(
        'database',
        `Wiersz ${line} pg_hba.conf wpuszcza osoby z pominięciem katalogu (${method}).`,
        'Osoby ma sprawdzać katalog (ldap); role programów należy wymienić z nazwy.',
      ),
    );
}
