import type { ReferenceKind } from './dictionaries.ts';
import type { Part, ReferenceFault } from './tokens.ts';

/** What one reader made of a text. */
export interface Reading {
  /** Absent when it cannot be told whose number it was meant to be. */
  kind?: ReferenceKind;
  /** How the number should be written; the text is accepted only when it is exactly this. */
  canonical: string;
  fault?: ReferenceFault;
}

/** A reading whose fault is the first of its parts'. */
export function reading(kind: ReferenceKind, canonical: string, parts: readonly Part[]): Reading {
  const fault = parts.find((part) => part.fault !== undefined)?.fault;
  return { kind, canonical, ...(fault === undefined ? {} : { fault }) };
}
