import { z } from 'zod';
import { purpose } from '../purposes.ts';
import { basis } from '../recordings.ts';
import { scan } from '../scan.ts';
import { day, hex32, login, uuid } from '../values.ts';
import { head, lines, personName, text, words } from './head.ts';
import { type Family } from './kind.ts';

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

/** A legal basis as a version words it: label and sentences are the office's, everything else stays what it began with. */
const wordedBasis = basis.extend({
  label: words(200),
  sentences: z.array(z.strictObject({ code: words(40), text: words(500) })).max(20),
});
/** What a version of each rule says. */
const contents = {
  /** The order by which it holds, of which day, and its name in the genitive, as papers cite it. */
  regulation: z.strictObject({ number: words(60), day, title: words(200) }),
  /** What whoever is authorised declares, as D8 has it. */
  declaration: z.strictObject({ text: words(2_000) }),
  /** `position` in lists; by the number of the office's own approval; `verifiedOn`: when somebody last compared it with the law. */
  basis: z.strictObject({ position: z.int(), basis: wordedBasis, approval: words(100), verifiedOn: day }),
  /**
   * §3.4: the order by which recordings are destroyed: its case, on which ground of the archives' law (a consent for one list is none), and the
   * administrator's word on where the keys lie.
   */
  destruction: z.strictObject({
    case: words(60),
    archive: z
      .discriminatedUnion('of', [
        z.strictObject({ of: z.literal('bc'), symbol: words(60) }),
        z.strictObject({ of: z.literal('general'), reference: words(60), day }),
      ])
      .nullable(),
    ownDisk: z.literal(true),
  }),
  /** § 3 ust. 2: what is played before a call on these lines; none: on all. `sound`: by which name its recording is kept. */
  announcement: z.strictObject({ lines, text: words(2_000), sound: words(100) }),
  /** On which ground the office records at all. */
  recordingBasis: z.strictObject({ code: words(40), text: words(500), article: words(100) }),
};
/** What there are versions of. */
export const ruleKind = z.object(contents).keyof();
const versionsOf = <N extends z.ZodType>(number: N) =>
  z.discriminatedUnion('of', [
    z.strictObject({ number, of: z.literal('regulation'), ...term, content: contents.regulation }),
    z.strictObject({ number, of: z.literal('declaration'), ...term, content: contents.declaration }),
    z.strictObject({ number, of: z.literal('basis'), ...term, content: contents.basis }),
    z.strictObject({ number, of: z.literal('destruction'), ...term, content: contents.destruction }),
    z.strictObject({ number, of: z.literal('announcement'), ...term, content: contents.announcement }),
    z.strictObject({ number, of: z.literal('recordingBasis'), ...term, content: contents.recordingBasis }),
  ]);
/** A rule of the office from a day on, as it is asked for. It ends where the next version of the same rule begins. */
export const versionAsked = versionsOf(words(40).nullable());
export const version = versionsOf(z.string());

export type AuthorisationRow = z.infer<typeof authorisation>;
export type AppointmentRow = z.infer<typeof appointment>;
export type VersionRow = z.infer<typeof version>;
export type InstrumentRow = AuthorisationRow | AppointmentRow | VersionRow;
export type AskedVersion = z.infer<typeof versionAsked>;
export type AskedRow = z.infer<typeof authorisationAsked> | z.infer<typeof appointmentAsked> | AskedVersion;

/** Of what a row is a version: its rule, of a basis with its code, of an announcement with its lines. */
export function ruleOf(row: VersionRow | AskedVersion): string {
  if (row.of === 'basis') return `basis ${row.content.basis.code}`;
  if (row.of === 'recordingBasis') return `recordingBasis ${row.content.code}`;
  return row.of === 'announcement' ? ['announcement', ...row.content.lines].join(' ') : row.of;
}

/** Whom a row is about: nobody with an account where it appoints a Mayor who has none, or is the version of a rule. */
export function subjectOf(row: InstrumentRow): { subject: string | null; subjectGuid: string | null } {
  return 'of' in row ? { subject: null, subjectGuid: null } : row;
}

