import type { ReferenceKind } from './dictionaries.ts';
import { readDocket } from './docket.ts';
import { suggestMark } from './mark-repair.ts';
import { readMark, type MarkFault } from './mark.ts';
import { readPolice } from './police.ts';
import { readProsecutor } from './prosecutor.ts';
import type { Reading } from './reading.ts';
import type { ReferenceFault } from './tokens.ts';

const markFaults: Readonly<Record<MarkFault, ReferenceFault>> = {
  'old-format': 'mark',
  'letter-number': 'mark',
  separator: 'spelling',
  format: 'mark',
  cell: 'mark',
  class: 'mark',
  'letter-in-number': 'letter-in-number',
  'number-missing': 'number-missing',
  'number-too-long': 'number-too-long',
  'leading-zero': 'leading-zero',
  'year-missing': 'year-missing',
  'year-format': 'year-format',
  'year-too-early': 'year-too-early',
  'year-future': 'year-future',
  initials: 'mark',
};

/** A cell and a class, whatever joins them. */
const markLike = /^[\p{L}\d-]+[. ,/]+\d[\dOo]{1,5}[. ,/]/u;

/** A mark of another body: `DKN.5131.12.2026`, `LWA.410.007.01.2026`. */
function readOtherMark(text: string, year: number): Reading[] {
  const rules = { year, numbers: 3, leadingZeros: true };
  const mark = readMark(text, rules);
  if (mark.ok) return [{ kind: 'ZNAK_INNY', canonical: text }];
  if (!markLike.test(text) || (text.match(/[. ,/]+/g) ?? []).length < (text.includes('.') ? 2 : 3)) return [];
  const canonical = suggestMark(text, (candidate) => readMark(candidate, rules).ok) ?? '';
  return [{ kind: 'ZNAK_INNY', canonical, fault: markFaults[mark.fault] }];
}

const label = /^(?:sygnatura|sygn|akta|akt|numer|nr|znak|sprawa|sprawy)[.:]* +/i;

/** Takes off what people copy along with a reference: „sygn. akt”, quotation marks, a full stop. */
function withoutLabel(text: string): string {
  const stripped = text.replace(label, '');
  if (stripped !== text) return withoutLabel(stripped);
  const plain = text.replace(/^["'(]+|["'),;]+$/g, '');
  // The simplified procedure is abbreviated with a dot of its own.
  return plain.endsWith(' upr.') ? plain : plain.replace(/\.+$/, '');
}

/** Completes a reading by what only the whole text shows. */
function complete(found: Reading, text: string, zeroed: boolean): Reading {
  if (zeroed && found.kind !== undefined) return { ...found, fault: 'letter-in-number' };
  if (found.fault !== undefined || found.canonical === text) return found;
  const same = found.canonical.toLowerCase() === text.toLowerCase();
  return { ...found, fault: same ? 'letter-case' : 'spelling' };
}

/**
 * Everything that normalised text could be as a reference. A reading without a fault is exactly right, and its
 * `canonical` is the text.
 */
export function recognise(text: string, year: number): Reading[] {
  const bare = withoutLabel(text);
  const digital = bare.replace(/(?<=\d)[Oo](?=[\dOo]|$|[./])/g, '0');
  const readings = [
    ...readProsecutor(digital, year),
    ...readPolice(digital, year),
    ...readDocket(digital, year),
    ...readOtherMark(bare, year),
  ];
  return readings.map((found) => complete(found, text, digital !== bare));
}

/** Whether a text is exactly right as a number of one of the kinds. */
export function isExact(text: string, year: number, kinds: readonly ReferenceKind[]): boolean {
  return recognise(text, year).some(
    ({ kind, fault }) => fault === undefined && kind !== undefined && kinds.includes(kind),
  );
}
