import { policeRegisters } from './dictionaries.ts';
import { reading, type Reading } from './reading.ts';
import { digitsAtEnd, isDigits, dictionaryOf, readNumber, readShortYear, type Part } from './tokens.ts';

const findRegister = dictionaryOf(policeRegisters);

/** Units are free text (KPP-PI, KMP-DW): up to four groups of letters and digits before the register. */
const mostGroups = 4;

function isUnit(groups: readonly string[]): boolean {
  return groups.length <= mostGroups && groups.every((group) => group.length <= 12);
}

function finish(head: string, ending: readonly string[], year: number, spelled: boolean): Reading[] {
  const [number, yearWord, ...more] = ending;
  if (!isDigits(number) || (yearWord !== undefined && !isDigits(yearWord)) || more.length > 0) return [];
  const numberPart = readNumber(number);
  const yearPart: Part =
    yearWord === undefined ? { text: '', fault: 'year-missing' } : readShortYear(yearWord, year);
  const canonical = `${head}${numberPart.text}/${yearPart.text}`;
  const headPart: Part = spelled ? { text: head } : { text: head, fault: 'letter-case' };
  return [reading('POLICJA', canonical, [headPart, numberPart, yearPart])];
}

/** `RSD 12/24`, `KPP-PI-RSD-345/26`, `RSOW 5/26`. */
function readRegister(text: string, groups: readonly string[], year: number): Reading[] {
  const at = groups.findIndex((group) => findRegister(group) !== undefined);
  const register = findRegister(groups[at]);
  const unit = groups.slice(0, Math.max(at, 0));
  if (register === undefined || !isUnit(unit) || /^\d/.test(unit[0] ?? '')) return [];
  // Both `RSD 12/24` and `RSD-12/24` are usual; what was typed is kept.
  const typed = text.charAt(text.toLowerCase().indexOf(register.toLowerCase()) + register.length);
  const gap = typed === ' ' || typed === '-' ? typed : unit.length > 0 ? '-' : ' ';
  const head = `${[...unit, register].join('-')}${gap}`;
  return finish(head, groups.slice(at + 1), year, groups[at] === register);
}

/** `L.dz. 1234/26`, `Ldz. PI-1234/26`: the number of a letter of the Police. */
function readLetter(groups: readonly string[], year: number): Reading[] {
  const [first = '', second = ''] = groups.map((group) => group.toLowerCase());
  const apart = first === 'l' && second === 'dz';
  if (!apart && first !== 'ldz') return [];
  const label = apart ? 'L.dz.' : 'Ldz.';
  const rest = groups.slice(apart ? 2 : 1);
  const letters = rest.length - Math.min(2, digitsAtEnd(rest));
  const unit = rest.slice(0, letters);
  if (!isUnit(unit)) return [];
  const head = `${label} ${unit.map((group) => `${group}-`).join('')}`;
  const spelled = apart ? groups[0] === 'L' && groups[1] === 'dz' : groups[0] === 'Ldz';
  return finish(head, rest.slice(letters), year, spelled);
}

/** Reads a number of the Police. */
export function readPolice(text: string, year: number): Reading[] {
  if (!/RSD|RSOW|dz/i.test(text)) return [];
  const apart = text.replace(/(RSD|RSOW)(?=\d)/i, '$1 ');
  const groups = apart.split(/[^\p{L}\d]+/u).filter((group) => group !== '');
  return [...readRegister(text, groups, year), ...readLetter(groups, year)];
}
