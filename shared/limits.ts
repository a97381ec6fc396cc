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
export const authority = z
  .strictObject({
    accountMinutes: limit(
      1,
      5,
      2,
      'Minutes between two questions of the keeper to the directory about the accounts of everybody.',
    ),
  })
  .prefault({});
export const actChangesAnHour = limit(
  10,
  1000,
  30,
  'How often an act may be completed, taken up again, corrected or filed, people join or leave it, within an hour; beyond it a refusal.',
);
export const schemaCheckMinutes = limit(
  5,
  1440,
  60,
  'Minutes between two looks of the keeper at how the database is built; a change suspends listening.',
);

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
export const pageLimits = z.strictObject({ idle, words });

export type PageLimits = z.infer<typeof pageLimits>;
export type WordLimits = z.infer<typeof words>;
export type HoldRules = z.infer<typeof holds>;
