import type { FailureCode } from '../failure.ts';

declare const brand: unique symbol;

/** The office's own case number (znak sprawy), normalised and checked, e.g. `SEK.1510.7.2026`. */
export type CaseNumber = string & { readonly [brand]: 'CaseNumber' };

/** A number under which another body conducts a case, normalised, e.g. `II K 123/26`. */
export type ExternalReference = string & { readonly [brand]: 'ExternalReference' };

export type CaseNumberFailure = Extract<FailureCode, `case-number-${string}`>;
export type ReferenceFailure = Extract<FailureCode, `reference-${string}`>;

/** What a person should confirm although the number is accepted. */
export const caseNumberWarnings = ['case-number-class-unusual'] as const;
export type CaseNumberWarning = (typeof caseNumberWarnings)[number];

export type CaseNumberResult =
  | { ok: true; value: CaseNumber; warning?: CaseNumberWarning }
  /** `suggestion`: a repaired text that parses under the same options; never applied without the person's consent. */
  | { ok: false; reason: CaseNumberFailure; suggestion?: string };

export type ReferenceResult =
  { ok: true; value: ExternalReference } | { ok: false; reason: ReferenceFailure };
