import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import type { ClientConfig } from 'pg';
import { authority, type AuthorityRules } from '../../shared/limits.ts';
import { legalBases, type BasisProposal } from '../legal-bases.ts';
import { LedgerTime, systemClock, type Clock } from './clock.ts';
import { Connection } from './connection.ts';
import { createJournal, Journal } from './journal.ts';
import { createKeystore, openKeystore } from './keystore.ts';
import { Ledger, type Prepared } from './ledger.ts';
import type { PersonName } from '../../shared/ledger/head.ts';
import { nextNumber } from '../entries/papers.ts';
import { ownHead, type Content } from '../entries/request.ts';
import { yearOf, type LedgerState } from '../entries/state.ts';
import { legalDay } from '../../shared/warsaw.ts';
import { renewSender } from '../sender.ts';
import { UsageError } from '../settings.ts';
import { markName, markShare, readMark } from '../share-mark.ts';

export type GenesisOptions = {
  /** Connects as `odsluch_keeper` to a migrated database whose ledger is empty. */
  database: ClientConfig;
  /** Folder for the private keys; made with 0700 where it is missing. */
  keystore: string;
  /** File of the journal; made with 0600. */
  journal: string;
  /** Folder of the recordings; marked. */
  share: string;
  /** File of the key that `ingest` asks with; made with 0600. */
  ingestKey: string;
  /** Name of the office, as the genesis entry carries it. */
  office: string;
  /** The office's approval of the legal bases that are loaded: its number. */
  approval: string;
  bases?: readonly BasisProposal[];
  /** How papers are numbered. Default: as `shared/limits.ts` says. */
  numbers?: AuthorityRules['numbers'];
  secretary: Appointed & Account;
  deputy: Appointed & Account;
  /** Default: the database's clock beside this host's. */
  clock?: Clock;
  /** May have no account: the Mayor need not open the program. */
  mayor: Appointed & (Account | { login: null; guid: null });
};

/** Somebody with whom the office begins: by which paper, of which day, from which on it counts. */
export type Appointed = PersonName & { paper: string; since: string };
type Account = { login: string; guid: string };

/** There is a ledger, or the remains of one: nothing was changed. */
export class LedgerExists extends Error {}

/**
 * Begins a ledger: keys in the keystore, the genesis entry, the `person` entries of Secretary, deputy and
 * Mayor with the logins that go with them, the legal bases as the office approved them and their appointments, which the keeper confirms itself,
 * what they have in the database by these, the key that ingest asks with – all in one
 * transaction, then the journal. Returns the keeper's public key as the office pins it. May be repeated after a crash. Throws LedgerExists where there are entries already.
 */
export async function initialiseLedger(options: GenesisOptions): Promise<{ keeperPublicKey: string }> {
  const connection = await Connection.open(options.database, () => undefined);
  try {
    const [row] = await connection.run<{ any: boolean }>(`SELECT EXISTS (SELECT FROM office.entry) AS any`);
    if (row?.any) throw new LedgerExists('the database has a ledger');
    const share = await markNewShare(options.share);
    createKeystore(options.keystore);
    if (!existsSync(options.journal)) createJournal(options.journal);
    return await begin(connection, { ...options, share });
  } finally {
    await connection.close();
  }
}

/**
 * The mark of the share of a new office. Throws UsageError.
 * SECURITY: what two offices keep on one share either would clear away as its own leftovers.
 */
async function markNewShare(share: string): Promise<string> {
  if ((await readMark(share)) !== null && (await readdir(share)).some((name) => /^\d{4}$/.test(name)))
    throw new UsageError(
      `Na zasobie ${share} są już nagrania innego urzędu (${markName}). Należy podać w ustawieniach własny zasób.`,
    );
  return markShare(share);
}

/** `share`: the SHA-256 of its mark. */
async function begin(connection: Connection, options: GenesisOptions): Promise<{ keeperPublicKey: string }> {
  const keys = openKeystore(options.keystore);
  const journal = new Journal(options.journal);
  try {
    // SECURITY: a database emptied or exchanged under a keeper that has written is no new office.
    journal.reread();
    if (journal.head !== null) throw new LedgerExists('the journal has entries');
    const { clock = systemClock } = options;
    const ledger = new Ledger(keys, journal, new LedgerTime(clock));
    const now = clock.database(await databaseNow(connection));
    const written: Prepared[] = [];
    await connection.run('BEGIN');
    for (const content of firstEntries(options, ledger.state, keys.publicKey, now)) {
      const prepared = ledger.prepare(content);
      await ledger.commit(connection, prepared);
      written.push(prepared);
    }
    await connection.run('COMMIT');
    for (const prepared of written) ledger.journal(prepared);
    return { keeperPublicKey: `ed25519:${keys.publicKey}` };
  } finally {
    journal.close();
  }
}

