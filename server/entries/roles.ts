import { found, need, type Family } from './entry.ts';

/** What a login has in the database: which groups, while its account stands. */
export const roles: Family<never, 'roles'> = {
  commands: {},
  entries: {
    roles: {
      plural: 'role w bazie danych',
      fold: (state, { subject, subjectGuid, roles, account }, seq) => {
        const person = found(state.people.get(subject), seq);
        need(person.guid === subjectGuid && (account === 'ok' || roles.length === 0), seq);
        state.people.set(subject, { ...person, roles, account });
      },
      mirror: ({ subject, roles, account }) => [
        {
          sql: `UPDATE office.person SET roles = $2, account = $3 WHERE login = $1`,
          values: [subject, roles, account],
        },
      ],
      call: ({ subject, roles, account }) => ({
        sql: `SELECT office.make_person($1, $2, $3)`,
        values: [subject, roles, account === 'ok'],
      }),
    },
  },
};
