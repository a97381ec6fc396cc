import { z } from 'zod';
import { paper } from './paper.ts';
import { purpose } from './purposes.ts';
import { openedFacts } from './recordings.ts';
import { longestSignIn } from './session.ts';
import { channelName, day, instant, login, ranges, uuid } from './values.ts';

/**
 * §4.3: started when the first key is released, completed when the text is sealed, filed when it lies in the case file; unfinished: the desk
 * filed it without a text, because its listener is gone.
 */
export const actState = z.enum(['started', 'completed', 'filed', 'unfinished']);
/** The office's own rule: an act is open for listening for seven days from its first release. Milliseconds. */
export const actLength = 7 * 86_400_000;
export const filingWay = z.enum(['paper', 'ezd']);

/**
 * Why nothing was heard although a key was released: the program reported that playing failed, or nothing was ever heard of it.
 * The second proves nothing: the sealed key may have been fetched in its last second by somebody who sent no sign of life.
 */
export const unheard = z.enum(['failed', 'unconfirmed']);

export const actRecording = z.strictObject({
  ...openedFacts.shape,
  /** What the program reported as played, merged and sorted. */
  heard: ranges,
  wrongCall: z.boolean(),
  unheard: unheard.nullable(),
  open: z.boolean(),
});

/** Somebody who heard what was played, beside the listener; `to` null = still present. */
export const presence = z.strictObject({
  login,
  /** The login, where the words were lawfully erased. */
  name: z.string(),
  post: z.string(),
  authorisation: z.string(),
  from: instant,
  to: instant.nullable(),
});

/** A recording that is evidence on the word of an act. */
export const hold = z.strictObject({
  recording: uuid,
  /** The proceedings as they were named; null where the basis secures it, or the words were lawfully erased. */
  proceedings: z.string().nullable(),
  reference: z.string().nullable(),
  /** Number of the card and day of its review. */
  number: z.string(),
  review: day,
  seq: z.int(),
});

/** An employee of the office who may be named as present, as far as the database knows; the keeper judges. */
export const employee = z.strictObject({
  login,
  displayName: z.string(),
  post: z.string(),
  unit: z.string(),
});

const actFacts = z.strictObject({
  act: uuid,
  number: z.string(),
  case: z.string(),
  /** Case numbers that a correction replaced, oldest first. */
  formerCases: z.array(z.string()),
  /** How often the protocol was corrected. */
  corrections: z.int(),
  basisLabel: z.string(),
  openedAt: instant,
  /** Listening is possible until this instant (at most 7 days); completing and filing stay possible. */
  until: instant,
  state: actState,
  completedAt: instant.nullable(),
  filedOn: day.nullable(),
  way: filingWay.nullable(),
});

/** An act in the list of one's own: how many recordings were opened, and how long they were heard in all. */
export const listedAct = z.strictObject({ ...actFacts.shape, recordings: z.int(), heardMs: z.int() });

export const act = z.strictObject({
  ...actFacts.shape,
  /** The plan of reviews of quality that it is the act of, and the number under which that was approved. */
  plan: z.strictObject({ plan: uuid, number: z.string() }).nullable(),
  recordings: z.array(actRecording),
});

/** Who says quoted words: a side of the call as its channels are named, or nobody whom the listener would name. */
export const speaker = z.enum([...channelName.extract(['caller', 'office']).options, 'unnamed']);

/**
 * Words heard in a recording and where they stand in it; milliseconds from its start, `to` null where only a moment was marked.
 * `speaker` is left out as long as nobody said who speaks.
 */
export const quotation = z
  .strictObject({
    recording: uuid,
    from: z.int().min(0).max(86_400_000),
    to: z.int().min(1).max(86_400_000).nullable(),
    speaker: speaker.optional(),
    text: z.string().max(1000),
  })
  .refine(({ from, to }) => to === null || from < to);

/** How many quotations a protocol has at most. */
export const mostQuotations = 100;
/** What all quotations of a protocol may say together, in characters. */
export const longestQuotations = 20_000;

export const quotations = z
  .array(quotation)
  .max(mostQuotations)
  .refine((list) => list.reduce((sum, { text }) => sum + text.length, 0) <= longestQuotations);
export const findings = z.string().max(20_000);
export const remarks = z.string().max(2000);
/** What is attached to the protocol, as the listener lists it. */
export const attachments = z.string().max(2000);

/** What somebody present beside the listener remarked. */
export const presentRemark = z.strictObject({ login, text: remarks });
/** How many people remark something in a protocol at most, and what they may say together, in characters. */
const mostPresentRemarks = 50;
const longestPresentRemarks = 20_000;

/** One remark a person. */
export const presentRemarks = z
  .array(presentRemark)
  .max(mostPresentRemarks)
  .refine((list) => new Set(list.map((one) => one.login)).size === list.length)
  .refine((list) => list.reduce((sum, { text }) => sum + text.length, 0) <= longestPresentRemarks);

/** What the listener writes into the protocol; `remarks` are the listener's own, without `attachments` there are none. */
export const protocolWords = z.strictObject({ findings, quotations, remarks, presentRemarks, attachments });

