import { detectedKinds, kindsOfInstitution, type Institution, type ReferenceKind } from './dictionaries.ts';
import { inspect } from './inspect.ts';
import type { Reading } from './reading.ts';
import { isExact, recognise } from './recognise.ts';
import type { ExternalReference, ReferenceFailure, ReferenceResult } from './types.ts';

export interface ReferenceOptions {
  /** The current year, four digits, in Europe/Warsaw. */
  year: number;
  /** Whose number it is said to be; without it every kind but TK is looked for. */
  institution?: Institution;
  /** A kind that is only ever chosen, never found: free text, which the Secretary gets to see. */
  kind?: 'INNE';
}

const accept = (kind: ReferenceKind, text: string): ReferenceResult => ({
  ok: true,
  kind,
  value: text as ExternalReference,
});

const refuse = (reason: ReferenceFailure, suggestion?: string): ReferenceResult => ({
  ok: false,
  reason,
  ...(suggestion === undefined ? {} : { suggestion }),
});

// No quotation marks, angle brackets or a leading sign: the text stands in registers, prints and exports.
const other = /^[\p{L}\d(][\p{L}\d .,:;/()[\]_+&#*-]{2,}$/u;

function parseOther(text: string): ReferenceResult {
  const fits = other.test(text) && /\p{L}/u.test(text) && /\d/.test(text);
  return fits ? accept('INNE', text) : refuse('reference-other-format');
}

function kindsFor(institution: Institution | undefined): readonly ReferenceKind[] {
  if (institution === undefined) return detectedKinds;
  return Object.hasOwn(kindsOfInstitution, institution) ? kindsOfInstitution[institution] : [];
}

/** Where another body's number fits as well, the Tribunal's stands back unless the Tribunal was chosen. */
function withoutTribunal(readings: Reading[], institution: Institution | undefined): Reading[] {
  const others = readings.filter(({ kind }) => kind !== undefined && kind !== 'TK');
  return institution === 'TK' || others.length === 0 ? readings : others;
}

function parseReference(text: string, { institution, year }: ReferenceOptions): ReferenceResult {
  const kinds = kindsFor(institution);
  const readings = withoutTribunal(recognise(text, year), institution);
  const exact = readings.filter(({ fault }) => fault === undefined);
  const hit = exact.find(({ kind }) => kind !== undefined && kinds.includes(kind));
  if (hit?.kind !== undefined) return accept(hit.kind, text);
  const elsewhere =
    institution === undefined ? 'reference-institution-needed' : 'reference-wrong-institution';
  if (exact.length > 0) return refuse(elsewhere);
  const near = readings.filter(({ kind }) => kind === undefined || kinds.includes(kind));
  const repaired = near.find(({ canonical }) => isExact(canonical, year, kinds));
  const best = repaired ?? near[0];
  if (best?.fault !== undefined) return refuse(`reference-${best.fault}`, repaired?.canonical);
  return refuse(readings.length > 0 ? elsewhere : 'reference-unrecognised');
}

/**
 * Parses the number under which another body conducts a case, e.g. `II K 123/26` of a court.
 * @returns the normalised text and its kind, or the reason of the refusal, with a repaired text where there is a
 * sure one; nothing is repaired silently. A text that may be a PESEL is refused and never repeated.
 */
export function parseExternalReference(text: string, options: ReferenceOptions): ReferenceResult {
  const parse = options.kind === 'INNE' ? parseOther : (input: string) => parseReference(input, options);
  const inspected = inspect(text);
  if (inspected.ok) return parse(inspected.text);
  const cleaned = inspected.clean === undefined ? undefined : parse(inspected.clean);
  return refuse(`reference-${inspected.fault}`, cleaned?.ok === true ? cleaned.value : cleaned?.suggestion);
}
