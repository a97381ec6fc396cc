import { inOffice, must, type Rules } from './scene.ts';

/** The rules of who reads what others did. */
export const register: Rules<'read'> = {
  read: {
    by: 'people',
    check: ({ state, day }, payload) => {
      const { what, of, rows, sha256, text } = payload;
      must(inOffice(state, payload, day(), 'secretary', 'mayor', 'protection_officer'), 'not-reader');
      const leaves = what === 'export' || what === 'package';
      must((rows !== null) === leaves && (sha256 !== null) === leaves, 'reading');
      must((of !== null) === (what === 'protocol') && (text === null) === (what === 'register'), 'reading');
      must(of === null || (state.acts.get(of)?.state ?? 'started') !== 'started', 'reading');
    },
  },
};
