import { z } from 'zod';
import {
  attachments,
  filingWay,
  findings,
  presentRemark,
  presentRemarks,
  quotation,
  quotations,
  remarks,
} from '../protocol.ts';
import { day, uuid } from '../values.ts';
import { head, text, words } from './head.ts';
import { results } from './results.ts';
import { desk, own, type Family } from './kind.ts';

/** What a protocol says in its author's words; quotations, remarks and attachments stand where there are some. */
const protocolText = z.strictObject({
  findings: z.string(),
  quotations: z.array(quotation).optional(),
  /** The listener's own. */
  remarks: z.string().optional(),
  presentRemarks: z.array(presentRemark).optional(),
  attachments: z.string().optional(),
});

/** Numbers of the entries that a protocol is made of, ascending: none of them can be left out of what is printed. */
const madeOf = z.array(z.int().min(1));

/** The same as it is asked for, within its limits; what there is none of is left out. */
const written = {
  findings,
  quotations: quotations.optional(),
  remarks: remarks.optional(),
  presentRemarks: presentRemarks.optional(),
  attachments: attachments.optional(),
};

/** §4.3: the protocol of an act, from its sealed text to the case file. */
export const protocol = {
  completed: {
    command: 'complete',
    asks: z.strictObject({ act: uuid, ...written }),
    may: own,
    entry: z.strictObject({
      ...head('completed'),
      act: uuid,
      entries: madeOf,
      /** Of the act of a plan, and of no other. */
      results: results.optional(),
      text,
    }),
    words: protocolText,
  },
  corrected: {
    command: 'correct',
    /** Another case number or other words for a protocol that is completed or filed: all of it as it is to read from now on. */
    asks: z.strictObject({ act: uuid, corrects: z.int().min(1), case: z.string().max(60), ...written }),
    may: own,
    /** `corrects` = the entry whose words and case number it replaces; it stays, so that both can be read. */
    entry: z.strictObject({
      ...head('corrected'),
      act: uuid,
      corrects: z.int(),
      caseBefore: z.string(),
      case: z.string(),
      entries: madeOf,
      text,
    }),
    words: protocolText,
  },
  reopened: {
    command: 'reopen',
    /** Back to listening: the completed text and its print lose their validity. */
    asks: z.strictObject({ act: uuid }),
    may: own,
    entry: z.strictObject({ ...head('reopened'), act: uuid, completed: z.int() }),
  },
  filed: {
    command: 'file',
    /** `reason`: why the desk does it instead of the one whose protocol it is. */
    asks: z.strictObject({
      act: uuid,
      day,
      way: filingWay,
      missingSignature: words(500).nullable(),
      reason: words(500).optional(),
    }),
    // §4.3: the desk that of somebody who is gone.
    may: { ...own, ...desk },
    password: (body) => 'reason' in body,
    entry: z.strictObject({
      ...head('filed'),
      act: uuid,
      day,
      way: filingWay,
      signed: z.boolean(),
      instead: z.boolean(),
      text,
    }),
    words: z.strictObject({ missingSignature: z.string().optional(), reason: z.string().optional() }),
    told: true,
  },
} as const satisfies Family;
