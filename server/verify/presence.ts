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
      must(
        isWithin(authorisationOf(state, state.people.get(login), day()), act.purpose, []),
        'authorisation-not-in-force',
      );
      must(subject !== login && subjectGuid !== guid, 'present');
      must(!act.present.some((one) => one.login === subject || one.guid === subjectGuid), 'present');
      const person = state.people.get(subject);
      must(person?.guid === subjectGuid, 'present');
      const heard = act.openings.filter((id) => state.open.has(id)).map((id) => state.openings.get(id));
      const departments = heard.map((one) => recordings.get(one?.recording ?? '')?.department ?? '');
      must(isWithin(authorisationOf(state, person, day()), act.purpose, departments), 'present');
      must(state.authorisations.get(authorisation)?.guid === subjectGuid, 'authorisation-of-another');
      const tookPart = heard.some((one) => tookPartIn(state, recordings.get(one?.recording ?? ''), person));
      must(!tookPart, 'took-part');
    },
  },
  left: {
    by: 'people',
    check: ({ state }, payload) => {
      const act = ownAct(state, payload);
      must(act.state === 'started', 'act-not-open');
      must(
        act.present.some((one) => one.login === payload.subject),
        'present',
      );
    },
  },
};