/** What an authorisation covers. */
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

const what = z.enum(['authorisation', 'appointment', 'version']);
export type InstrumentWhat = z.infer<typeof what>;

/** Whether a paper's rows are of its kind; an appointment stands alone, and a rule begins by what was signed. */
function isOnePaper(paper: {
  what: InstrumentWhat;
  rows: (InstrumentRow | AskedRow)[];
  signed: object | null;
}): boolean {
  const { what, rows, signed } = paper;
  const kindOf = (row: InstrumentRow | AskedRow): InstrumentWhat =>
    'of' in row ? 'version' : 'office' in row ? 'appointment' : 'authorisation';
  if (what === 'appointment' && rows.length > 1) return false;
  return rows.every((row) => kindOf(row) === what) && (what !== 'version' || signed !== null);
}

/**
 * Why something ends: the Mayor's paper, the end of employment, another post, a mistake. `withdrawn`: an order to destroy, or what nobody has
 * confirmed; `differs`: that is to be put right.
 */
const ending = z.enum(['mayor', 'employment', 'post', 'mistake', 'withdrawn', 'differs']);

/** §4.2, § 6.3: papers that two people see: who may listen, who holds which office, which rules hold by them. */
export const instrument = {
  instrument: {
    command: 'instrument',
    /**
     * A paper, prepared (`signed` null; of rules never) or signed. Until it is confirmed its facts may be entered anew under the same
     * numbers; of its former rows those that are left out are withdrawn.
     */
    asks: z
      .strictObject({
        what,
        rows: z
          .array(z.union([authorisationAsked, appointmentAsked, versionAsked]))
          .min(1)
          .max(40),
        signed: signedAsked.nullable(),
      })
      .refine(isOnePaper),
    may: { secretary: 'second' },
    password: (body) => 'signed' in body && body.signed !== null,
    /** A paper of one or more rows, each with a number of its own; it holds from its `confirmed` on. */
    entry: z
      .strictObject({
        ...head('instrument'),
        what,
        rows: z
          .array(z.union([authorisation, appointment, version]))
          .min(1)
          .max(40),
        signed: signed.nullable(),
        text,
      })
      .refine(isOnePaper),
    /** `names`: of the rows, in their order; none of versions. */
    words: z.strictObject({ names: z.array(personName), signatory: z.string().nullable() }),
  },
  confirmed: {
    command: 'confirm',
    /**
     * Entries and their papers agree: all of them, or none. Of appointments and rules that hold already: they still do. `hashes` = those of
     * `entries`, in their order, as they were shown.
     */
    asks: z.strictObject({
      entries: z.array(z.int().min(1)).min(1).max(40),
      hashes: z.array(hex32).min(1).max(40),
    }),
    may: { secretary: 'second', mayor: 'second', protection_officer: 'second' },
    password: true,
    /** Entry and paper agree, says somebody who neither registered it nor stands in it. `hashes` = those of `entries`, in their order. */
    entry: z.strictObject({
      ...head('confirmed'),
      entries: z.array(z.int().min(1)).min(1).max(40),
      hashes: z.array(hex32).min(1).max(40),
    }),
  },
  revoke: {
    command: 'revoke',
    /** Ends what was confirmed, at once or with the day `until`; or takes back a paper that was not, all its rows with the one of this number; or an order to destroy. */
    asks: z.strictObject({
      number: words(40),
      why: ending,
      until: day.nullable(),
      /** Number of the paper by which the Mayor ends it. */
      paper: words(60).nullable(),
      words: words(500).nullable(),
    }),
    // §6.3: whoever holds an office may lay it down.
    may: { secretary: 'yes', mayor: 'yes', protection_officer: 'own', administrator: 'own' },
    /** `subject` = whose it is; null of a Mayor who has no account. */
    entry: z.strictObject({
      ...head('revoke'),
      number: z.string(),
      subject: login.nullable(),
      why: ending,
      until: day.nullable(),
      paper: z.string().nullable(),
      text,
    }),
    words: z.strictObject({ words: z.string() }),
    told: true,
  },
} as const satisfies Family;
