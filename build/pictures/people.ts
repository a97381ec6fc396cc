import type { Me } from '../../shared/session.ts';

/** The Mayor, who has no account in the demo. */
export const mayor: Me = {
  ...{ login: 'danuta.wrona', displayName: 'Danuta Wrona', post: 'Burmistrz', unit: '', roles: ['mayor'] },
  authorisation: { state: 'none', number: null, from: null, to: null, scope: null },
  ...{ suspension: null, secretaries: ['Halina Dudek'] },
};

export const officer: Me = {
  ...mayor,
  ...{ login: 'joanna.ptak', displayName: 'Joanna Ptak', post: 'inspektor ochrony danych' },
  roles: ['protection_officer'],
};
