import type { z } from 'zod';
import { announcement } from './announcement.ts';
import { authorisation } from './authorisation.ts';
import { cards } from './cards.ts';
import { completeness } from './completeness.ts';
import { hold } from './hold.ts';
import { ingest } from './ingest.ts';
import { instrument } from './instrument.ts';
import { keeping } from './keeping.ts';
import { listening } from './listening.ts';
import { matter } from './matter.ts';
import { office } from './office.ts';
import { protocol } from './protocol.ts';
import { quality } from './quality.ts';
import { register } from './register.ts';
import { restriction } from './restriction.ts';
import { review } from './review.ts';
import { session } from './session.ts';

/**
 * Commands: what may be asked of the keeper through `api.submit`. The body is the JSON of one of these.
 * The sender checks before it asks, the keeper checks again: the sender is not trusted.
 */
export const commands = {
  ...listening.commands,
  ...protocol.commands,
  ...hold.commands,
  ...restriction.commands,
  ...authorisation.commands,
  ...instrument.commands,
  ...ingest.commands,
  ...office.commands,
  ...session.commands,
  ...review.commands,
  ...matter.commands,
  ...register.commands,
  ...keeping.commands,
  ...completeness.commands,
  ...announcement.commands,
  ...quality.commands,
  ...cards.commands,
};
export type CommandKind = keyof typeof commands;
export type Command<K extends CommandKind> = z.infer<(typeof commands)[K]>;
export const commandKinds = Object.keys(commands) as CommandKind[];
/**
 * Acts that the person signs with the directory password, sealed to the keeper for that one request; an `instrument` where its paper is signed, a
 * `file` where the desk does it instead of somebody else, a `hold` where it is the desk's.
 */
export type SigningKind =
  'confirm' | 'resume' | 'conclude' | 'hold-end' | 'silent' | 'admit' | 'restrict' | 'qualityVerdict';
/** What may be asked for with that password. */
export type SealedKind = SigningKind | 'instrument' | 'file' | 'hold';

/** Payloads of ledger entries, one shape a kind. */
export const entries = {
  ...listening.entries,
  ...protocol.entries,
  ...hold.entries,
  ...restriction.entries,
  ...authorisation.entries,
  ...instrument.entries,
  ...ingest.entries,
  ...office.entries,
  ...session.entries,
  ...review.entries,
  ...matter.entries,
  ...register.entries,
  ...keeping.entries,
  ...completeness.entries,
  ...announcement.entries,
  ...quality.entries,
  ...cards.entries,
} satisfies Record<string, z.ZodObject>;
export type EntryKind = keyof typeof entries;
export type Payload<K extends EntryKind = EntryKind> = { [P in EntryKind]: z.infer<(typeof entries)[P]> }[K];
export const entryKinds = Object.keys(entries) as EntryKind[];

/** The kind of the entry that answers each command, unless it is refused. */
export const answers = {
  ...listening.answers,
  ...protocol.answers,
  ...hold.answers,
  ...restriction.answers,
  ...authorisation.answers,
  ...instrument.answers,
  ...ingest.answers,
  ...office.answers,
  ...session.answers,
  ...review.answers,
  ...matter.answers,
  ...register.answers,
  ...keeping.answers,
  ...completeness.answers,
  ...announcement.answers,
  ...quality.answers,
  ...cards.answers,
} satisfies Record<CommandKind, EntryKind>;
export type AnswerOf<K extends CommandKind> = (typeof answers)[K];

/** JSON shapes of the words behind an entry (`office.entry_text.text`). */
export const texts = {
  ...listening.texts,
  ...protocol.texts,
  ...hold.texts,
  ...restriction.texts,
  ...authorisation.texts,
  ...instrument.texts,
  ...ingest.texts,
  ...office.texts,
  ...session.texts,
  ...review.texts,
  ...matter.texts,
  ...register.texts,
  ...keeping.texts,
  ...completeness.texts,
  ...announcement.texts,
  ...quality.texts,
  ...cards.texts,
};
