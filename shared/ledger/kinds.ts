import type { z } from 'zod';
import { announcement } from './announcement.ts';
import { authorisation } from './authorisation.ts';
import { cards } from './cards.ts';
import { completeness } from './completeness.ts';
import { hold } from './hold.ts';
import { ingest } from './ingest.ts';
import { instrument } from './instrument.ts';
import { keeping } from './keeping.ts';
import type { Asked, Family } from './kind.ts';
import { listening } from './listening.ts';
import { matter } from './matter.ts';
import { office } from './office.ts';
import { protocol } from './protocol.ts';
import { quality } from './quality.ts';
import { register } from './register.ts';
import { restriction } from './restriction.ts';
import { review } from './review.ts';
import { session } from './session.ts';

/** Every kind of entry, in the order in which the table of permissions shows what is asked for. */
const kinds = {
  ...listening,
  ...hold,
  ...restriction,
  ...protocol,
  ...authorisation,
  ...instrument,
  ...office,
  ...review,
  ...matter,
  ...register,
  ...ingest,
  ...keeping,
  ...completeness,
  ...announcement,
  ...quality,
  ...cards,
  ...session,
};
type Kinds = typeof kinds;
export type EntryKind = keyof Kinds;
export const entryKinds = Object.keys(kinds) as EntryKind[];

type Answers = { [E in EntryKind as Kinds[E] extends { command: infer C extends string } ? C : never]: E };
/** What may be asked of the keeper through `api.submit`. */
export type CommandKind = keyof Answers;
export type AnswerOf<K extends CommandKind> = Answers[K];
/** What an entry answers; never, where the keeper alone enters it. */
export type CommandOf<E extends EntryKind> = Kinds[E] extends { command: infer C extends CommandKind }
  ? C
  : never;
type AskedBy<K extends CommandKind> = Extract<Kinds[Answers[K]], { command: string }>;

const asked = Object.entries(kinds).flatMap(([entry, kind]) => ('command' in kind ? [{ entry, kind }] : []));
export const commandKinds = asked.map(({ kind }) => kind.command);
/** The bodies of commands. */
export const commands = Object.fromEntries(asked.map(({ kind }) => [kind.command, kind.asks])) as {
  [K in CommandKind]: AskedBy<K>['asks'];
};
export type Command<K extends CommandKind> = z.infer<(typeof commands)[K]>;
/** The kind of the entry that answers each command, unless it is refused. */
export const answers = Object.fromEntries(asked.map(({ entry, kind }) => [kind.command, entry])) as Answers;

/** Acts that the person signs with the directory password. */
export type SigningKind = {
  [K in CommandKind]: AskedBy<K> extends { password: true } ? K : never;
}[CommandKind];
/** What may be asked for with that password. */
export type SealedKind = {
  [K in CommandKind]: AskedBy<K> extends { password: unknown } ? K : never;
}[CommandKind];

const askedAs = Object.fromEntries<Asked>(asked.map(({ kind }) => [kind.command, kind])) as Record<
  CommandKind,
  Asked
>;
/** Who may ask for it, and whether with the directory password. */
export function askingFor(kind: CommandKind): Pick<Asked, 'may' | 'password'> {
  return askedAs[kind];
}

type Have<Key extends 'entry' | 'words'> = {
  [E in EntryKind as Kinds[E] extends Record<Key, unknown> ? E : never]: Kinds[E] extends Record<Key, infer V>
    ? V
    : never;
};
/** That of every kind which has it. */
function have<Key extends 'entry' | 'words'>(key: Key): Have<Key> {
  const named = Object.entries<Family[string]>(kinds).map(([name, kind]) => [name, kind[key]] as const);
  return Object.fromEntries(named.filter(([, value]) => value !== undefined)) as Have<Key>;
}
/** Payloads of ledger entries. */
export const entries = have('entry');
export type Payload<K extends EntryKind = EntryKind> = { [P in EntryKind]: z.infer<(typeof entries)[P]> }[K];
/** The words behind an entry (`office.entry_text.text`). */
export const texts = have('words');

/** Kinds whose words are told to whoever may read the entry. */
export const toldKinds = entryKinds.filter((kind) => 'told' in kinds[kind]);
/** Kinds whose words go with the recording. */
export const callKinds = entryKinds.filter((kind) => 'goesWithCall' in kinds[kind]);
/** Kinds of what is said of how somebody spoke, on a card of a review of quality; a command for one is called like its entry. */
export const cardKinds = Object.keys(cards) as (keyof typeof cards)[];
