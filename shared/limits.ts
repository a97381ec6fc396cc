import { z } from 'zod';

/**
 * Every limit that an office may set: its default, its bounds and its meaning stand here and nowhere else; docs/operations.md repeats
 * them under a test. What the regulation demands (twelve months of keeping, a case number, one of the purposes) is no limit, nor
 * are the office's own rules that hold for everybody (twelve months of an authorisation, seven days of an act).
 */
const limit = (from: number, to: number, byDefault: number, meaning: string) =>
  z.int().min(from).max(to).default(byDefault).describe(meaning);

/** Of the app. */
export const idle = z
  .strictObject({
    pausedMinutes: limit(
      1,
      240,
      5,
      'Minutes after which sound that is paused closes when nothing was touched; typing is touching.',
    ),
    untouchedMinutes: limit(
      1,
      240,
      30,
      'Minutes of untouched play after which the page asks whether to go on.',
    ),
  })
  .prefault({});

export const printing = z
  .strictObject({
    answerMinutes: limit(
      1,
      60,
      3,
      'Minutes after which a print request that the system does not answer is ended; choosing a printer counts.',
    ),
  })
  .prefault({});

/** Of app and keeper; the keeper decides, the page says it before. Visible characters: what leaves no ink is not counted. */
export const words = z
  .strictObject({
    reasonCharacters: limit(
      10,
      200,
      20,
      'Least visible characters of a reason in own words; a picked sentence needs none.',
    ),
    findingsCharacters: limit(
      1,
      200,
      20,
      'Least visible characters of the findings, unless no recording concerned the case.',
    ),
  })
  .prefault({});

const numbering = (byDefault: string, what: string) =>
  z
    .string()
    .regex(/^[\p{L}/._-]{0,12}\{n\}[/._-][\p{L}/._-]{0,12}\{rok\}[\p{L}/._-]{0,12}$/u)
    .default(byDefault)
    .describe(
      `How ${what} are numbered, gapless from 1 in each year; \`{n}\` is the number, \`{rok}\` the year.`,
    );

/** Of the keeper. */
export const protocolNumbers = numbering('PO/{n}/{rok}', 'protocols');
export const holds = z
  .strictObject({
    numbers: numbering('ZB/{n}/{rok}', 'the cards of recordings that are kept as evidence'),
    reviewMonths: limit(
      1,
      12,
      6,
      'Months after which somebody has to ask whether the proceedings still last.',
    ),
  })
  .prefault({});
/** Of reviews of quality. */
export const quality = z
  .strictObject({
    numbers: numbering('PJ/{n}/{rok}', 'approved plans of reviews of quality'),
    noticeDays: limit(
      14,
      90,
      14,
      'Days after employees were told of reviews of quality from which on calls are drawn for them.',
    ),
    planDays: limit(7, 120, 60, 'Days within which the calls of a plan are heard, at most.'),
    remarkWorkingDays: limit(
      3,
      30,
      7,
      'Working days within which whoever is evaluated says something of a card.',
    ),
    perPersonYear: limit(1, 52, 12, 'Calls of one person that are drawn in a year, at most.'),
    fewCards: limit(5, 20, 5, 'Cards below which no result is told.'),
    fewPersons: limit(
      3,
      10,
      3,
      'Persons of whom calls can be drawn, at least; below so many no result is told.',
    ),
  })
  .prefault({});
/** Of the app: what is played of a call that was drawn for a review of quality. */
export const hearing = z
  .strictObject({
    announcementSeconds: z
      .int()
      .min(0)
      .max(120)
      .nullable()
      .default(null)
      .describe(
        'How long the announcement at the beginning of a recording is, in whole seconds and not more: what somebody says within that time is passed over with it. A review of quality then plays a call from its first word; `null`: from its beginning.',
      ),
  })
  .prefault({});
/** Of what is over. */
export const destruction = z
  .strictObject({
    hour: limit(0, 5, 2, 'Hour of the night, in Warsaw, from which on what is over is destroyed.'),
    graceDays: limit(
      1,
      14,
      3,
      'Days for which a recording of more than twelve months is kept after its last hold has ended.',
    ),
  })
  .prefault({});
