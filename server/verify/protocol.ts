import { texts, type Command, type Payload } from '../../shared/ledger/kinds.ts';
import { legalDay } from '../../shared/warsaw.ts';
import { visibleLength } from '../../shared/words.ts';
import { hasOpened, isWrongCall, type Act, type LedgerState } from '../entries/state.ts';
import { checkAllClosed, endOf } from './cards.ts';
import { isErased, isEvidence } from './keeping.ts';
import { checkResults } from './results.ts';
import { byDesk, mayListen, must, ownAct, withCase, type Rules, type Scene } from './scene.ts';

/** The rules of a protocol, from its sealed text to the case file. */
export const protocol: Rules<'completed' | 'corrected' | 'reopened' | 'filed'> = {
  completed: {
    by: 'people',
    words: true,
    check: (scene, payload) => {
      const { state } = scene;
      const act = ownAct(state, payload);
      must(act.state === 'started', 'act-not-open');
      must(!act.openings.some((opening) => state.open.has(opening)), 'act-playing');
      checkAllClosed(scene, act);
      checkResults(scene, act, payload);
      leavesNothingOut(state, act, payload);
    },
    says: noWordsOfStrangers,
    asked: sealed,
  },
  corrected: {
    by: 'people',
    words: true,
    check: ({ state }, payload) => {
      const act = ownAct(state, payload);
      const { completed, case: caseBefore } = act;
      must(completed !== null, 'not-completed');
      must(completed.seq === payload.corrects && caseBefore === payload.caseBefore, 'correction');
      must(act.plan === null || payload.case === caseBefore, 'review-act');
      leavesNothingOut(state, act, payload);
    },
    says: noWordsOfStrangers,
    asked: (body, payload) => sealed(withCase(body, payload)),
  },
  reopened: {
    by: 'people',
    check: ({ state, at, day }, payload) => {
      const act = ownAct(state, payload);
      must(act.plan === null, 'review-act');
      must(act.corrections === 0, 'corrected');
      must(act.state === 'completed' && act.completed?.seq === payload.completed, 'not-completed');
      must(at < act.until, 'act-over');
      must(mayListen(state, payload.login, day()), 'authorisation-not-in-force');
      must(state.suspension === null, 'suspended');
      // SECURITY: nobody puts an erasure off by going back to what is to go.
      const heard = act.openings.map((id) => state.openings.get(id)?.recording ?? '');
      must(!heard.some((one) => isErased(state, one) && !isEvidence(state, [one])), 'recording-erased');
    },
  },
  filed: {
    by: 'people',
    password: ({ instead }) => instead,
    check: (scene, payload) => {
      const { state, day } = scene;
      const act = payload.instead ? abandonedAct(scene, payload) : ownAct(state, payload);
      must(act.state === 'completed' || (payload.instead && act.state === 'started'), 'not-completed');
      const since = legalDay(new Date(act.completed?.at ?? act.openedAt));
      must(payload.day <= day() && payload.day >= since, 'filing-day');
      must(payload.signed === (payload.text === null), 'signature');
      must(!payload.instead || !payload.signed, 'signature');
    },
    asked: (body, { signed, instead }) => {
      const { missingSignature, reason } = body;
      must(instead === (reason !== undefined), 'asked-otherwise');
      must(signed === (missingSignature === null && !instead), 'asked-otherwise');
      return { ...body, missingSignature: missingSignature ?? undefined };
    },
    says: (_scene, { instead }, text) => {
      const said = texts.filed.parse(JSON.parse(text));
      must(instead === (said.reason !== undefined), 'signature');
    },
  },
};

/** Of the least that an office may have set: days after the end of an act from which the desk files its protocol. */
const insteadDays = 10;

/**
 * An act of somebody else whose account does not stand, or that has been over for long.
 * SECURITY: the desk files nothing that its listener can still write down, and nothing of its own in the place of another.
 */
function abandonedAct(scene: Scene, payload: Payload<'filed'>): Act {
  const { state, at } = scene;
  byDesk(scene, payload);
  const act = state.acts.get(payload.act);
  must(act !== undefined && act.guid !== payload.guid, 'abandoned');
  const holders = [...state.people.values()].filter(({ guid }) => guid === act.guid);
  const account = holders.sort((one, other) => one.seq - other.seq).at(-1)?.account;
  must(account !== 'ok' || at >= endOf(state, act) + insteadDays * 86_400_000, 'abandoned');
  must(!act.openings.some((opening) => state.open.has(opening)), 'act-playing');
  return act;
}

/** What was asked to be sealed, without what is empty: it does not stand in the words. */
function sealed(body: Partial<Command<'complete'>>): object {
  const { quotations = [], remarks = '', presentRemarks = [], attachments = '' } = body;
  const remarked = presentRemarks.filter(({ text }) => visibleLength(text) > 0);
  return {
    ...body,
    quotations: quotations.length === 0 ? undefined : quotations,
    remarks: visibleLength(remarks) === 0 ? undefined : remarks,
    presentRemarks: remarked.length === 0 ? undefined : remarked,
    attachments: visibleLength(attachments) === 0 ? undefined : attachments,
  };
}

/** A protocol names every entry that it is made of, each once and in their order, those of the regulation among them: nobody takes one from under it. */
function leavesNothingOut(
  { versions }: LedgerState,
  act: Act,
  { entries }: Payload<'completed' | 'corrected'>,
): void {
  const began = legalDay(new Date(act.openedAt));
  const cited = versions.find(
    ({ row, to }) => row.of === 'regulation' && row.from <= began && (to === null || began <= to),
  );
  const wanted = new Set([...act.entries, ...(cited === undefined ? [] : [cited.seq, cited.confirmed])]);
  const ascending = entries.every((seq, at) => at === 0 || seq > (entries[at - 1] ?? seq));
  must(ascending && entries.length === wanted.size, 'entries');
  must(
    entries.every((seq) => wanted.has(seq)),
    'entries',
  );
}

/** A protocol quotes remarks of nobody who heard nothing in its act, and no words of a call that does not concern its case. */
function noWordsOfStrangers(
  { state }: Pick<Scene, 'state'>,
  { kind, act: id }: Payload<'completed' | 'corrected'>,
  text: string,
): void {
  const { presentRemarks = [], quotations = [] } = texts[kind].parse(JSON.parse(text));
  const act = state.acts.get(id);
  must(quotations.length === 0 || act?.plan === null, 'review-act');
  must(
    presentRemarks.every(({ login }) => act?.attended.some((one) => one.login === login) === true),
    'remark',
  );
  must(
    quotations.every(
      ({ recording }) =>
        act !== undefined && hasOpened(state, act, recording) && !isWrongCall(state, act, recording),
    ),
    'quotation',
  );
}
