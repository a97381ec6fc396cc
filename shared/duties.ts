import { z } from 'zod';
import { listedInstrument } from './authorisation.ts';
import { nightMissed, nightWaits } from './keeping.ts';
import { ruleKind } from './ledger/instrument.ts';
import { office } from './ledger/office.ts';
import { suspender, longestSignIn } from './session.ts';
import { accountState, day, hex32, instant, login, uuid } from './values.ts';

const { seq, what, table } = office.checked.entry.shape.first.unwrap().shape;

/** An act whose protocol is not in its file. */
const unfiledAct = z.strictObject({
  act: uuid,
  number: z.string(),
  case: z.string(),
  /** Whose it is: the account, and how the directory has it by now. */
  guid: uuid,
  account: accountState,
  person: z.string(),
  state: z.enum(['started', 'completed']),
  /** Its first day, the last on which something is heard in it, or remarked, and the one from which findings are waited for. */
  opened: day,
  over: day,
  since: day,
});

/** An account that does not stand. */
const goneAccount = z.strictObject({
  guid: uuid,
  login,
  person: z.string(),
  account: accountState.exclude(['ok']),
  /** Null where no entry says it. */
  since: day.nullable(),
});

const standing = {
  /** The keeper's. */
  today: day,
  /** The last nightly check of ledger, journal and tables; null before the first. */
  checked: z
    .strictObject({
      seq: z.int(),
      at: instant,
      upTo: z.int(),
      faults: z.int(),
      first: z.strictObject({ seq, what, table }).nullable(),
    })
    .nullable(),
  /** The legal day of the last nightly check; before the first, the one on which the office began. */
  checkedOn: day,
  /** When the directory last told how everybody's account stands, and how many minutes that was before the keeper's last beat. */
  accounts: z.strictObject({ at: instant, minutes: z.int() }).nullable(),
  /** What stops all listening; null where nothing does. */
  suspension: z
    .strictObject({
      seq: z.int(),
      at: instant,
      by: suspender,
      login: z.string(),
      person: z.string(),
      /** In the person's own words; null where there are none. */
      reason: z.string().nullable(),
      /** Who has confirmed it, so that another person may let listening go on: asked for in an emergency alone. */
      seen: z.strictObject({ guid: uuid.nullable(), person: z.string() }).nullable(),
    })
    .nullable(),
  /** Requests that nobody had signed, since those about which a matter was closed. */
  unsigned: z.strictObject({ seq: z.int(), at: instant, count: z.int() }).nullable(),
  /** Numbers of appointments that the keeper made by itself, and nobody in office before has confirmed. */
  emergency: z.array(z.string()),
  /** Numbers of appointments that whoever is appointed confirmed. */
  accepted: z.array(z.string()),
  gone: z.array(goneAccount),
  acts: z.array(unfiledAct),
  authorisations: z.array(listedInstrument),
  appointments: z.array(listedInstrument),
  /** Rules that wait for a step; `label` of a legal basis. */
  versions: z.array(
    z.strictObject({
      number: z.string(),
      seq: z.int(),
      state: z.enum(['registered', 'returned']),
      of: ruleKind,
      label: z.string().nullable(),
      since: day,
    }),
  ),
  /** Lists that a night did not destroy unasked, and nobody has confirmed; `seq` = of the entry. */
  stopped: z.array(z.strictObject({ seq: z.int(), since: day, count: z.int(), days: z.int() })),
  /** While there is an order to destroy (§ 3 ust. 4), from that day on: the last night, why it did not destroy all, and since which one no night has. */
  destruction: z
    .strictObject({
      from: day,
      ...{ night: day.nullable(), waits: nightWaits.nullable(), since: day.nullable() },
      backup: z.strictObject({ startedAt: instant, oldestOn: day }).nullable(),
    })
    .nullable(),
  /** Holds whose review is over: how many, and by when the first of them was to be; null where none is. */
  holds: z.strictObject({ count: z.int(), due: day }).nullable(),
  /** The same of restrictions (GDPR 18). */
  restrictions: z.strictObject({ count: z.int(), due: day }).nullable(),
  /** Erasures that wait for somebody else than who entered them (GDPR 17): how many, and since when the first of them; null where none does. */
  erasures: z.strictObject({ count: z.int(), since: day }).nullable(),
  /** Calls without a whole recording and recordings without a call that nobody explained, and that are the turn of whoever asks; `first` = the oldest day. */
  gaps: z.strictObject({ count: z.int(), late: z.int(), first: day }).nullable(),
  /** Calls without the announcement that wait for the desk's word, and the day of the first. */
  undecided: z.strictObject({ count: z.int(), first: day }).nullable(),
  /** Offices without an end (`of` null) and rules of which nobody has said for a year that they still hold; `seq` = the entry that states them. */
  yearly: z.array(
    z.strictObject({
      number: z.string(),
      seq: z.int(),
      of: ruleKind.nullable(),
      since: day,
    }),
  ),
  /** Plans of reviews of quality that wait for the word of somebody else than who proposed them; since when the first of them, and its case. */
  plans: z.strictObject({ count: z.int(), since: day.nullable(), case: z.string().nullable() }),
  /** Whose entry a paper is that waits for somebody else, by its number. */
  authors: z.record(z.string(), uuid.nullable()),
};

