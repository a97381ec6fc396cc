import { join } from 'node:path';
import { Client, EqualityFilter, OrFilter } from 'ldapts';
import { createOfficeCa } from '../../build/office/certificates.ts';
import { startDirectory } from '../../build/office/directory.ts';
import type { DirectorySeed, RunningDirectory } from '../../build/office/people-types.ts';
import { startSamba, whyNoSamba } from '../../build/office/samba.ts';
import type { Desk } from '../../server/entries/request.ts';
import { emptyState, type LedgerState } from '../../server/entries/state.ts';
import { Accounts } from '../../server/keeper/accounts.ts';
import { openDirectory } from '../../server/keeper/directory.ts';
import type { Scope } from '../../shared/ledger/instrument.ts';
import { bytesFromGuid } from '../../shared/object-guid.ts';
import { addMonths, legalDay } from '../../shared/warsaw.ts';
import { inTurns, median, percentile, timed } from './measure.ts';
import { lessIsBetter, type Bench } from './row.ts';

const rounds = 51;
const everybody = 300;

/** The keeper's look at everybody, of whom all may listen and nothing has changed, against the search that it begins with. */
export const keeperRound: Bench = {
  name: 'keeper-round',
  rows: async ({ root }) => {
    const seed = seedOf(everybody);
    const directory = await start(seed, root);
    const client = new Client({ url: directory.url, tlsOptions: { ca: [directory.ca] } });
    const { bindName, password } = directory.serviceAccount;
    await client.bind(bindName, password);
    const keeper = openDirectory(directory);
    try {
      const { ours, other } = await inTurns(rounds, {
        ours: roundOf(keeper, seed),
        other: () => timed(() => search(client, directory.baseDn, seed)),
      });
      const name = `the keeper's round over ${everybody} people ÷ one LDAP search of the same GUIDs`;
      return [
        lessIsBetter({ name, unit: 'ms', goal: '≤ 3' }, median(ours), median(other)),
        lessIsBetter({ name: 'the same, p95', unit: 'ms' }, percentile(ours, 0.95), percentile(other, 0.95)),
      ];
    } finally {
      await keeper.dispose();
      await client.unbind();
      await directory.stop();
    }
  },
};

/** A domain controller as an office has it, where it can stand here. */
async function start(seed: DirectorySeed, root: string): Promise<RunningDirectory> {
  const certificates = await createOfficeCa();
  return whyNoSamba() === null
    ? startSamba({ ...seed, certificates, seedScript: join(root, 'build/office/samba-seed.py') })
    : startDirectory({ ...seed, certificates });
}

function seedOf(count: number): DirectorySeed {
  const people = Array.from({ length: count }, (_, at) => ({
    ...{ login: `osoba.${at}`, password: 'Haslo-Osoby-1!', displayName: `Osoba Numer ${at}` },
    ...{ title: 'inspektor', department: 'Referat Organizacyjny', groups: [], accountState: 'ok' as const },
    guid: `00000000-0000-4000-8000-${String(at + 1).padStart(12, '0')}`,
  }));
  return { people, serviceAccount: { login: 'svc-odsluch', password: 'Konto-Uslugowe-1!' } };
}

const scope: Scope = { purposes: ['SAFETY'], departments: null, quality: 'no' };

/** Everybody is registered, authorised and in the groups of that already. */
function stateOf({ people }: DirectorySeed): LedgerState {
  const state = emptyState();
  const [from, to] = [legalDay(new Date()), addMonths(legalDay(new Date()), 3)];
  for (const [at, { login, guid }] of people.entries()) {
    const registered = { employee: true, account: 'ok', formers: [], text: null } as const;
    state.people.set(login, { ...registered, login, guid, roles: ['listener'], seq: at, place: 0 });
    const paper = { paper: 'SEK.077.1.2026', signedOn: from, from, to, revokedAt: null, scope };
    const number = `UO/${at + 1}/2026`;
    state.authorisations.set(number, { ...paper, number, login, guid, seq: at, confirmed: at });
  }
  return state;
}

/** A whole look, from the question to what is to be entered, which is nothing. */
function roundOf(directory: ReturnType<typeof openDirectory>, seed: DirectorySeed): () => Promise<number> {
  let answered: () => void = () => undefined;
  const accounts = new Accounts(directory, 0, () => answered());
  const now = (): number => Date.now();
  const time = { now, counted: now, isSure: () => true, isApart: () => false };
  const desk = { state: stateOf(seed), time } as unknown as Desk;
  return () =>
    timed(async () => {
      const heard = new Promise<void>((resolve) => (answered = resolve));
      accounts.ask(desk);
      await heard;
      if ([...accounts.due(desk)].length > 0) throw new Error('something was to be entered');
    });
}

async function search(client: Client, baseDn: string, { people }: DirectorySeed): Promise<void> {
  const filters = people.map(
    ({ guid }) => new EqualityFilter({ attribute: 'objectGUID', value: Buffer.from(bytesFromGuid(guid)) }),
  );
  const { searchEntries } = await client.search(baseDn, {
    ...{ scope: 'sub', filter: new OrFilter({ filters }), explicitBufferAttributes: ['objectGUID'] },
    attributes: ['objectGUID', 'sAMAccountName', 'userAccountControl', 'accountExpires', 'pwdLastSet'],
  });
  if (searchEntries.length !== people.length) throw new Error('not everybody was found');
}
