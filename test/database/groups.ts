import { until, type TestOffice } from './support.ts';

/** The groups of a login without their prefix, in their order; `NOLOGIN` where nobody is let in as it. */
export async function held({ superuser }: Pick<TestOffice, 'superuser'>, login: string): Promise<string[]> {
  const { rows } = await superuser.query<{ groups: string[] }>(
    `SELECT coalesce(array_agg(g.rolname::text ORDER BY g.rolname) FILTER (WHERE g.oid IS NOT NULL), '{}') ||
            CASE WHEN p.rolcanlogin THEN '{}'::text[] ELSE '{NOLOGIN}' END AS groups
       FROM pg_roles p LEFT JOIN pg_auth_members m ON m.member = p.oid LEFT JOIN pg_roles g ON g.oid = m.roleid
      WHERE p.rolname = $1 GROUP BY p.rolcanlogin`,
    [login],
  );
  return (rows[0]?.groups ?? []).map((group) => group.replace('odsluch_', ''));
}

/** Waits until a login has exactly these groups. */
export const holds = (office: Pick<TestOffice, 'superuser'>, login: string, ...groups: string[]) =>
  until(`${login}: ${groups.join(' ')}`, async () =>
    (await held(office, login)).join() === groups.join() ? true : null,
  );
