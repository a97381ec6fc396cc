import { z } from 'zod';
import { personName } from './ledger/head.ts';
import {
  appointmentAsked,
  authorisationAsked,
  instrument,
  office,
  power,
  scope as scopeShape,
  signedFacts,
} from './ledger/instrument.ts';
import { scanMedia } from './scan.ts';
import { longestSignIn } from './session.ts';
import { accountState, day, hex32, instant, uuid } from './values.ts';

/**
 * How a row of a paper stands: it waits (prepared, registered, returned), or by its dates; `revoked` by the Mayor, `ended` by
 * anything else.
 */
export const standing = z.enum([
  'prepared',
  'registered',
  'returned',
  'withdrawn',
  'future',
  'valid',
  'expired',
  'revoked',
  'ended',
]);
export type Standing = z.infer<typeof standing>;

const scope = z.strictObject(scopeShape);

const common = {
  number: z.string(),
  /** The entry that states it. */
  seq: z.int(),
  /** The account that it is about; null of a Mayor who has none. */
  guid: uuid.nullable(),
  person: personName,
  from: day,
  /** The last day as far as it is known; null = until further notice. */
  to: day.nullable(),
  state: standing,
  /** Since when it waits, or is over. */
  since: day.nullable(),
  /** Its end waits for somebody who confirms it. */
  endWaits: z.boolean(),
  /** How the directory has the account, and since when, as far as the keeper has entered it; `ok` also of somebody without one. */
  account: z.strictObject({ state: accountState, since: day.nullable() }),
};

/** A row of a paper as the list has it. */
export const listedInstrument = z.discriminatedUnion('what', [
  z.strictObject({
    what: z.literal('authorisation'),
    ...common,
    scope,
    /** Whether the day of its declaration of confidentiality is entered. */
    declared: z.boolean(),
  }),
  z.strictObject({
    what: z.literal('appointment'),
    ...common,
    office,
    deputy: z.boolean(),
    powers: z.array(power),
  }),
]);
export type ListedInstrument = z.infer<typeof listedInstrument>;

/** Which rows are asked for: what was over before this year only with `all`; `text` = part of a number or a name. */
export const instrumentFilter = z.strictObject({
  what: z.enum(['authorisation', 'appointment']),
  show: z.enum(['current', 'all', 'waiting', 'valid']),
  text: z.string().max(60).nullable(),
});
export type InstrumentFilter = z.infer<typeof instrumentFilter>;

export const instrumentsInput = z.strictObject({ filter: instrumentFilter });
/** Newest number first; `today` is the keeper's. */
export const instrumentsOutput = z.strictObject({ today: day, rows: z.array(listedInstrument) });
/** `own` = the account of whoever asks. */
export const listOutput = z.strictObject({ ...instrumentsOutput.shape, own: uuid.nullable() });

/** Who made an entry, when: `own` = whoever asks, under whichever login. */
const step = z.strictObject({
  seq: z.int(),
  hash: hex32,
  at: instant,
  login: z.string(),
  guid: uuid.nullable(),
  person: z.string(),
  own: z.boolean(),
});
export type Step = z.infer<typeof step>;

/** What ends a row, or takes it back. */
const ending = z.strictObject({
  ...step.shape,
  why: z.string(),
  until: day.nullable(),
  /** Number of the paper by which the Mayor ends it. */
  paper: z.string().nullable(),
  words: z.string().nullable(),
});

const rowOfPaper = {
  number: z.string(),
  person: personName,
  /** Whether it is about whoever asks. */
  own: z.boolean(),
  guid: uuid.nullable(),
  from: day,
  to: day.nullable(),
  /** The newest that is about it. */
  ended: ending.nullable(),
};

