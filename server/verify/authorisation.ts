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
      const { command, roles } = payload;
      if (command !== null) byDesk(scene, payload);
      // SECURITY: a role that no paper gives is the desk's word, or the office began with it.
      must(command !== null || scene.beginning || roles === undefined, 'author');
      must(new Set(roles).size === (roles ?? []).length, 'roles');
    },
    // The former way tells the name as well.
    asked: (body) =>
      'guids' in body
        ? body
        : { ...body, names: [{ displayName: body.displayName, post: body.post, unit: body.unit }] },
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
