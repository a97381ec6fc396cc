import type { Client } from 'pg';
import { fault, fine, type Finding } from './finding.ts';

type Rule = {
  line: number;
  type: string;
  database: string[];
  user: string[];
  method: string;
  error: string | null;
};

/**
 * The ways into the server, as pg_hba.conf has them.
 * SECURITY: everybody may give the own role a password; over the local socket, or a line without TLS, it would be a way in past the
 * directory.
 */
export async function checkHba(superuser: Client): Promise<Finding[]> {
  const { rows } = await superuser.query<Rule>(
    `SELECT line_number AS line, type, database, user_name AS "user", auth_method AS method, error FROM pg_hba_file_rules
      ORDER BY line_number`,
  );
  const wrong = [...broken(rows), ...localWay(rows), ...openLines(rows)];
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
