import { restored } from '../entries/office.ts';
import { bySecretary, must, withCase, type Rules } from './scene.ts';

/** The rules of the office as a whole. */
export const office: Rules<
  'genesis' | 'keeper' | 'basis' | 'refusal' | 'suspended' | 'resumed' | 'schema' | 'incident'
> = {
  genesis: { by: 'keeper' },
  keeper: {
    by: 'people',
    check: ({ state }, { login }) => bySecretary(state, login),
  },
  basis: { by: 'keeper' },
  refusal: {
    by: 'anybody',
    check: ({ state }, { login, act, count, reason }) => {
      must(act === null || state.acts.get(act)?.login === login, 'act-of-another');
      must(count === 1 || reason === 'many-refusals', 'count');
    },
    asked: withCase,
  },
  suspended: {
    by: 'people',
    words: true,
    check: ({ state }, { login, by }) => {
      must(state.people.get(login)?.roles.includes(by) === true, 'not-suspender');
      must(state.suspension === null, 'suspension');
    },
  },
  resumed: {
    by: 'people',
    words: true,
    check: ({ state }, { login, suspension }) => {
      // SECURITY: whoever changes the database does not let listening go on by himself.
      bySecretary(state, login);
      must(state.suspension?.seq === suspension, 'suspension');
    },
  },
  schema: { by: 'keeper' },
  incident: {
    by: 'people',
    check: ({ state }, { what, login }) => {
      if (what === restored) bySecretary(state, login);
    },
  },
};
