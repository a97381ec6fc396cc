import type { access as polish } from '../pl/access.ts';
import type { English } from '../english.ts';

/** D2, the register of listenings, as the Secretary reads it. */
export const access = {
  formerCase: 'was: {{case}}',
  title: 'Register of listenings',
  note: 'Every act, refusal and break in listening, newest first.',
  number: 'Protocol no.',
  moment: 'Date, time',
  person: 'Person, authorisation',
  personShort: 'Person',
  case: 'Case number',
  basis: 'Basis',
  recordings: 'Recordings',
  heard: 'Time',
  state: 'State',
  refusal: 'refusal',
  refusals_one: '{{count}} refusal',
  refusals_other: '{{count}} refusals',
  suspended: 'listening suspended',
  resumed: 'listening resumed',
  schema: 'suspended by the server',
  changed: 'The database was changed: {{parts}}.',
  keeper: 'listening server',
  parts: {
    functions: 'functions',
    triggers: 'triggers',
    tables: 'tables',
    constraints: 'constraints',
    rules: 'rules',
    grants: 'grants',
    roles: 'roles and memberships',
  },
  empty: 'The register is empty',
  emptyText: 'The first entry comes with the first act of listening or with the first refusal.',
  loading: 'Loading the register…',
} as const satisfies English<typeof polish>;
