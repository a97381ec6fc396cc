import { z } from 'zod';
import { paperInput } from './authorisation.ts';
import { completenessInput } from './completeness.ts';
import { holdInput, nightsInput } from './keeping.ts';
import { documentInput } from './protocol.ts';
import { planInput, positionInput } from './quality.ts';
import { summaryInput } from './register.ts';
import { reviewInput, statementInput } from './review.ts';

const nothing = z.strictObject({});

const paper = <Name extends string, Of extends z.ZodType>(name: Name, of: Of) =>
  z.strictObject({ paper: z.literal(name), of });

/** Every paper, and what says which of its kind is meant. */
export const askedPaper = z.discriminatedUnion('paper', [
  paper('protocol', documentInput),
  paper('register', summaryInput),
  paper('instrument', paperInput),
  paper('permissions', nothing),
  paper('records', nothing),
  paper('report', reviewInput),
  paper('toCheck', reviewInput),
  paper('statement', statementInput),
  paper('hold', holdInput),
  paper('destruction', nightsInput),
  paper('completeness', completenessInput),
  paper('plan', planInput),
  paper('card', positionInput),
  paper('media', nothing),
  paper('state', nothing),
]);
/** A table is no paper: it is only saved. */
export const askedFile = z.discriminatedUnion('paper', [...askedPaper.options, paper('results', nothing)]);

const printed = ['sent', 'cancelled', 'failed', 'no-printer', 'unanswered'] as const;
export const printOutput = z.strictObject({ done: z.enum(printed) });
export const saveOutput = z.strictObject({ done: z.enum(['saved', 'cancelled']) });
export const paperDone = z.strictObject({ done: z.enum([...printed, 'saved']) });

export type AskedPaper = z.infer<typeof askedPaper>;
export type AskedFile = z.infer<typeof askedFile>;
export type PaperDone = z.infer<typeof paperDone>['done'];
