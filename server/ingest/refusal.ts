import type { FailureCode } from '../../shared/failure.ts';

/** Why a source file is put aside instead of becoming a recording; a sentence for each stands with the failure codes. */
export type SourceRefusalCode = Extract<FailureCode, `wav-${string}` | `source-${string}`>;

/** Thrown for a source file that must not become a recording. The file is untouched; others go on. */
export class SourceRefusal extends Error {
  override readonly name = 'SourceRefusal';
  readonly code: SourceRefusalCode;
  constructor(code: SourceRefusalCode) {
    super(code);
    this.code = code;
  }
}
