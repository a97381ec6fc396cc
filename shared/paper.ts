import { z } from 'zod';

const lines = z.array(z.string());

/** One row of the paper: a heading and its lines. */
const paperRow = z.strictObject({ heading: z.string(), lines });

/** One recording: its call in bold, its two sides, and in small print what identifies the sound. */
const recordingBlock = z.strictObject({ title: z.string(), lines, small: lines });

/** One recording of a review of quality: nothing in it says whose call it was. */
const drawnRow = z.strictObject({
  nr: z.string(),
  day: z.string(),
  time: z.string(),
  duration: z.string(),
  id: z.string(),
});

/** One correction as the paper shows it: which, when, and what stood there before, so that both can be read. */
const correctionBlock = z.strictObject({ title: z.string(), rows: z.array(paperRow) });

/** What came out of a review of quality, behind the protocol: a table between rows and lines. */
const annex = z.strictObject({
  title: z.string(),
  rows: z.array(paperRow),
  table: z.strictObject({ head: lines, rows: z.array(lines) }),
  notes: lines,
});

/** What the pages of D1 say, as plain text: the layout adds nothing but headings, and leaves nothing out. Polish, as the paper is. */
export const paper = z.strictObject({
  office: z.string(),
  /** Where, and on which day. */
  place: z.string(),
  case: z.string(),
  number: z.string(),
  /** The regulation under which it was made. */
  under: z.string(),
  /** Says that the protocol is not completed; null once it is. */
  draft: z.string().nullable(),
  rows: z.array(paperRow),
  recordings: z.array(recordingBlock),
  /** In place of these what was drawn for a review of quality, and was opened; null in every other act. */
  drawn: z.array(drawnRow).nullable(),
  /** Of each recording that concerns the case: when it was released, and what was heard of it. */
  heard: lines,
  findings: z.string(),
  quotations: lines,
  /** The listener's own. */
  ownRemarks: lines,
  /** Those of the persons present. */
  remarks: lines,
  evidence: lines,
  attachments: lines,
  /** A caption for each line that is to be signed, or filled in by hand. */
  signatures: lines,
  /** Whose signature is missing, and why, once the protocol was filed so. */
  unsigned: lines,
  corrections: z.array(correctionBlock),
  /** „Załącznik 1” of a review of quality; null in every other act, and of one that stayed unfinished. */
  annex: annex.nullable(),
  /** What the paper is checked by: the entry that sealed it, the head of the ledger, the print that it replaces. */
  entry: lines,
  /** Which print of the protocol this is, and when it was made. */
  print: z.string(),
});

export type Paper = z.infer<typeof paper>;
export type PaperRow = z.infer<typeof paperRow>;
export type RecordingBlock = z.infer<typeof recordingBlock>;
export type DrawnRow = z.infer<typeof drawnRow>;
export type Annex = z.infer<typeof annex>;
export type CorrectionBlock = z.infer<typeof correctionBlock>;
