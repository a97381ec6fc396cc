/** Text form of a uuid as PostgreSQL prints it: lower case, with hyphens. The version is not looked at. */
const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether a text is a uuid in the one form that is used in file names, key ids and payloads. */
export function isUuid(text: string): boolean {
  return uuidPattern.test(text);
}

/** The 16 raw bytes of a uuid. Throws TypeError unless {@link isUuid}: a second spelling would bind a second value. */
export function uuidBytes(text: string): Buffer {
  if (!isUuid(text)) throw new TypeError('not a uuid in lower case');
  return Buffer.from(text.replaceAll('-', ''), 'hex');
}

/** The 36 ASCII bytes of a uuid, as they stand in the header of a sealed file. Throws TypeError unless {@link isUuid}. */
export function uuidText(text: string): Buffer {
  if (!isUuid(text)) throw new TypeError('not a uuid in lower case');
  return Buffer.from(text, 'ascii');
}
