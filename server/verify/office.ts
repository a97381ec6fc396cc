import { jumped, mostDigests, restored } from '../../shared/ledger/office.ts';
import { byDesk, inOffice, must, ownAct, withCase, type Rules, wasDeskSilent } from './scene.ts';

/** §4.2: reasons of a refusal that are about somebody beside the listener. */
const aboutPresent: ReadonlySet<string> = new Set(['person-not-admitted', 'person-present-unfit']);

/** The rules of the office as a whole. */
export const office: Rules<
  'genesis' | 'keeper' | 'refusal' | 'suspended' | 'resumed' | 'schema' | 'checked' | 'incident'
> = {
  genesis: { by: 'keeper' },
  keeper: {
    by: 'people',
    check: byDesk,
  },
  refusal: {
    by: 'anybody',
    check: ({ state }, { guid, act, count, reason, subject, subjectGuid, because }) => {
      if (act !== null) ownAct(state, { act, guid });
      must(count === 1 || reason === 'many-refusals', 'count');
      must(because === null || aboutPresent.has(reason), 'present');
      must((subject === null) === (subjectGuid === null), 'present');
      must(
        subject === null || (because !== null && state.people.get(subject)?.guid === subjectGuid),
        'present',
      );
    },
    asked: withCase,
  },
  suspended: {
    by: 'people',
    words: true,
    check: ({ state, day }, payload) => {
      if (payload.by === 'keeper') {
        must(payload.command === null && wasDeskSilent(state, day()), 'desk-there');
        return;
      }
      must(inOffice(state, payload, day(), payload.by), 'not-suspender');
      must(state.suspension === null, 'suspension');
    },
  },
  resumed: {
    by: 'people',
    password: true,
    words: true,
    check: (scene, payload) => {
      // SECURITY: whoever changes the database does not let listening go on by himself.
      byDesk(scene, payload);
      const { suspension, emergency, papers } = scene.state;
      must(suspension?.seq === payload.suspension, 'suspension');
      // SECURITY: whoever resumed was shown what stopped it.
      must(papers.get(suspension.seq)?.toString('hex') === payload.hash, 'suspension');
      // SECURITY: whom the keeper appointed lets nobody listen alone.
      const seen = suspension.seen?.guid ?? null;
      must(emergency === null || (seen !== null && seen !== payload.guid), 'one-person');
    },
  },
  schema: { by: 'keeper' },
  checked: {
    by: 'keeper',
    check: ({ hashOf }, { upTo, head, faults, first, digests }) => {
      must(hashOf(upTo) === head, 'check');
      must(
        digests.length === (faults > mostDigests ? 1 : faults) && (first === null) === (faults === 0),
        'check',
      );
    },
  },
  incident: {
    by: 'people',
    check: (scene, payload) => {
      const { what, known, share } = payload;
      must(what === restored || known === undefined, 'check');
      // SECURITY: sources of recordings go by what lies on the share that an entry names.
      if (what === restored || what === jumped || share !== undefined) byDesk(scene, payload);
    },
  },
};
