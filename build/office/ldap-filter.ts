import {
  AndFilter,
  EqualityFilter,
  ExtensibleFilter,
  type Filter,
  NotFilter,
  OrFilter,
  PresenceFilter,
  SubstringFilter,
} from 'ldapts';
import { type LdapEntry, normaliseDn, valuesOf } from './ldap-entries.ts';

/** Thrown for a filter that this directory does not know: the search is refused instead of finding nothing. */
export class UnsupportedFilter extends Error {}

/** Matching rules of Active Directory (MS-ADTS 3.1.1.3.4.4). */
const bitAnd = '1.2.840.113556.1.4.803';
const inChain = '1.2.840.113556.1.4.1941';

const dnAttributes: ReadonlySet<string> = new Set(['member', 'memberof', 'distinguishedname']);

/** All entries by normalised DN, for the rule that follows groups inside groups. */
export type Tree = ReadonlyMap<string, LdapEntry>;

const fold = (text: string): string => text.normalize('NFC').toLowerCase();

const texts = (entry: LdapEntry, attribute: string): string[] =>
  valuesOf(entry, attribute).filter((value) => typeof value === 'string');

function matchesEquality(filter: EqualityFilter, entry: LdapEntry): boolean {
  const attribute = filter.attribute.toLowerCase();
  const wanted = filter.value.toString();
  if (dnAttributes.has(attribute)) {
    return texts(entry, attribute).some((value) => normaliseDn(value) === normaliseDn(wanted));
  }
  if (attribute === 'objectcategory') {
    // AD takes the class name for the distinguished name of its schema entry.
    const asDn = normaliseDn(wanted.includes('=') ? wanted : `CN=${wanted}`);
    return texts(entry, attribute).some((value) => `${normaliseDn(value)},`.startsWith(`${asDn},`));
  }
  // ldapts reads every value as text, in which bytes are lost: who asks looks again at the whole objectGUID.
  if (attribute === 'objectguid')
    return valuesOf(entry, attribute).some((value) => value.toString() === wanted);
  return texts(entry, attribute).some((value) => fold(value) === fold(wanted));
}

function matchesSubstring(filter: SubstringFilter, entry: LdapEntry): boolean {
  const parts = filter.any.map(fold);
  const [initial, final] = [fold(filter.initial), fold(filter.final)];
  return texts(entry, filter.attribute).some((value) => {
    const text = fold(value);
    if (!text.startsWith(initial)) return false;
    let at = initial.length;
    for (const part of parts) {
      const found = text.indexOf(part, at);
      if (found === -1) return false;
      at = found + part.length;
    }
    return text.length - at >= final.length && text.endsWith(final);
  });
}

/** Whether `wanted` is reached from `entry` by going along `attribute` any number of times. */
function reaches(entry: LdapEntry, attribute: string, wanted: string, tree: Tree): boolean {
  const seen = new Set<string>();
  const open = texts(entry, attribute).map(normaliseDn);
  for (let dn = open.pop(); dn !== undefined; dn = open.pop()) {
    if (dn === wanted) return true;
    if (seen.has(dn)) continue;
    seen.add(dn);
    const next = tree.get(dn);
    if (next) open.push(...texts(next, attribute).map(normaliseDn));
  }
  return false;
}

function matchesExtensible(filter: ExtensibleFilter, entry: LdapEntry, tree: Tree): boolean {
  const attribute = filter.matchType.toLowerCase();
  if (filter.rule === inChain && dnAttributes.has(attribute)) {
    return reaches(entry, attribute, normaliseDn(filter.value), tree);
  }
  if (filter.rule === bitAnd) {
    const mask = Number(filter.value);
    return texts(entry, attribute).some((value) => (Number(value) & mask) === mask);
  }
  throw new UnsupportedFilter(`matching rule ${filter.rule} on ${filter.matchType}`);
}

/**
 * Whether an entry matches a filter (RFC 4511 4.5.1.7): and, or, not, equality, substrings, presence, and AD's rules
 * for bits and for membership through groups. Texts compare without case; binary values are only present or not.
 */
export function matchesFilter(filter: Filter, entry: LdapEntry, tree: Tree): boolean {
  if (filter instanceof AndFilter) return filter.filters.every((one) => matchesFilter(one, entry, tree));
  if (filter instanceof OrFilter) return filter.filters.some((one) => matchesFilter(one, entry, tree));
  if (filter instanceof NotFilter) return !matchesFilter(filter.filter, entry, tree);
  if (filter instanceof PresenceFilter) return valuesOf(entry, filter.attribute).length > 0;
  if (filter instanceof EqualityFilter) return matchesEquality(filter, entry);
  if (filter instanceof SubstringFilter) return matchesSubstring(filter, entry);
  if (filter instanceof ExtensibleFilter) return matchesExtensible(filter, entry, tree);
  throw new UnsupportedFilter(`filter ${filter.constructor.name}`);
}