/** A paper out of entries that were checked: how far it is, and what its rows say. */
export const paperDetail = z.strictObject({
  state: z.enum(['prepared', 'registered', 'returned', 'confirmed', 'withdrawn']),
  rows: z.array(
    z.discriminatedUnion('what', [
      z.strictObject({
        what: z.literal('authorisation'),
        ...rowOfPaper,
        scope,
        /** When the declaration of confidentiality was signed. */
        declaredOn: day.nullable(),
      }),
      z.strictObject({
        what: z.literal('appointment'),
        ...rowOfPaper,
        office,
        deputy: z.boolean(),
        powers: z.array(power),
        employee: z.boolean(),
        /** Made by the keeper because nobody of the office was there. */
        emergency: z.boolean(),
      }),
    ]),
  ),
  /** The newest entry that states it: what a second person confirms, or the Mayor approves. */
  stated: step,
  /** What was printed; null where it was signed at once. */
  prepared: step.nullable(),
  registered: step.nullable(),
  /** Null until it is registered, and where the Mayor approved it in the program. */
  signed: z
    .strictObject({
      paper: z.string(),
      signedOn: day,
      way: z.enum(['paper', 'ezd']),
      /** What the scan is, where there is one. */
      scan: scanMedia.nullable(),
      /** By name; null where the words were erased. */
      signatory: z.string().nullable(),
      /** What the office of whoever signed is; null of somebody outside the program's offices. */
      office: z.strictObject({ office, deputy: z.boolean() }).nullable(),
    })
    .nullable(),
  returned: ending.nullable(),
  confirmed: step.nullable(),
  /** The newest by which the desk said that it still holds. */
  holds: step.nullable(),
});
export type PaperDetail = z.infer<typeof paperDetail>;
export type PaperRow = PaperDetail['rows'][number];
/** A paper by which whoever asks accepts an office himself. */
const ownAppointment = z.strictObject({ number: z.string(), paper: paperDetail }).nullable();
export type OwnAppointment = z.infer<typeof ownAppointment>;
export const ownOutput = z.strictObject({ own: ownAppointment });
export const paperInput = z.strictObject({ number: z.string().max(40) });

/** Somebody of the office's directory. */
export const account = z.strictObject({
  guid: uuid,
  login: z.string(),
  displayName: z.string(),
  post: z.string(),
  unit: z.string(),
});
export type Account = z.infer<typeof account>;
/** `by`: part of a name or a login, or of what a department is called. */
export const peopleInput = z.strictObject({
  typed: z.string().trim().min(2).max(100),
  by: z.enum(['name', 'department']),
});
export const mostAdded = 100;
export const addPeopleInput = z.strictObject({ guids: z.array(uuid).min(1).max(mostAdded) });
export const peopleOutput = z.strictObject({ people: z.array(account) });

export const departmentsOutput = z.strictObject({ departments: z.array(z.string()) });
/** The scan of the paper, held against its entry; null where it was erased. */
export const scanOutput = z.strictObject({ file: z.instanceof(Uint8Array).nullable() });

/** One paper: authorisations, or one appointment. */
const rows = z.union([z.array(authorisationAsked).min(1).max(40), z.tuple([appointmentAsked])]);
export type AskedRows = z.infer<typeof rows>;
/** The directory password for one act; what is longer was pasted by mistake. */
const password = z.string().min(1).max(longestSignIn);
export const prepareInput = z.strictObject({ rows });
/** `file`: the scanned paper, where it lies in a binder. */
export const registerInput = z.strictObject({
  rows,
  signed: z.strictObject({ ...signedFacts, way: z.enum(['paper', 'ezd']) }),
  file: z.instanceof(Uint8Array).nullable(),
  password,
});
/** The rows' numbers, in their order. */
export const enteredOutput = z.strictObject({ numbers: z.array(z.string()) });
/** Entries as they were shown. */
export const confirmInput = z.strictObject({
  shown: z
    .array(z.strictObject({ seq: z.int(), hash: hex32 }))
    .min(1)
    .max(40),
  password,
});
export const endInput = instrument.revoke.asks;
