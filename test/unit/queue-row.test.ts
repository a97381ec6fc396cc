import { expect, it } from 'vitest';
import { addressOf, signatureOf } from '../../server/keeper/row.ts';

const row = {
  ...{ id: 'f3b0c7de-0000-4000-8000-000000000001', session: 'f3b0c7de-0000-4000-8000-000000000002' },
  ...{ kind: 'end', body: '{}', login: 'anowak', address: '192.0.2.14', at: new Date(0), now: new Date(0) },
  ...{ salt: Buffer.alloc(16), seen: '1', signature: Buffer.alloc(64), sealed: null, claimed: null },
};

it('a row under a salt of another length, or an instant that is none, has no signature', () => {
  expect(signatureOf(row)).toMatchObject({ seen: 1 });
  // Under the same digest the kind would begin with what the salt ends with.
  for (const bytes of [0, 15, 17, 24]) expect(signatureOf({ ...row, salt: Buffer.alloc(bytes) })).toBeNull();
  for (const seen of ['9223372036854775807', '9007199254740993', '1.5', 'NaN'])
    expect(signatureOf({ ...row, seen })).toBeNull();
});

it('a row comes from an address, or from nowhere: nobody’s name gets into what is signed', () => {
  expect(
    ['192.0.2.14', '2001:db8::14', 'Jan Nowak', '600700800', null].map((address) => addressOf({ address })),
  ).toEqual([...['192.0.2.14', '2001:db8::14', null, null, null]]);
});
