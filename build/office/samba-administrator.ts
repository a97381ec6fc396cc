import { Attribute, Change, Client, escapeFilter } from 'ldapts';
import { guidFromBytes } from '../../shared/object-guid.ts';
import { baseDnOf } from './people-types.ts';

interface AdministratorOptions {
  url: string;
  ca: string;
  domain: string;
  password: string;
}

/** The domain administrator of a Samba office: what happens to accounts in the middle of a day. */
export interface Administrator {
  baseDn: string;
  badPasswords(login: string): Promise<number>;
  disable(login: string): Promise<void>;
  enable(login: string): Promise<void>;
  changePassword(login: string, password: string): Promise<void>;
  rename(login: string, renamed: { login: string; displayName: string }): Promise<void>;
  /** objectGUID as lower-case uuid text. */
  guidOf(login: string): Promise<string>;
  /** Locks an account the way it is locked in life: by that many wrong passwords. */
  lock(login: string, wrongPasswords: number): Promise<void>;
}

export function createAdministrator({ url, ca, domain, password }: AdministratorOptions): Administrator {
  const baseDn = baseDnOf(domain);
  const newClient = (): Client =>
    new Client({ url, timeout: 5000, connectTimeout: 5000, tlsOptions: { ca: [ca] } });

  const bound = async <T>(work: (client: Client) => Promise<T>): Promise<T> => {
    const client = newClient();
    try {
      await client.bind(`Administrator@${domain}`, password);
      return await work(client);
    } finally {
      await client.unbind();
    }
  };

  const find = async (client: Client, login: string) => {
    const { searchEntries } = await client.search(baseDn, {
      filter: escapeFilter`(sAMAccountName=${login})`,
      attributes: ['badPwdCount', 'objectGUID'],
      explicitBufferAttributes: ['objectGUID'],
    });
    const [found] = searchEntries;
    if (!found) throw new Error(`no account ${login} in this directory`);
    const { dn, badPwdCount, objectGUID } = found;
    const guid = guidFromBytes(objectGUID as Buffer) ?? '';
    // Samba does not have the attribute before the first wrong password; ldapts then gives an empty list.
    return { dn, guid, badPasswords: Array.isArray(badPwdCount) ? 0 : Number(badPwdCount) };
  };

  const replace = (login: string, values: Readonly<Record<string, string | Buffer>>): Promise<void> =>
    bound(async (client) => {
      const { dn } = await find(client, login);
      const changes = Object.entries(values).map(
        ([type, value]) => new Change({ operation: 'replace', modification: attributeOf(type, value) }),
      );
      await client.modify(dn, changes);
    });

  return {
    baseDn,
    badPasswords: async (login) => (await bound((client) => find(client, login))).badPasswords,
    disable: (login) => replace(login, { userAccountControl: '514' }),
    enable: (login) => replace(login, { userAccountControl: '512', lockoutTime: '0' }),
    // MS-ADTS 3.1.1.3.1.5: the password in quotation marks, UTF-16LE.
    changePassword: (login, changed) =>
      replace(login, { unicodePwd: Buffer.from(`"${changed}"`, 'utf16le') }),
    rename: (login, renamed) =>
      replace(login, {
        sAMAccountName: renamed.login,
        userPrincipalName: `${renamed.login}@${domain}`,
        displayName: renamed.displayName,
      }),
    guidOf: async (login) => (await bound((client) => find(client, login))).guid,
    lock: async (login, wrongPasswords) => {
      for (let tries = 0; tries < wrongPasswords; tries += 1) {
        const client = newClient();
        // Refused, and meant to be.
        await client.bind(`${login}@${domain}`, 'na pewno nie to').catch(() => undefined);
        await client.unbind();
      }
    },
  };
}

function attributeOf(type: string, value: string | Buffer): Attribute {
  return Buffer.isBuffer(value)
    ? new Attribute({ type, values: [value] })
    : new Attribute({ type, values: [value] });
}
