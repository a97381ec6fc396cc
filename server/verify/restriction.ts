import type { Payload } from '../../shared/ledger/kinds.ts';
import { mayEnd } from './emergency.ts';
import { isEvidence } from './keeping.ts';
import { inOffice, must, type Rules, type Scene } from './scene.ts';

/** The rules of what follows when somebody whom a recording concerns asks for something. */
export const restriction: Rules<'restricted'> = {
  restricted: {
    by: 'people',
    password: true,
    words: true,
    check: (scene, payload) => {
      const { state, day } = scene;
      const { effect, recordings, right, receivedOn, told, review } = payload;
      const keeps = effect === 'restricted';
      const may = inOffice(state, payload, day(), 'secretary');
      must(may || (keeps && inOffice(state, payload, day(), 'protection_officer')), 'not-secretary');
      // SECURITY: whom nobody in office appointed lets nothing go.
      must(keeps || state.emergency === null || mayEnd(scene, payload), 'not-confirmer');
      must(new Set(recordings).size === recordings.length, 'restriction');
      must(receivedOn <= day() && (told === null || told <= day()), 'restriction');
      must(keeps ? review !== null && review > day() : review === null, 'card');
      if (effect === 'free') checkEnd(scene, payload);
      else
        must(
          recordings.every((one) => state.recordings.has(one)),
          'recording-unknown',
        );
      // Whoever wants it restricted wants it kept; and a court is to hear it.
      must(effect !== 'erase' || right !== 'restriction', 'restriction');
      must(effect !== 'erase' || !isEvidence(state, recordings), 'evidence');
    },
  },
};

/** GDPR 18(3): the restriction of one request, as it was entered, and its person knows. */
function checkEnd({ state }: Scene, payload: Payload<'restricted'>): void {
  const { of, told, receivedOn, right, recordings } = payload;
  const known = state.restrictions.get(of ?? 0);
  must(known?.effect === 'restricted' && known.ended === null, 'restriction');
  must(told !== null && told >= receivedOn, 'restriction');
  must(known.right === right && known.receivedOn === receivedOn, 'restriction');
  must(known.recordings.join() === recordings.join(), 'restriction');
}
