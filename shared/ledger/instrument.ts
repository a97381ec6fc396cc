import { z } from 'zod';
import { purpose } from '../purposes.ts';
import { scan } from '../scan.ts';
import { day, hex32, login, uuid } from '../values.ts';
import { head, personName, text, words } from './head.ts';

/** Offices of the regulation. Each but `administrator` has one holder, until the next begins; deputies have its rights under their own login. */
export const office = z.enum(['mayor', 'secretary', 'protection_officer', 'administrator']);
export type Office = z.infer<typeof office>;

/** Paragraphs of the regulation that a deputy mayor's power names: 4 to authorise, 5 to consent to a disclosure. */
export const power = z.literal([4, 5]);
export type Power = z.infer<typeof power>;

const term = { from: day, to: day.nullable() };

/** What an authorisation covers. `departments` = those of the extension directory; null = all. `quality` = whether it covers reviews of quality, too. */
export const scope = {
  purposes: z.array(purpose).min(1).max(3),
  departments: z.array(words(100)).min(1).max(40).nullable(),
  quality: z.enum(['no', 'only', 'also']),
};

/** An authorisation as it is asked for; `number` null = the next. */
export const authorisationAsked = z.strictObject({
  number: words(40).nullable(),
  subjectGuid: uuid,
  ...scope,
  from: day,
  to: day,
  /** When the person signed the declaration of confidentiality. */
  declaredOn: day.nullable(),
});
const authorisation = z.strictObject({
  number: z.string(),
  subject: login,
  subjectGuid: uuid,
  ...scope,
  from: day,
  to: day,
  declaredOn: day.nullable(),
});

/** An appointment as it is asked for: of an account, or of a Mayor who has none, by `name`. */
export const appointmentAsked = z.strictObject({
  number: words(40).nullable(),
  subjectGuid: uuid.nullable(),
  name: words(200).nullable(),
  office,
  deputy: z.boolean(),
  powers: z.array(power).max(2),
  employee: z.boolean(),
  ...term,
});
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
  ...term,
});
export type AuthorisationRow = z.infer<typeof authorisation>;
export type AppointmentRow = z.infer<typeof appointment>;
export type InstrumentRow = AuthorisationRow | AppointmentRow;
export type AskedRow = z.infer<typeof authorisationAsked> | z.infer<typeof appointmentAsked>;

/** What an authorisation covers; null of one that was entered before scopes were. */
export type Scope = Pick<AuthorisationRow, 'purposes' | 'departments' | 'quality'>;

/** How the paper was signed. */
const signed = z.strictObject({
  /** Its own number. */
  paper: z.string(),
  /** Number of the appointment of whoever signed it; null where nobody of the program's offices did: the words name somebody, or nobody is named. */
  signatory: z.string().nullable(),
  signedOn: day,
  way: z.enum(['paper', 'ezd']),
  /** Of a paper in a binder; null where it lies in the EZD, or an office began with it. */
  scan: scan.nullable(),
});
export type SignedPaper = z.infer<typeof signed>;
export const signedFacts = {
  paper: words(60),
  signatory: words(40).nullable(),
  /** Who signed it, where that is nobody of the program's offices: the council, an election. */
  signatoryName: words(200).nullable(),
  signedOn: day,
};
/** Whoever compares entry and paper sees one in a binder by its scan, and one of the EZD there. */
const signedAsked = z.discriminatedUnion('way', [
  z.strictObject({ ...signedFacts, way: z.literal('paper'), scan }),
  z.strictObject({ ...signedFacts, way: z.literal('ezd'), scan: z.null() }),
]);
export type SignedAsked = z.infer<typeof signedAsked>;

const what = z.enum(['authorisation', 'appointment']);
export type InstrumentWhat = z.infer<typeof what>;

/** Whether a paper's rows are of its kind; an appointment stands alone. */
function isOfOneKind({ what, rows }: { what: InstrumentWhat; rows: (InstrumentRow | AskedRow)[] }): boolean {
  const appoints = what === 'appointment';
  return rows.every((row) => 'office' in row === appoints) && (!appoints || rows.length === 1);
}

/** Why something ends: the Mayor's paper, the end of employment, another post, a mistake; before it was confirmed, who sends it back. */
export const ending = z.enum(['mayor', 'employment', 'post', 'mistake', 'withdrawn', 'differs']);

/** §4.2, § 6.3: papers that two people see, who may listen and who holds which office by them. */
export const instrument = {
  commands: {
    /**
     * A paper, prepared (`signed` null) or signed. Until it is confirmed its facts may be entered anew under the same numbers; of its
     * former rows those that are left out are withdrawn.
     */
    instrument: z
      .strictObject({
        what,
        rows: z
          .array(z.union([authorisationAsked, appointmentAsked]))
          .min(1)
          .max(40),
        signed: signedAsked.nullable(),
      })
      .refine(isOfOneKind),
    /** Entries and their papers agree: all of them, or none. `hashes` = those of `entries`, in their order, as they were shown. */
    confirm: z.strictObject({
      entries: z.array(z.int().min(1)).min(1).max(40),
      hashes: z.array(hex32).min(1).max(40),
    }),
    /** Ends what was confirmed, at once or with the day `until`; or takes back a paper that was not, all its rows with the one of this number. */
    revoke: z.strictObject({
      number: words(40),
      why: ending,
      until: day.nullable(),
      /** Number of the paper by which the Mayor ends it. */
      paper: words(60).nullable(),
      words: words(500).nullable(),
    }),
  },
  answers: { instrument: 'instrument', confirm: 'confirmed', revoke: 'revoke' },
  entries: {
    /** A paper of one or more rows, each with a number of its own; it holds from its `confirmed` on. */
    instrument: z
      .strictObject({
        ...head('instrument'),
        what,
        rows: z
          .array(z.union([authorisation, appointment]))
          .min(1)
          .max(40),
        signed: signed.nullable(),
        text,
      })
      .refine(isOfOneKind),
    /** Entry and paper agree, says somebody who neither registered it nor stands in it. `hashes` = those of `entries`, in their order. */
    confirmed: z.strictObject({
      ...head('confirmed'),
      entries: z.array(z.int().min(1)).min(1).max(40),
      hashes: z.array(hex32).min(1).max(40),
    }),
    /** `subject` = whose it is; null of a Mayor who has no account. */
    revoke: z.strictObject({
      ...head('revoke'),
      number: z.string(),
      subject: login.nullable(),
      why: ending,
      until: day.nullable(),
      paper: z.string().nullable(),
      text,
    }),
  },
  texts: {
    /** `names`: of the rows, in their order. */
    instrument: z.strictObject({ names: z.array(personName), signatory: z.string().nullable() }),
    revoke: z.strictObject({ words: z.string() }),
  },
} as const;
