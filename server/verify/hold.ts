import { parseExternalReference } from '../../shared/case-number.ts';
import { texts, type Payload } from '../../shared/ledger/kinds.ts';
import { addDays, addMonths, legalDay } from '../../shared/warsaw.ts';
import { visibleLength } from '../../shared/words.ts';
import { hasOpened, isWrongCall, type Act, type Hold, type LedgerState } from '../entries/state.ts';
import { mayEnd } from './emergency.ts';
import { byDesk, inOffice, isNumbered, must, ownAct, withCase, type Rules, type Scene } from './scene.ts';

/** §3.4: a recording is kept for so many months; after its last hold or restriction ended for so many days more at most, whatever an office has set. */
const term = 12;
const mostGrace = 14;

/** The rules of what is kept as evidence. */
export const hold: Rules<'hold' | 'hold-review' | 'hold-end'> = {
  hold: {
    by: 'people',
    password: ({ act }) => act === null,
    check: (scene, payload) => {
      const { state, day } = scene;
      const { command, recordings, basis, text, order } = payload;
      must(recordings.length > 0 && new Set(recordings).size === recordings.length, 'hold');
      // The keeper's own follows from the basis of the act, and has no words.
      must((command === null) === (basis !== null) && (command === null) === (text === null), 'words');
      if (payload.act === null) {
        must(command !== null, 'words');
        byDesk(scene, payload);
        must(
          recordings.every((one) => state.recordings.has(one)),
          'recording-unknown',
        );
      } else checkAct(state, payload, payload.act);
      must(order === null || payload.act === null, 'hold-letter');
      const kept = command === null || order !== null || recordings.every((one) => isKept(scene, one));
      must(kept, 'hold-term');
      must(isNumbered(payload.number, state.cards.get(day().slice(0, 4)) ?? 0, day().slice(0, 4)), 'card');
      must(payload.review > day(), 'card');
    },
    says: (_scene, { act, order }, text) => {
      const said = texts.hold.parse(JSON.parse(text));
      must(
        (act === null) === (said.case !== null) && (order === null) === (said.paper === null),
        'hold-letter',
      );
    },
    asked: (body, payload) => {
      const { reference, ...same } = withCase(body, payload);
      return { ...same, reference: reference && spelled(reference) };
    },
  },
  'hold-review': {
    by: 'people',
    words: true,
    check: (scene, payload) => {
      byDesk(scene, payload);
      const { holds, restrictions } = scene.state;
      const known = holds.get(payload.of) ?? restrictions.get(payload.of);
      must(known !== undefined && known.review !== null && known.ended === null, 'hold-open');
      must(payload.review > scene.day(), 'card');
    },
  },
  'hold-end': {
    by: 'people',
    password: true,
    check: (scene, payload) => {
      const { state, day } = scene;
      const known = openHold(state, payload.hold);
      if (payload.command === null) checkWrongCall(state, known, payload);
      else {
        // SECURITY: whom nobody in office appointed ends no evidence.
        must(state.emergency === null || mayEnd(scene, payload), 'not-confirmer');
        checkEnd(state, known, payload, day());
      }
    },
    says: (_scene, { ground, issuedOn }, text) => {
      const { number, document, note } = texts['hold-end'].parse(JSON.parse(text));
      const byWord = ground === 'not-begun' || ground === 'mistake';
      // What no document shows somebody explains; all else names the document, and a ruling its number.
      must(
        byWord ? visibleLength(note ?? '') >= 20 : (document ?? '') !== '' && note === null,
        'hold-ground',
      );
      must((number !== null) === (issuedOn !== null && ground !== 'complaint'), 'hold-ground');
    },
  },
};

/** In an act whatever was heard, concerns its case and is not kept on its word yet: on that of its listener, or by its basis alone. */
function checkAct(state: LedgerState, payload: Payload<'hold'>, id: string): void {
  const { command, recordings, basis } = payload;
  const act: Act | undefined =
    command === null ? state.acts.get(id) : ownAct(state, { act: id, guid: payload.guid });
  must(act !== undefined, 'act-of-another');
  must(act.plan === null, 'review-act');
  must(command === null || act.state === 'started', 'act-not-open');
  must(
    basis === null || (basis === act.basis && makesEvidence(state, basis) && recordings.length === 1),
    'basis',
  );
  for (const one of recordings) {
    must(hasOpened(state, act, one) && !act.held.includes(one), 'hold');
    must(!isWrongCall(state, act, one), 'evidence');
  }
}

/** §3.4: what is heard under some bases is evidence by that alone; what the office approved last counts, of acts that began before too. */
function makesEvidence({ versions }: LedgerState, code: string): boolean {
  const bases = versions.flatMap(({ row }) => (row.of === 'basis' ? [row.content.basis] : []));
  return bases.filter((basis) => basis.code === code).at(-1)?.hold === true;
}

/** After twelve months nobody keeps a recording but by order; as long as it may not be destroyed yet it may be kept anew. */
function isKept({ state, recordings, day }: Scene, id: string): boolean {
  const vouched = recordings.get(id);
  must(vouched !== undefined, 'recording-unknown');
  const ended = [state.holdsEnded.get(id), state.freed.get(id)];
  return (
    day() <= addMonths(legalDay(new Date(vouched.startedAt)), term) ||
    ended.some((one) => one !== undefined && day() <= addDays(one, mostGrace))
  );
}

function openHold({ holds }: LedgerState, seq: number): Hold {
  const known = holds.get(seq);
  must(known !== undefined && known.ended === null, 'hold-open');
  return known;
}

/** „To nie ta rozmowa” ends by the keeper alone what follows from a basis alone. */
function checkWrongCall(state: LedgerState, known: Hold, payload: Payload<'hold-end'>): void {
  const { ground, issuedOn, finalOn, text } = payload;
  const act = state.acts.get(known.act ?? '');
  const [recording = ''] = known.recordings;
  must(ground === 'wrong-call' && known.basis !== null && act !== undefined, 'hold-ground');
  must(isWrongCall(state, act, recording), 'hold-ground');
  must(issuedOn === null && finalOn === null && text === null, 'hold-ground');
}

/**
 * §3.4: by the desk or the Mayor, and by final rulings; what has none ends by a document, or a complaint a month after its notice.
 * SECURITY: never by whoever set it.
 */
function checkEnd(state: LedgerState, known: Hold, payload: Payload<'hold-end'>, day: string): void {
  const { ground, issuedOn, finalOn, text } = payload;
  must(inOffice(state, payload, day, 'secretary', 'mayor'), 'not-secretary');
  must(known.by.guid !== payload.guid && known.by.login !== payload.login, 'hold-setter');
  must(text !== null, 'words');
  switch (ground) {
    case 'judgment':
    case 'order':
    case 'discontinued':
    case 'decision':
      must(issuedOn !== null && finalOn !== null && issuedOn <= finalOn && finalOn <= day, 'hold-ground');
      must(issuedOn >= '1990-01-01', 'hold-ground');
      return;
    case 'complaint':
      must(
        issuedOn !== null && issuedOn >= '1990-01-01' && issuedOn <= day && finalOn === null,
        'hold-ground',
      );
      must(addDays(issuedOn, 30) <= day, 'hold-ground');
      return;
    default:
      must(ground !== 'wrong-call' && issuedOn === null && finalOn === null, 'hold-ground');
  }
}

/** As the keeper enters it. */
function spelled(reference: string): string {
  const parsed = parseExternalReference(reference);
  return parsed.ok ? parsed.value : reference;
}