/** What `api.duties` tells. */
export const dutiesTold = z.strictObject(standing);

/** The same as the settings of the office see it: protocols that are late, and which accounts have been gone for long. */
export const dutiesOutput = z.strictObject({
  ...standing,
  gone: z.array(z.strictObject({ ...goneAccount.shape, late: z.boolean() })),
  /** `late` = working days since its term ended; `abandoned`: nobody else ends it, so the desk files it. */
  acts: z.array(z.strictObject({ ...unfiledAct.shape, late: z.int(), abandoned: z.boolean() })),
  /** Why nights do not destroy all, and since which one; and the copies, where old ones do not go. */
  destruction: z.strictObject({
    waits: z.strictObject({ why: nightMissed, since: day }).nullable(),
    copies: z.strictObject({ newest: day, oldest: day }).nullable(),
  }),
  /** The account of whoever asks. */
  own: uuid.nullable(),
  /** Days before its end from which an authorisation is told of. */
  endingDays: z.int(),
});
export type Duties = z.infer<typeof dutiesOutput>;

/** Sums of the register over days, both within. */
export const countsInput = z.strictObject({ from: day, to: day });
export const countsOutput = z.strictObject({
  acts: z.int(),
  refusals: z.int(),
  /** Who began an act or was refused. */
  people: z.int(),
  /** Only days on which there was something, in their order. */
  days: z.array(z.strictObject({ day, acts: z.int(), refusals: z.int() })),
});
export type Counts = z.infer<typeof countsOutput>;

export const suspendInput = office.suspended.asks;
export const resumeInput = z.strictObject({
  ...office.resumed.asks.shape,
  password: z.string().min(1).max(longestSignIn),
});

/** What is seen before listening goes on, in an emergency by two people, out of entries that were checked. */
export const emergencyOutput = z.strictObject({
  stop: z
    .strictObject({
      ...{ seq: z.int(), hash: hex32, at: instant, by: suspender },
      ...{ login: z.string(), person: z.string(), reason: z.string().nullable() },
      /** The server was restored since listening was last resumed, whatever stopped it after that. */
      restored: z.boolean(),
    })
    .nullable(),
  appointments: z.array(
    z.strictObject({
      seq: z.int(),
      hash: hex32,
      number: z.string(),
      person: z.string(),
      deputy: z.boolean(),
      paper: z.string(),
      from: day,
    }),
  ),
});
export type Emergency = z.infer<typeof emergencyOutput>;
