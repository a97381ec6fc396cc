import { z } from 'zod';
import { day, hex32, login, uuid } from '../values.ts';
import { head, personName, text } from './head.ts';

/** Offices of the regulation. Each but `administrator` has one holder, until the next begins; deputies have its rights under their own login. */
export const office = z.enum(['mayor', 'secretary', 'protection_officer', 'administrator']);
export type Office = z.infer<typeof office>;

/** Paragraphs of the regulation that a deputy mayor's power names: 4 to authorise, 5 to consent to a disclosure. */
export const power = z.literal([4, 5]);
export type Power = z.infer<typeof power>;

/** One appointment on a paper. Without an account (a Mayor who need not open the program) `subject` and `subjectGuid` are null. */
const appointment = z.strictObject({
  number: z.string(),
  subject: login.nullable(),
  subjectGuid: uuid.nullable(),
  office,
  deputy: z.boolean(),
  powers: z.array(power).max(2),
  employee: z.boolean(),
  /** Made by the keeper's own command, because nobody of the office was there. */
  emergency: z.boolean(),
  from: day,
  /** Last day; null = until further notice. */
  to: day.nullable(),
});
export type AppointmentRow = z.infer<typeof appointment>;

/** How the paper was signed. */
const signed = z.strictObject({
  /** Its own number. */
  paper: z.string(),
  /** Number of the appointment of whoever signed it; null where nobody of the program's offices did: the words name somebody, or nobody is named. */
  signatory: z.string().nullable(),
  signedOn: day,
  way: z.enum(['paper', 'ezd']),
  /** None so far. */
  scan: z.null(),
});
export type SignedPaper = z.infer<typeof signed>;

/** §4.2, § 6.3: papers that two people see, and who holds which office by them. */
export const instrument = {
  commands: {},
  answers: {},
  entries: {
    /** A paper of one or more rows, each with a number of its own; it holds from its `confirmed` on. */
    instrument: z.strictObject({
      ...head('instrument'),
      what: z.literal('appointment'),
      rows: z.array(appointment).min(1).max(40),
      signed: signed.nullable(),
      text,
    }),
    /** Entry and paper agree, says somebody who neither registered it nor stands in it. `hashes` = those of `entries`, in their order. */
    confirmed: z.strictObject({
      ...head('confirmed'),
      entries: z.array(z.int().min(1)).min(1).max(40),
      hashes: z.array(hex32).min(1).max(40),
    }),
  },
  texts: {
    /** `names`: of the rows, in their order. */
    instrument: z.strictObject({ names: z.array(personName), signatory: z.string().nullable() }),
  },
} as const;
