import { commandKinds, type CommandKind } from '../../shared/ledger/kinds.ts';
import { decideAuthorise } from './authorisation.ts';
import { decideClose } from './close.ts';
import { decideComplete } from './protocol.ts';
import { decideCorrect } from './correct.ts';
import { decideFile } from './file.ts';
import { decideHold } from './hold.ts';
import { decideIngest } from './ingest.ts';
import { decideKey } from './key.ts';
import { decideListen } from './listening.ts';
import { decidePerson } from './person.ts';
import { decideJoin, decideLeave } from './presence.ts';
import { decideReopen } from './reopen.ts';
import {
  ingestLogin,
  parseBody,
  refuse,
  type Decide,
  type Desk,
  type Grant,
  type Request,
} from './request.ts';
import { decideRevoke } from './revoke.ts';
import { decideStubs } from './stubs.ts';
import { decideResume, decideSuspend } from './office.ts';

const deciders: { [K in CommandKind]: Decide<K> } = {
  listen: decideListen,
  join: decideJoin,
  leave: decideLeave,
  close: decideClose,
  hold: decideHold,
  complete: decideComplete,
  correct: decideCorrect,
  reopen: decideReopen,
  file: decideFile,
  person: decidePerson,
  authorise: decideAuthorise,
  revoke: decideRevoke,
  suspend: decideSuspend,
  resume: decideResume,
  key: decideKey,
  ingest: decideIngest,
  stubs: decideStubs,
};

const ofIngest: ReadonlySet<string> = new Set<CommandKind>(['key', 'ingest', 'stubs']);
const needAccount: ReadonlySet<string> = new Set<CommandKind>([
  'listen',
  ...(['person', 'authorise', 'revoke', 'suspend', 'resume'] as const),
]);

/** Whether the directory has to be asked about the sender of such a command. */
export function needsAccount(kind: string): boolean {
  return needAccount.has(kind);
}

/** The verdict on one command: what is to be entered, or a Refusal thrown. */
export async function decide(desk: Desk, request: Request): Promise<Grant> {
  const kind = commandKinds.find((one) => one === request.kind);
  // SECURITY: `api.submit` sees to this as well; a row that came another way is not a wider door.
  if (kind === undefined || ofIngest.has(kind) !== (request.login === ingestLogin)) {
    return refuse('malformed-request');
  }
  // The table pairs every kind with the decider of its own body; the compiler cannot follow a pair through a variable.
  const decider = deciders[kind] as Decide<CommandKind>;
  return decider(desk, request, parseBody(kind, request.body));
}
