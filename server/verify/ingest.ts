import { texts } from '../../shared/ledger/kinds.ts';
import { must, type Rules, type Vouched } from './scene.ts';

/** The exchange's clock may be so far ahead of the keeper's. Milliseconds. */
const ahead = 86_400_000;

/** By what a call is known again, whatever its id: how it sounds and when it began. Two silences sound alike. */
export function soundOf({ plainSha256, startedAt }: Pick<Vouched, 'plainSha256' | 'startedAt'>): string {
  return `${plainSha256} ${Date.parse(startedAt)}`;
}

/** The rules of what comes in. */
export const ingest: Rules<'ingest' | 'stubs'> = {
  ingest: {
    by: 'ingest',
    goesWithCall: true,
    words: true,
    check: ({ recordings, gone, at }, payload) => {
      const { recording, call, startedAt, answeredLogin, answeredFrom } = payload;
      const began = Date.parse(startedAt);
      must(began <= at + ahead, 'recording-time');
      must(call === recording || recordings.get(call)?.call.first === call, 'call');
      must(answeredLogin === null || answeredFrom !== null, 'answered');
      // SECURITY: what was destroyed does not come back under another id.
      must(!gone.has(soundOf(payload)), 'recording-destroyed');
    },
    says: ({ recordings, groups }, { recording, answeredLogin, answeredFrom }, text) => {
      const { callGroup, answeredBy, line } = texts.ingest.parse(JSON.parse(text));
      must((answeredBy !== '' || answeredLogin !== null) === (answeredFrom !== null), 'answered');
      const vouched = recordings.get(recording);
      // Parts of one group are one call, and no others are; of parts without words nobody can tell.
      must(vouched !== undefined && (groups.get(callGroup) ?? vouched.call) === vouched.call, 'call');
      const { call } = vouched;
      must((call.group ?? callGroup) === callGroup, 'call');
      call.group = callGroup;
      vouched.line = line;
      groups.set(callGroup, call);
    },
  },
  stubs: {
    by: 'ingest',
    asked: (body, { sha256 }) => {
      must(body.digest === sha256, 'asked-otherwise');
      return body;
    },
  },
};