async function databaseNow(connection: Connection): Promise<number> {
  const [row] = await connection.run<{ now: Date }>('SELECT clock_timestamp() AS now');
  if (!row) throw new Error('the database told no time');
  return row.now.getTime();
}

function firstEntries(
  {
    office,
    share,
    approval,
    secretary,
    deputy,
    mayor,
    ingestKey,
    bases = legalBases,
    ...options
  }: GenesisOptions,
  state: LedgerState,
  keeper: string,
  now: number,
): Content[] {
  const numbers = options.numbers ?? authority.parse({}).numbers;
  const people = [
    { ...secretary, office: 'secretary' as const, deputy: false },
    { ...deputy, office: 'secretary' as const, deputy: true },
    { ...mayor, office: 'mayor' as const, deputy: false },
  ];
  return [
    { words: null, payload: () => ({ ...ownHead('genesis', now), office, keeper, share }) },
    ...people.flatMap((one) => personContent(one, now)),
    basesContent(state, bases, approval, numbers, now),
    ...people.map((one) => appointmentContent(state, one, numbers, now)),
    { words: null, payload: () => ({ ...ownHead('confirmed', now), ...waiting(state) }) },
    ...people.flatMap((one) => rolesContent(one, now)),
    renewSender(ingestKey, now),
  ];
}

type FirstOffice = (Appointed & (Account | { login: null; guid: null })) & {
  office: 'secretary' | 'mayor';
  deputy: boolean;
};

/** Nobody is entered who has no account. */
function personContent({ login, guid, displayName, post, unit }: FirstOffice, now: number): Content[] {
  if (login === null) return [];
  const people = [{ login, guid, employee: true }];
  return [
    {
      words: { names: [{ displayName, post, unit }] },
      payload: (text) => ({ ...ownHead('person', now), people, text }),
    },
  ];
}

/** The legal bases in one paper, by the number and on the day of their approval. */
function basesContent(
  state: LedgerState,
  bases: readonly BasisProposal[],
  approval: string,
  numbers: AuthorityRules['numbers'],
  now: number,
): Content {
  const signedOn = legalDay(new Date(now));
  return {
    words: { names: [], signatory: null },
    payload: (text) => {
      const taken: string[] = [];
      const rows = bases.map(({ position, content: basis, from, to, verifiedOn }) => {
        const number = nextNumber(state, 'version', numbers, yearOf(now), taken);
        taken.push(number);
        return { number, of: 'basis' as const, from, to, content: { position, basis, approval, verifiedOn } };
      });
      return {
        ...{ ...ownHead('instrument', now), what: 'version', rows },
        signed: { paper: approval, signatory: null, signedOn, way: 'paper', scan: null },
        text,
      };
    },
  };
}

/** The directory has just said that these accounts stand. */
function rolesContent({ login, guid, office }: FirstOffice, now: number): Content[] {
  if (login === null) return [];
  const facts = { subject: login, subjectGuid: guid, roles: [office], account: 'ok' as const };
  return [{ words: null, payload: () => ({ ...ownHead('roles', now), ...facts }) }];
}

function appointmentContent(
  state: LedgerState,
  one: FirstOffice,
  numbers: AuthorityRules['numbers'],
  now: number,
): Content {
  const { login, guid, office, deputy, paper, since, displayName, post, unit } = one;
  const facts = { subject: login, subjectGuid: guid, office, deputy, powers: [], employee: true };
  return {
    words: { names: [{ displayName, post, unit }], signatory: null },
    payload: (text) => ({
      ...{ ...ownHead('instrument', now), what: 'appointment' },
      rows: [
        {
          number: nextNumber(state, 'appointment', numbers, yearOf(now)),
          ...facts,
          emergency: false,
          from: since,
          to: null,
        },
      ],
      signed: { paper, signatory: null, signedOn: since, way: 'paper', scan: null },
      text,
    }),
  };
}

/** The papers that nobody has confirmed yet. */
function waiting({ instruments, papers }: LedgerState): { entries: number[]; hashes: string[] } {
  const entries = [...new Set([...instruments.values()].map(({ seq }) => seq))];
  return { entries, hashes: entries.map((seq) => papers.get(seq)?.toString('hex') ?? '') };
}
