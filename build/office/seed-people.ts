import type { Client } from 'pg';
import type { ServerSettings } from '../../server/settings.ts';
import type { Entered } from '../../shared/node/verdict.ts';
import { purpose } from '../../shared/purposes.ts';
import { legalDay } from '../../shared/warsaw.ts';
import { inNameOf, type InTheirName } from './in-name.ts';
import { listens, type DemoAuthorisation, type OfficePerson } from './people.ts';

/** Gives one of the server room's programs its password for the database. */
export async function setPassword(superuser: Client, login: string, password: string): Promise<void> {
  const { rows } = await superuser.query<{ statement: string }>(
    "SELECT format('ALTER ROLE %I PASSWORD %L', $1::text, $2::text) AS statement",
    [login, password],
  );
  await superuser.query(rows[0]?.statement ?? '');
}

/**
 * Registers everybody, and the papers by which they may listen: entered by the Secretary, confirmed by her deputy; each is an entry of the
 * keeper like in any office.
 */
export async function seedPeople(
  settings: ServerSettings,
  { secretary, deputy }: Record<'secretary' | 'deputy', OfficePerson>,
  people: readonly OfficePerson[],
): Promise<void> {
  const hers = await inNameOf(settings, secretary);
  const papers: Entered<'instrument'>[] = [];
  // Those with whom the office began are in its ledger.
  const others = people.filter(({ login }) => login !== secretary.login && login !== deputy.login);
  await hers.submit('person', { guids: others.map(({ guid }) => guid) });
  for (const person of people)
    if (person.authorisation !== null) papers.push(await register(hers, person, person.authorisation));
  const his = await inNameOf(settings, deputy);
  const hashes = papers.map(({ hash }) => hash.toString('hex'));
  await his.sign('confirm', { entries: papers.map(({ seq }) => seq), hashes });
  const ended = { why: 'post' as const, until: null, paper: null, words: 'zmiana zakresu obowiązków' };
  for (const { authorisation } of people)
    if (authorisation?.revoked) await hers.submit('revoke', { number: authorisation.number, ...ended });
  for (const line of [hers, his]) await line.end();
}

/** Waits until the keeper has made everybody what papers and accounts give. */
export async function given(superuser: Client, people: readonly OfficePerson[]): Promise<void> {
  const wanted = people.filter(listens).map(({ login }) => login);
  const end = performance.now() + patience;
  for (;;) {
    const { rows } = await superuser.query<{ login: string }>(
      `SELECT login FROM office.person WHERE 'listener' = ANY (roles)`,
    );
    const found = rows.map(({ login }) => login);
    if (found.length === wanted.length && wanted.every((login) => found.includes(login))) return;
    if (performance.now() > end) throw new Error(`these may listen by now: ${found.join(', ')}`);
    await new Promise((next) => setTimeout(next, 20));
  }
}
const patience = 20_000;

/** For all purposes and departments, by the Mayor, whose appointment is the third with which the office began. */
async function register(
  { sign }: InTheirName,
  { guid: subjectGuid }: OfficePerson,
  { number, paper, signedOn, from, to }: DemoAuthorisation,
): Promise<Entered<'instrument'>> {
  const row = {
    number: null,
    subjectGuid,
    purposes: purpose.options,
    departments: null,
    quality: 'no' as const,
  };
  const answer = await sign('instrument', {
    what: 'authorisation',
    rows: [{ ...row, from, to, declaredOn: signedOn }],
    signed: {
      ...{ paper, signatory: `PF/3/${legalDay().slice(0, 4)}`, signatoryName: null, signedOn },
      ...{ way: 'ezd', scan: null },
    },
  });
  if (answer.payload.rows[0]?.number !== number) throw new Error(`${number} is another number`);
  return answer;
}
