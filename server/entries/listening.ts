import { randomUUID } from 'node:crypto';
import type { Command } from '../../shared/ledger/kinds.ts';
import { texts } from '../../shared/ledger/kinds.ts';
import { hostName } from '../../shared/host-name.ts';
import { audible } from './audible.ts';
import type { LookUp } from '../keeper/directory.ts';
import { checkGround, noteGround, type CheckedGround } from './ground.ts';
import { readWords } from './names.ts';
import { readRecording, type Manifest, type RecordingRow } from './recording-row.ts';
import { headOf, refuse, type Decide, type Desk, type Grant, type Request } from './request.ts';
import { accountsOf, fitToBePresent, type Present } from './presence.ts';
import { accountOf, answered, knownPerson, ownAct, sameActiveAccount, validAuthorisation } from './rights.ts';
import { yearOf, type Act, type Person } from './state.ts';
import { fitPublicKey, forget, tryUnwrap, type Trial } from './trial.ts';

/** A request to listen lives so long: after it the requester's program has given up. Milliseconds. */
const freshRequest = 60_000;

/** An act's ground as its later releases repeat it; its words come from the first release's text. */
type ActGround = CheckedGround & { act: Act | null };

/**
 * §4: decides whether a recording's key is released. Everything slow (the row, the directory, the words) is fetched
 * first; then one instant is taken, and every check is made at it.
 */
export const decideListen: Decide<'listen'> = async (desk, request, body) => {
  const { state, time } = desk;
  const { about } = request;
  about.recording = body.recording;
  // SECURITY: a refusal is listed with the act that it names; nobody puts one into another's protocol.
  about.act = state.acts.get(body.act ?? '')?.login === request.login ? body.act : null;
  if (!hostName.test(body.host) || (body.act === null) === (body.ground === null))
    refuse('malformed-request');
  about.host = body.host;
  if (body.ground) noteGround(state, body.ground, time.now(), about);
  const row = readRecording(desk.connection, body.recording, state.recordings.get(body.recording) ?? null);
  // While the directory is asked.
  const trial = row.then((found) => tryUnwrap(desk, found));
  // Awaited below. Should the line be lost before that, this is no fault that nobody handles, which would end the keeper.
  trial.catch(() => undefined);
  try {
    const present = body.ground?.present ?? state.acts.get(body.act ?? '')?.present ?? [];
    const [account, others] = await Promise.all([accountOf(request), accountsOf(request, present)]);
    const kept = await keptWords(desk, body.act);
    return await judge(desk, request, body, { row: await row, account, others, kept, trial: await trial });
  } catch (error) {
    await forget(trial);
    throw error;
  }
};

/** What was fetched before the verdict. */
type Fetched = {
  row: RecordingRow | null;
  account: LookUp;
  /** Of those who are present, by login. */
  others: ReadonlyMap<string, LookUp>;
  kept: string | null;
  trial: Trial;
};

async function judge(
  desk: Desk,
  request: Request,
  body: Command<'listen'>,
  { row, account, others, kept, trial }: Fetched,
): Promise<Grant> {
  const { state, time } = desk;
  const now = time.now();
  // First: whatever else is wrong with a request, it is answered by what holds for everybody.
  if (state.suspension !== null) refuse('listening-suspended');
  // SECURITY: with a clock put back an ended authorisation would count again. First: by such a clock any request may look old.
  if (time.isApart()) refuse('clock-apart');
  if (now - request.at > freshRequest) refuse('stale-request');
  const person = knownPerson(state, request.login);
  const authorisation = validAuthorisation(state, person, now);
  const ground = body.ground
    ? { ...checkGround(state, body.ground, now, desk.words.reasonCharacters), act: null }
    : openAct(desk, request, body.act ?? '', now, kept);
  const manifest = audible(desk, row, now);
  const present = checkPresent(desk, person, ground, others, manifest, now);
  if (answered(state, manifest.answeredLogin, person)) refuse('took-part-in-call');
  sameActiveAccount(account, person);
  const publicKey = fitPublicKey(body.publicKey);
  const recordingKey = 'key' in trial ? trial.key : refuse(trial.reason);
  const words = await releaseWords(desk, person, ground, present);
  const { cipherSha256, cipherBytes, plainBytes } = manifest;
  const payload = {
    ...headOf('release', desk, request, now),
    act: ground.act?.id ?? randomUUID(),
    protocol: ground.act?.number ?? nextNumber(desk, now),
    recording: manifest.recording,
    ...{ case: ground.case, basis: ground.basis, sentence: ground.sentence, purpose: ground.purpose },
    ...{ authorisation: authorisation.number, present: ground.present, publicKey: body.publicKey },
    ...{ cipherSha256, cipherBytes, plainBytes, host: body.host, address: request.address },
  };
  return {
    content: { payload: (text) => ({ ...payload, text }), words },
    release: { publicKey, recordingKey },
  };
}

/** The words of the first release of an act, if they are still there. */
async function keptWords({ connection, state }: Desk, id: string | null): Promise<string | null> {
  const act = id === null ? undefined : state.acts.get(id);
  return act ? readWords(connection, act.seq, act.text) : null;
}

/** Going on in an act that is open keeps the ground it began with. */
function openAct(desk: Desk, request: Request, id: string, now: number, kept: string | null): ActGround {
  const act = ownAct(desk, request, id);
  request.about.case = act.case;
  request.about.basis = act.basis;
  if (act.state !== 'started') refuse('act-not-open');
  if (now >= act.until) refuse('act-over');
  const { justification, fields } = kept === null ? erased : texts.release.parse(JSON.parse(kept));
  const { basis, sentence, purpose, present } = act;
  return { act, case: act.case, basis, sentence, purpose, present, justification, fields };
}

const erased = { justification: '', fields: {} };

/** Persons present: each another authorised employee with an active account who took no part in the call. */
function checkPresent(
  { state }: Desk,
  requester: Person,
  { act, present }: ActGround,
  accounts: ReadonlyMap<string, LookUp>,
  { answeredLogin }: Manifest,
  now: number,
): Present[] {
  // Of an act that is open somebody may have left meanwhile; at its beginning they are admitted, or not, as later.
  const reason = act === null ? 'person-not-admitted' : 'person-present-unfit';
  if (new Set(present).size < present.length) refuse(reason);
  return present.map(
    (login) =>
      fitToBePresent(state, requester, login, accounts.get(login), [answeredLogin], now) ?? refuse(reason),
  );
}

async function releaseWords(
  { connection, names }: Desk,
  person: Person,
  ground: ActGround,
  present: readonly Present[],
): Promise<object> {
  const others = [];
  for (const one of present) {
    const { displayName, post } = await names.of(connection, one.person);
    others.push({ login: one.person.login, displayName, post, authorisation: one.authorisation.number });
  }
  const { justification, fields } = ground;
  return { justification, fields, person: await names.of(connection, person), present: others };
}

/** Without gaps, from 1 in every year of Europe/Warsaw: a refusal takes no number. */
function nextNumber({ state, protocolPattern }: Desk, now: number): string {
  const year = yearOf(now);
  const number = (state.numbers.get(year) ?? 0) + 1;
  return protocolPattern.replace('{n}', String(number)).replace('{rok}', year);
}
