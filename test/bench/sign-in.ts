import { authenticate } from '../../electron/session/directory.ts';
import { PersonConnection } from '../../electron/session/connection.ts';
import { proveAtDoor } from '../../electron/session/door.ts';
import { KeeperPulse } from '../../electron/session/pulse.ts';
import { Commands } from '../../electron/session/submit.ts';
import type { Ask, ProvedSession } from '../../shared/node/door.ts';
import { pinnedKeeperKey } from '../../shared/node/signing-key.ts';
import { inTurns, median, percentile, timed } from './measure.ts';
import type { BenchOffice } from './parts/office.ts';
import { littleMore, type Bench } from './row.ts';

const rounds = 31;
/** Two persons: a new session replaces the secret that the other one stands by. */
const [newcomer, regular] = ['anna.nowak', 'barbara.zych'] as const;

/** What a session proved to the keeper adds to a sign-in: by the app's own parts, against a bind and a connection with a secret that stands. */
export const signingIn: Bench = {
  name: 'sign-in',
  rows: async (context) => {
    const office = await context.office();
    const { secret } = await prove(office, regular);
    const { ours, other } = await inTurns(rounds, {
      ours: () => signIn(office, newcomer, () => prove(office, newcomer)),
      other: () => signIn(office, regular, () => Promise.resolve({ secret })),
    });
    const unit = 'ms';
    return [
      littleMore(
        { name: 'sign-in − bind and connection with a standing secret', unit, goal: '≤ 150' },
        median(ours),
        median(other),
      ),
      littleMore({ name: 'the same, p95', unit }, percentile(ours, 0.95), percentile(other, 0.95)),
    ];
  },
};

function prove({ database: { host, port, ca }, keeperPublicKey, person }: BenchOffice, login: string) {
  const who = { login, password: person(login).password, version: '9.9.9' };
  return proveAtDoor({ host, port, name: 'odsluch', ca }, pinnedKeeperKey(keeperPublicKey), who);
}

/** Bind, secret, and the line with its first place. A session ends afterwards as at a sign-out, so that none is ended by the ninth. */
async function signIn(
  office: BenchOffice,
  login: string,
  secretOf: () => Promise<Pick<ProvedSession, 'secret'> & Partial<ProvedSession>>,
): Promise<number> {
  const { url, upnSuffix, baseDn } = office.directory;
  const { host, port, ca } = office.database;
  const { password } = office.person(login);
  const lines: PersonConnection[] = [];
  const signers: ProvedSession['signer'][] = [];
  const ms = await timed(async () => {
    const answer = await authenticate({ url, ca, upnSuffix, baseDn }, login, password);
    if (!answer.ok) throw new Error(answer.failure);
    const { secret, signer } = await secretOf();
    const line = new PersonConnection({ host, port, name: 'odsluch', ca }, login, secret, {
      ...{ onLine: () => undefined, onRefused: () => undefined, onAnswer: () => undefined },
    });
    lines.push(line);
    if (signer !== undefined) signers.push(signer);
    await line.open();
    await line.takePlace();
  });
  for (const line of lines) {
    for (const signer of signers) await signOut(office, login, line, signer);
    await line.close();
  }
  return ms;
}

async function signOut(
  { keeperPublicKey }: BenchOffice,
  login: string,
  line: PersonConnection,
  signer: ProvedSession['signer'],
): Promise<void> {
  const keeper = pinnedKeeperKey(keeperPublicKey);
  const ask: Ask = (sql, values) => line.ask(sql, values);
  const commands = new Commands({
    ...{ login, signer, ask, keeper, pulse: new KeeperPulse(ask, keeper), onOver: () => undefined },
    witness: { confirm: () => Promise.resolve(), heed: () => undefined },
  });
  await commands.submit('session-end', { session: signer.session });
}
