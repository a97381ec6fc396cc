import { protocolPaper } from '../../electron/protocol/content.ts';
import { readCopy } from '../../electron/protocol/protocol.ts';
import type { Session } from '../../electron/session/current.ts';
import { setSettings } from '../../electron/settings.ts';
import type { Paper } from '../../shared/paper.ts';
import { ask, done } from './asking.ts';
import { dbOf } from './reading.ts';
import type { TestOffice } from './support.ts';

/** A copy of a protocol as somebody's program makes it, once it is entered that it is taken. */
export function copied(office: TestOffice, login: string, act: string): Promise<Paper> {
  setSettings({ keeperPublicKey: office.keeperPublicKey } as never);
  return office.fresh(login, async (client) => {
    await done(ask(client, 'read', { what: 'protocol', of: act, occasion: 'SEK.1510.7.2026' }));
    const { copy, ...protocol } = await readCopy({ db: dbOf(client) } as unknown as Session, act);
    return protocolPaper(protocol, {
      ...{ login: protocol.first.payload.login, office: 'Urząd', title: 'Regulaminu', place: 'Próbna' },
      ...{ now: '2026-11-26T08:15:00.000Z', head: { seq: 1, hash: '' }, copy, emergency: null },
    });
  });
}
