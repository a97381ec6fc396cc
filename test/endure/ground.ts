import type { Ground } from '../../shared/playback.ts';

/** Why all these listeners listen; lawful for everybody who has the Mayor's act. */
export const ground: Ground = {
  case: 'SEK.1510.7.2026',
  basis: 'KPA_SKARGA',
  sentence: { code: 'DISPUTED' },
  statement: 'Oświadczam, że skarga mnie nie dotyczy.',
  fields: { register: '14/2026' },
  present: [],
};