/** A column of call records: by its name in the header, or by its number, from 1. */
const column = z.union([z.string().min(1).max(200), z.int().min(1).max(1000)]);
/** Rows in which a column has one of these values. */
const rowsWith = z.strictObject({ column, values: z.array(z.string().max(200)).min(1).max(50) }).nullable();

/** Of the time at which a call began, each once. */
export const timeParts = ['yyyy', 'MM', 'dd', 'HH', 'mm', 'ss'] as const;

/** How an exchange writes what it knows of its calls. */
export const callRecords = z
  .strictObject({
    /** A CSV file, or a folder of such. */
    path: z.string().min(1),
    delimiter: z.enum([',', ';', '\t', '|']),
    encoding: z.enum(['utf-8', 'windows-1250', 'iso-8859-2']),
    header: z.boolean(),
    /** Columns of each row where there is no header that tells; null where there is one. */
    columnCount: z.int().min(3).max(500).nullable().default(null),
    /** Whether a line end stands behind the last row of a file that is whole. */
    lastLineEnd: z.boolean().default(true),
    /** `call`: the exchange's own name of a call, which its recordings have too; null: it has none. `seconds`: of the conversation. */
    columns: z.strictObject({
      call: column.nullable(),
      startedAt: column,
      extension: column,
      seconds: column,
    }),
    /** `yyyy`, `MM`, `dd`, `HH`, `mm`, `ss`, and what stands between them. */
    time: z
      .string()
      .max(60)
      .refine((text) => timeParts.every((part) => text.split(part).length === 2), {
        params: { complaint: 'time-parts' },
      }),
    zone: z.enum(['Europe/Warsaw', 'UTC']),
    /** Which rows are of incoming calls; null: all. */
    incoming: rowsWith,
    /** Which of calls that somebody answered; null: those of more than 0 seconds. */
    answered: rowsWith,
  })
  .refine(
    ({ header, columns, incoming, answered }) =>
      header ||
      [...Object.values(columns), incoming?.column, answered?.column].every((one) => typeof one !== 'string'),
    { params: { complaint: 'no-header' } },
  )
  .refine(({ header, columnCount }) => header === (columnCount === null), {
    params: { complaint: 'no-count' },
  });
export type CallRecordsForm = z.infer<typeof callRecords>;

/** Of ingest and keeper. */
export const reconcile = z
  .strictObject({
    hour: limit(
      3,
      12,
      6,
      'Hour of the day, in Warsaw, from which on the calls of the days before are held against what was recorded.',
    ),
    leastSeconds: limit(0, 30, 3, 'Least seconds of a conversation that counts as answered.'),
    toleranceSeconds: limit(
      10,
      600,
      120,
      'Seconds by which the clocks of exchange and recorder may be apart, where the exchange names no call.',
    ),
    gapWorkingDays: limit(
      1,
      5,
      1,
      'Working days for which a call without a recording waits for the administrator alone, before it waits for the desk too.',
    ),
    callRecords: callRecords
      .nullable()
      .default(null)
      .describe(
        'Where and how the exchange writes its call records (below); `null`: nobody can tell whether all calls were recorded.',
      ),
  })
  .prefault({});
/** A number of the office's own habits: bounded by a third and three times of what is given by default, and by `most`. */
const habit = (byDefault: number, meaning: string, most = 3 * byDefault) =>
  limit(Math.ceil(byDefault / 3), most, byDefault, meaning);

