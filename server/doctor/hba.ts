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

/** They ask the person for the directory's password, and the server hears it. */
const hearing = ['ldap', 'radius', 'pam', 'bsd'];

/**
 * The ways into the server, as pg_hba.conf has them.
 * SECURITY: people come by the secret of a session that the keeper entered, and over TLS alone: any other method lets in whom the keeper
 * did not, or shows the host of the database what opens the directory. Without any secret comes the door, which reaches nothing.
 */
export async function checkHba(superuser: Client): Promise<Finding[]> {
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
  const wrong = [...localWay(rows), ...closedDoor(rows), ...rows.flatMap(wrongIn)];
  return wrong.length > 0 ? wrong : [fine('database', 'Drogi do bazy danych (pg_hba.conf) są w porządku.')];
}

function localWay(rules: readonly Rule[]): Finding[] {
  const first = rules.find(({ type }) => type === 'local');
  const isClosed =
    first?.method === 'reject' && first.database.includes('all') && first.user.includes('+odsluch_people');
  if (first === undefined || isClosed) return [];
  return [
    fault(
      'database',
      'pg_hba.conf wpuszcza osoby przez gniazdo lokalne, czyli bez adresu stanowiska.',
      'Pierwszym wierszem musi być: local all +odsluch_people reject',
    ),
  ];
}

function closedDoor(rules: readonly Rule[]): Finding[] {
  if (rules.some((rule) => rule.error === null && rule.user.includes('odsluch_door') && isOpen(rule)))
    return [];
  return [
    fault(
      'database',
      'pg_hba.conf nie wpuszcza roli odsluch_door, więc nikt nie może się zalogować.',
      'Należy dopisać wiersz hostssl dla odsluch_door z metodą trust (docs/operations.md).',
    ),
  ];
}

const isOpen = ({ type, method }: Rule): boolean => type === 'hostssl' && method === 'trust';

/** What is wrong with one line: the gravest. */
function wrongIn(rule: Rule): Finding[] {
  const { line, type, user, method, error, people } = rule;
  const wrong = (what: string, advice: string) => [
    fault('database', `Wiersz ${line} pg_hba.conf ${what}.`, advice),
  ];
  if (error !== null)
    return [
      fault(
        'database',
        `W pg_hba.conf jest błąd w wierszu ${line}; serwer używa poprzedniej treści.`,
        'Należy go poprawić i przeładować serwer.',
      ),
    ];
  if (method === 'reject') return [];
  if (type !== 'local' && type !== 'hostssl')
    return wrong('wpuszcza połączenia bez TLS', 'Należy zmienić go na hostssl albo usunąć.');
  if (method === 'trust' && !(isOpen(rule) && user.join() === 'odsluch_door'))
    return wrong(
      'wpuszcza bez hasła (trust)',
      'Bez hasła wolno wpuszczać tylko rolę odsluch_door, wierszem hostssl, który nie wymienia innych ról.',
    );
  if (type === 'local' || !people) return [];
  if (hearing.includes(method))
    return wrong(
      `pyta osoby o hasło katalogu (${method}): hasła katalogu przechodzą przez serwer bazy`,
      'Metodą dla osób musi być scram-sha-256; hasło katalogu sprawdza strażnik.',
    );
  if (method !== 'scram-sha-256')
    return wrong(
      `wpuszcza osoby bez sesji, którą wpisał strażnik (${method})`,
      'Metodą dla osób musi być scram-sha-256.',
    );
  if (user.includes('all'))
    return wrong(
      'wpuszcza z sieci wszystkie role, także administratora bazy',
      'Należy wymienić z nazwy +odsluch_people i role programów.',
    );
  return [];
}
