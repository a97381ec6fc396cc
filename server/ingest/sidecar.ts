import { z } from 'zod';
import { channelName, login } from '../../shared/values.ts';
import { isClean } from '../../shared/words.ts';

/** Facts of one recorded part of a call, as the catalogue will hold them. `startedAt` UTC, `caller` E.164 or null (withheld). */
export type CallFacts = {
  startedAt: Date;
  callGroup: string;
  caller: string | null;
  line: string;
  extension: string;
  department: string;
  answeredBy: string;
  answeredLogin: string | null;
  announcement: 'yes' | 'no' | 'unknown';
  /** Null where the source does not say who is on which channel. */
  channels: ('caller' | 'office' | 'mixed' | 'unknown')[] | null;
};

/** SECURITY: what cannot be seen could make one name read as another, on screen and on paper. The length is that of the clean form. */
const label = (most: number) =>
  z
    .string()
    .max(65_536)
    .transform((text) => text.normalize('NFC').trim())
    .pipe(
      z
        .string()
        .max(most)
        .refine((text) => isClean(text)),
    );

/** The sidecar `<name>.json` beside `<name>.wav`. Unknown keys are a mistake, so that a misspelt one is not lost silently. */
export const sidecar = z.strictObject({
  startedAt: z.iso.datetime({ offset: true }),
  callGroup: label(100).refine((text) => text !== ''),
  caller: z.string().max(40).nullable(),
  line: label(40).default(''),
  extension: label(40).default(''),
  department: label(200).default(''),
  answeredBy: label(200).default(''),
  answeredLogin: login.nullable().default(null),
  direction: z.enum(['incoming', 'outgoing', 'internal']),
  announcement: z.enum(['yes', 'no', 'unknown']).default('unknown'),
  channels: z.array(channelName).min(1).max(2).optional(),
});
export type Sidecar = z.infer<typeof sidecar>;
