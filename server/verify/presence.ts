import { authorisationOf, isReview, isWithin, must, ownAct, tookPartIn, type Rules } from './scene.ts';

/** The rules of who hears what is played beside its listener. */
export const presence: Rules<'joined' | 'left'> = {
  joined: {
    by: 'people',
    words: true,
    check: (scene, payload) => {
      const { state, at, day, recordings } = scene;
      const { login, guid, subject, subjectGuid, authorisation } = payload;
      const act = ownAct(state, payload);
      must(!isReview(state, payload.act), 'review-act');
      must(state.suspension === null, 'suspended');
      must(act.state === 'started', 'act-not-open');
      must(at < act.until, 'act-over');
      must(isWithin(authorisationOf(state, login, day()), act.purpose, []), 'authorisation-not-in-force');
      const present = act.present.flatMap((one) => [one, state.people.get(one)?.guid]);
      must(subject !== login && subjectGuid !== guid, 'present');
      must(!present.includes(subject) && !present.includes(subjectGuid), 'present');
      must(state.people.get(subject)?.guid === subjectGuid, 'present');
      const heard = act.openings.filter((id) => state.open.has(id)).map((id) => state.openings.get(id));
      const departments = heard.map((one) => recordings.get(one?.recording ?? '')?.department ?? '');
      must(isWithin(authorisationOf(state, subject, day()), act.purpose, departments), 'present');
      must(state.authorisations.get(authorisation)?.guid === subjectGuid, 'authorisation-of-another');
      const tookPart = heard.some((one) => tookPartIn(state, recordings.get(one?.recording ?? ''), subject));
      must(!tookPart, 'took-part');
    },
  },
  left: {
    by: 'people',
    check: ({ state }, payload) => {
      const act = ownAct(state, payload);
      must(act.state === 'started', 'act-not-open');
      must(act.present.includes(payload.subject), 'present');
    },
  },
};