/** What the keeper goes by and the page says: in the settings of both. */
const terms = {
  authorisationMonths: habit(12, 'Months for which an authorisation is proposed.', 12),
  endingDays: habit(30, 'Days before its end from which an authorisation is said to end.'),
  accountGoneDays: habit(
    30,
    'Days for which an account may be off before somebody is asked to end what it has.',
  ),
  insteadDays: habit(
    30,
    'Days after the end of an act from which the desk may file its protocol instead of its listener.',
  ),
  reviewDays: habit(14, 'Days within which a review is to be concluded.'),
  answerDays: habit(7, 'Working days within which a listener is to answer a question about an act.'),
  findingsDays: habit(3, 'Working days after the last release within which findings are to be written down.'),
};
/** Of the app. */
export const authorityTerms = z.strictObject(terms).prefault({});
/** Of the keeper. */
export const authority = z
  .strictObject({
    numbers: z
      .strictObject({
        authorisation: numbering('UO/{n}/{rok}', 'authorisations'),
        appointment: numbering('PF/{n}/{rok}', 'appointments to offices'),
        version: numbering('WR/{n}/{rok}', 'versions of rules'),
        review: numbering('RP/{n}/{rok}', 'reports of reviews'),
        matter: numbering('SK/{n}/{rok}', 'matters'),
      })
      // Rows of papers are known by their number alone.
      .refine((numbers) => new Set(Object.values(numbers)).size === Object.keys(numbers).length)
      .prefault({}),
    ...terms,
    allBelow: habit(60, 'Acts of a month below which a review looks at all of them.'),
    sampleLeast: habit(15, 'How many of the other acts a review looks at, at least.'),
    samplePercent: habit(25, 'How many of a hundred other acts a review looks at.'),
    monthlyActs: habit(20, 'Acts of one person in a month above which a review draws attention to them.'),
    hours: z
      .strictObject({
        from: limit(3, 12, 7, 'Hour of the day before which an act draws attention.'),
        to: limit(13, 24, 18, 'Hour of the day from which on an act draws attention.'),
      })
      .prefault({}),
    accountMinutes: habit(
      2,
      'Minutes between two questions of the keeper to the directory about the accounts of everybody.',
      5,
    ),
  })
  .prefault({});
export const actChangesAnHour = limit(
  10,
  1000,
  30,
  'How often an act may be completed, taken up again, corrected or filed, people join or leave it, a call be marked as the wrong one, a card of a review of quality be corrected, within an hour; beyond it a refusal.',
);
export const signInsAnHour = limit(
  10,
  10_000,
  30,
  'How many sessions a person may begin within an hour by one password; beyond it nobody is signed in by that one.',
);
export const schemaCheckMinutes = limit(
  5,
  1440,
  60,
  'Minutes between two looks of the keeper at how the database is built; a change suspends listening.',
);

const place = (meaning: string) =>
  z.string().min(1).nullable().default(null).describe(`${meaning}; \`null\`: no backup is made.`);

/** Of `backup` and of the keeper. */
export const backup = z
  .strictObject({
    data: place('restic repository of database, journal and settings'),
    keys: place('restic repository of the keystore, in another place and under another password'),
    passwords: place(
      'Folder of root with the passwords of both, `data.password` and `keys.password`; `backup init` makes it',
    ),
    key: place('File with the key that `backup` asks the keeper with; `renew-backup-key` makes it'),
    keepDays: limit(
      7,
      30,
      30,
      'Days for which a backup is kept, and a key in the keystore that no entry names.',
    ),
  })
  .prefault({});

/** Of what the program keeps of searches. */
export const logs = z
  .strictObject({
    searchMonths: limit(12, 60, 24, 'Months for which it is kept who searched for what.'),
  })
  .prefault({});

/** Of `doctor`. */
export const warnings = z
  .strictObject({
    certificateDays: limit(1, 365, 30, 'Days before the end of a certificate from which doctor warns.'),
    shareGigabytes: limit(
      1,
      100_000,
      20,
      'Free gigabytes of the share below which doctor warns; below a tenth of it, an error.',
    ),
    journalGigabytes: limit(
      1,
      100_000,
      2,
      'Free gigabytes of the journal’s disk below which doctor warns; below a tenth of it, an error.',
    ),
  })
  .prefault({});

/** What the page has to know of them before anybody signs in. */
export const pageLimits = z.strictObject({ idle, words, authority: authorityTerms });

export type PageLimits = z.infer<typeof pageLimits>;
export type WordLimits = z.infer<typeof words>;
export type HoldRules = z.infer<typeof holds>;
export type DestructionRules = z.infer<typeof destruction>;
export type ReconcileRules = z.infer<typeof reconcile>;
export type AuthorityRules = z.infer<typeof authority>;
export type QualityRules = z.infer<typeof quality>;
