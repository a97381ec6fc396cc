import type { FailureCode } from '../failure.ts';
import type { ReferenceKind } from './dictionaries.ts';

declare const brand: unique symbol;

/** The office's own case number (znak sprawy), normalised and checked, e.g. `SEK.1510.7.2026`. */
export type CaseNumber = string & { readonly [brand]: 'CaseNumber' };

/** A number under which another body conducts a case, normalised and checked, e.g. `II K 123/26`. */
export type ExternalReference = string & { readonly [brand]: 'ExternalReference' };

export type CaseNumberFailure = Extract<FailureCode, `case-number-${string}`>;
export type ReferenceFailure = Extract<FailureCode, `reference-${string}`>;

/** What a person should confirm although the number is accepted. */
export const caseNumberWarnings = ['case-number-class-unusual'] as const;
export type CaseNumberWarning = (typeof caseNumberWarnings)[number];

interface Refused<Reason extends FailureCode> {
  ok: false;
  reason: Reason;
  /** A repaired text that parses under the same options; never applied without the person's consent. */
  suggestion?: string;
}

export type CaseNumberResult =
  { ok: true; kind: 'ZNAK'; value: CaseNumber; warning?: CaseNumberWarning } | Refused<CaseNumberFailure>;

export type ReferenceResult =
  { ok: true; kind: ReferenceKind; value: ExternalReference } | Refused<ReferenceFailure>;
