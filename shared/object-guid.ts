/**
 * Active Directory's objectGUID as text and back. AD stores the first three fields of the uuid little-endian and the
 * last eight bytes as they are written (MS-DTYP 2.3.4.2); everywhere else in the system a guid is the lower-case uuid text.
 */
const byteOrder = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15] as const;
const dashesBefore: ReadonlySet<number> = new Set([4, 6, 8, 10]);

/** The uuid text of an objectGUID; `null` unless there are exactly 16 bytes. */
export function guidFromBytes(bytes: Uint8Array): string | null {
  if (bytes.length !== 16) return null;
  return byteOrder
    .map((from, at) => {
      const hex = (bytes[from] ?? 0).toString(16).padStart(2, '0');
      return dashesBefore.has(at) ? `-${hex}` : hex;
    })
    .join('');
}

/** The 16 bytes that a directory stores for a uuid text; throws a RangeError for anything else. */
export function bytesFromGuid(guid: string): Uint8Array {
  const hex = guid.replaceAll('-', '');
  if (!/^[0-9a-f]{32}$/i.test(hex)) throw new RangeError('not a uuid');
  const bytes = new Uint8Array(16);
  byteOrder.forEach((to, at) => {
    bytes[to] = Number.parseInt(hex.slice(2 * at, 2 * at + 2), 16);
  });
  return bytes;
}
