import { expect, it } from 'vitest';
import { appointIn } from '../../server/appoint.ts';
import type { LedgerAtRest } from '../../server/keeper/at-rest.ts';
import { emptyState } from '../../server/entries/state.ts';
import type { Payload } from '../../shared/ledger/kinds.ts';
import { authority } from '../../shared/limits.ts';
import { uuidOf } from './vectors-secrets.ts';

it('§ 6.3 enters an account that has another login by now as it was: whoever was no employee is none', async () => {
  const state = emptyState();
  state.worked = { hour: '', days: ['2026-11-24', '2026-11-25', '2026-11-26'] };
  const outside = { guid: uuidOf('c.dawny'), formers: [], roles: [], account: 'ok' as const, text: null };
  state.people.set('c.dawny', { ...outside, login: 'c.dawny', employee: false, seq: 5, place: 0 });
  const entered: Payload[] = [];
  const ledger: LedgerAtRest = {
    state,
    now: () => Date.parse('2026-11-27T09:00:00.000Z'),
    enter: ({ payload }) => Promise.resolve(entered.push(payload(null))),
  };
  const accounts: Record<string, string> = { 'c.nowy': 'c.dawny', 'd.nowy': 'd.nowy' };
  const directory = {
    lookUp: (login: string) =>
      Promise.resolve({
        ...{ state: 'ok' as const, guid: uuidOf(accounts[login] ?? ''), displayName: login },
        ...{ title: '', department: '', pwdLastSet: '1' },
      }),
  };
  const answers = ['c.nowy', 'OR.2111.7.2026', '2026-11-27', 'd.nowy', 'OR.2111.8.2026', '2026-11-27'];
  const ask = { text: () => Promise.resolve(answers.shift() ?? '') };
  await appointIn(ledger, directory, ask, authority.parse({}).numbers);
  const people = entered.flatMap((one) => (one.kind === 'person' ? one.people : []));
  expect(people).toEqual([
    { login: 'c.nowy', guid: uuidOf('c.dawny'), employee: false },
    { login: 'd.nowy', guid: uuidOf('d.nowy'), employee: true },
  ]);
});
