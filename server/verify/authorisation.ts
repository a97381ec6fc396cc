import { addMonths } from '../../shared/warsaw.ts';
import { byDesk, must, type Rules } from './scene.ts';

/** The office's own rule: an authorisation lasts twelve months at most. */
const longest = 12;

/** The rules of who may listen. */
export const authorisation: Rules<'person' | 'authorise'> = {
  person: {
    by: 'people',
    words: true,
    check: (scene, payload) => {
      const { command, paper, roles } = payload;
      // Who holds an office when the ledger begins is named by a paper; everybody else by the desk.
      if (command === null) must(scene.beginning && paper !== null, 'author');
      else byDesk(scene, payload);
      must(new Set(roles).size === roles.length, 'roles');
    },
  },
  authorise: {
    by: 'people',
    words: true,
    check: (scene, payload) => {
      const { state, day } = scene;
      const { login, guid, subject, subjectGuid, signedOn, from, to } = payload;
      byDesk(scene, payload);
      // SECURITY: §4.2: nobody authorises himself, under a second login of his neither.
      must(subject !== login && subjectGuid !== guid, 'own-authorisation');
      const person = state.people.get(subject);
      must(person?.employee === true && person.guid === subjectGuid, 'person');
      must(!state.authorisations.has(payload.number), 'authorisation-twice');
      must(signedOn <= day() && from <= to && to <= addMonths(from, longest), 'authorisation-dates');
    },
  },
};