export const actDetail = z.strictObject({
  act,
  ...protocolWords.shape,
  /** In the order in which they came. */
  present: z.array(presence),
  holds: z.array(hold),
  /** Whether the basis secures every recording of the act, by an entry of the keeper that follows the release. */
  keeps: z.boolean(),
  purpose,
  savedAt: instant.nullable(),
  /** Whether a newer draft than the one that is shown is there, which the person did not sign. */
  setAside: z.boolean(),
  documentName: z.string(),
  /** The entry that sealed the text; null until then. Its number and hash stand in the footer of the print. */
  sealed: z.strictObject({ seq: z.int(), hash: z.string() }).nullable().optional(),
  /** Which print of the protocol the sealed text is; going back to listening takes it its validity, the next text is the next. */
  print: z.int(),
});

/** What the person was refused: no entry of it is an act's. `request` = which kind of command, `reason` = a refusal's code. */
export const ownRefusal = z.strictObject({
  seq: z.int(),
  at: instant,
  case: z.string().nullable(),
  basisLabel: z.string().nullable(),
  request: z.string(),
  reason: z.string(),
  /** As in a row of the register. */
  subject: z.string().nullable(),
  because: z.string().nullable(),
  /** When the call began that was asked for; null where the request named none. */
  call: instant.nullable(),
  /** How many refusals this one counts. */
  count: z.int(),
});

/** An act of somebody else in which the person is named as present, by the entry `seq`; what is not told of it is not theirs to read. */
export const namedIn = z.strictObject({
  seq: z.int(),
  at: instant,
  /** The entry that began the act. */
  begun: z.int(),
  number: z.string(),
  /** Whose act it is; the login, where the words were lawfully erased. */
  listener: z.string(),
  authorisation: z.string().nullable(),
  /** What the protocol says that the person remarked. */
  remark: z.string().nullable(),
});

export const namedOutput = z.strictObject({ named: z.array(namedIn) });
export const refusalsOutput = z.strictObject({ refusals: z.array(ownRefusal) });
export const actsOutput = z.strictObject({ acts: z.array(listedAct) });
export const actInput = z.strictObject({ act: uuid });
/** Which recordings are heard, or are about to be, and what for; null where nobody said so yet. */
export const employeesInput = z.strictObject({
  recordings: z.array(uuid).max(50),
  purpose: purpose.nullable(),
});
export const employeesOutput = z.strictObject({ employees: z.array(employee) });
export const presentInput = z.strictObject({ act: uuid, person: login });
export const holdInput = z.strictObject({
  act: uuid,
  recording: uuid,
  proceedings: z.string().max(300),
  reference: z.string().max(60).nullable(),
});
export const completeInput = z.strictObject({ act: uuid, ...protocolWords.shape });
/** `corrects` = the entry whose text was read: what was corrected in the meantime is not written over. */
export const correctInput = z.strictObject({
  act: uuid,
  corrects: z.int().min(1),
  case: z.string().max(60),
  ...protocolWords.shape,
});
export const completeOutput = z.strictObject({ seq: z.int(), hash: z.string() });
export const fileInput = z.strictObject({
  act: uuid,
  day,
  way: filingWay,
  /** Why a signature is missing (KPA 68 § 2); null when all signed. */
  missingSignature: z.string().max(500).nullable(),
});
/** The desk files the protocol of somebody else, with the directory password for it; `listed` = what the form shows of it. */
export const fileInsteadInput = z.strictObject({
  act: uuid,
  listed: z.strictObject({ number: z.string(), person: z.string(), case: z.string(), state: actState }),
  day,
  way: filingWay,
  reason: z.string().trim().min(1).max(500),
  password: z.string().min(1).max(longestSignIn),
});
/** A copy of somebody else's protocol; `occasion`: for which case file, or what else. */
export const copyInput = z.strictObject({
  act: uuid,
  occasion: z.string().trim().min(1).max(130),
  to: z.enum(['printer', 'file']),
});
/** The document made of the entry `sealed`; the same bytes are shown, printed and saved. */
export const documentInput = z.strictObject({ act: uuid, sealed: z.int().min(1) });
/** `pdf` = the file; `paper` = the same words for whoever does not see it. */
export const documentOutput = z.strictObject({ name: z.string(), pdf: z.instanceof(Uint8Array), paper });

export type Act = z.infer<typeof act>;
export type ListedAct = z.infer<typeof listedAct>;
export type OwnRefusal = z.infer<typeof ownRefusal>;
export type NamedIn = z.infer<typeof namedIn>;
export type ActDetail = z.infer<typeof actDetail>;
export type ActRecording = z.infer<typeof actRecording>;
export type Quotation = z.infer<typeof quotation>;
export type Speaker = z.infer<typeof speaker>;
export type PresentRemark = z.infer<typeof presentRemark>;
export type ProtocolWords = z.infer<typeof protocolWords>;
export type Employee = z.infer<typeof employee>;
export type Hold = z.infer<typeof hold>;
export type Presence = z.infer<typeof presence>;
export type ActState = z.infer<typeof actState>;
