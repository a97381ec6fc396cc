import { Client } from 'pg';
import { personConfig } from '../../server/database.ts';
import { proveAtDoor } from '../../server/door.ts';
import { keeperKeyOf, type ServerSettings } from '../../server/settings.ts';
import { sign, submit, type Asker, type Refused } from '../../server/submit.ts';
import type { Command, CommandKind, SealedKind, SigningKind } from '../../shared/ledger/kinds.ts';
import { pinnedKeeperKey } from '../../shared/node/signing-key.ts';
import type { Entered } from '../../shared/node/verdict.ts';
import type { OfficePerson } from './people.ts';

/** What somebody asks of the keeper, signed in as in an office; each throws unless it is entered. */
export type InTheirName = {
  /** With the password, which is typed for exactly this, and the scan of a paper where the body names one. */
  sign<K extends SealedKind>(kind: K, body: Command<K>, salted?: Buffer): Promise<Entered<K>>;
  submit<K extends Exclude<CommandKind, SigningKind>>(kind: K, body: Command<K>): Promise<Entered<K>>;
  /** What the keeper is to refuse. */
  inVain<K extends Exclude<CommandKind, SigningKind>>(kind: K, body: Command<K>): Promise<void>;
  end(): Promise<void>;
};

/** Proves a session of somebody's and opens their own line. */
export async function inNameOf(
  settings: ServerSettings,
  { login, password }: OfficePerson,
): Promise<InTheirName> {
  const keeper = pinnedKeeperKey(keeperKeyOf(settings));
  const { signer, secret } = await proveAtDoor(settings, keeper, login, password);
  const client = new Client(personConfig(settings, login, secret));
  client.on('error', () => undefined); // The keeper ends lines of sessions that are over.
  await client.connect();
  const asker: Asker = { client, keeper, signer };
  return {
    sign: async (kind, body, salted) => accepted(await sign(asker, password, kind, body, salted)),
    submit: async (kind, body) => accepted(await submit(asker, kind, body)),
    inVain: async (kind, body) => {
      const { state } = await submit(asker, kind, body);
      if (state !== 'refused') throw new Error(`the keeper accepted ${kind} of ${login}`);
    },
    end: () => client.end(),
  };
}

function accepted<K extends CommandKind>(given: Entered<K> | Refused): Entered<K> {
  if (given.state === 'refused') throw new Error(`the keeper did not accept the seed: ${given.reason}`);
  return given;
}
