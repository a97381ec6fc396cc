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

/** Who reviews quality and nothing else. */
export const rater: Me = {
  ...{
    login: 'iwona.gil',
    displayName: 'Iwona Gil',
    post: 'inspektor',
    unit: 'Biuro Obsługi',
    roles: ['quality'],
  },
  authorisation: {
    ...{ state: 'valid', number: 'UO/14/2026', from: '2026-01-12', to: '2026-12-31' },
    scope: { purposes: ['SERVICE_STANDARDS'], departments: null, quality: 'only' },
  },
  ...{ suspension: null, secretaries: ['Halina Dudek'] },
};
