import type { Payload } from '../../shared/ledger/kinds.ts';
import { sha256 } from '../../shared/node/ledger.ts';
import { head, secretary, type VectorEntry } from './vectors-head.ts';
import { uuidOf } from './vectors-secrets.ts';

const filter = { person: null, case: null, from: '2026-11-01', to: '2026-11-30', state: null, kind: null };
const nothing = { of: null, rows: null, sha256: null };

/** The Secretary reads the register, and takes copies away. */
export function reading(): VectorEntry[] {
  type Facts = Partial<Pick<Payload<'read'>, 'of' | 'rows' | 'sha256'>> & Pick<Payload<'read'>, 'what'>;
  const read = (command: string, words: object | null, { what, ...facts }: Facts): VectorEntry => ({
    words,
    payload: (text) => ({ ...head('read', secretary, command), what, ...nothing, ...facts, text }),
  });
  const hashOf = (name: string): string => sha256(name).toString('hex');
  return [
    read('the register is read', null, { what: 'register' }),
    read('a copy of a protocol', { occasion: 'SEK.1510.7.2026' }, { what: 'protocol', of: uuidOf('act') }),
    read('an export', { filter }, { what: 'export', rows: 4, sha256: hashOf('an export') }),
    read(
      'a package',
      { filter, occasion: 'Kontrola wewnętrzna; OR.1710.1.2026' },
      { what: 'package', rows: 4, sha256: hashOf('a package') },
    ),
  ];
}
