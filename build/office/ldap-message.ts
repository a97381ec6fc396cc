import { BerReader, BerWriter, type Filter, FilterParser } from 'ldapts';

/** LDAP v3 messages as a server sees them (RFC 4511); only what a directory that answers binds and searches needs. */
export type SearchScope = 'base' | 'one' | 'sub';

export interface BindRequest {
  op: 'bind';
  id: number;
  name: string;
  /** `null` for SASL and other ways that this directory does not know. */
  password: string | null;
}

export interface SearchRequest {
  op: 'search';
  id: number;
  base: string;
  scope: SearchScope;
  /** 0 = no limit. */
  sizeLimit: number;
  typesOnly: boolean;
  filter: Filter;
  attributes: string[];
  criticalControl: boolean;
}

export type LdapRequest =
  | BindRequest
  | SearchRequest
  | { op: 'unbind'; id: number }
  | { op: 'abandon'; id: number }
  | { op: 'unsupported'; id: number; answerTag: number };

export interface LdapAttribute {
  name: string;
  values: readonly (string | Buffer)[];
}

/** Result codes of RFC 4511 4.1.9 that this directory gives. */
export const resultCode = {
  success: 0,
  operationsError: 1,
  protocolError: 2,
  sizeLimitExceeded: 4,
  authMethodNotSupported: 7,
  unavailableCriticalExtension: 12,
  noSuchObject: 32,
  invalidCredentials: 49,
  unwillingToPerform: 53,
} as const;
export type ResultCode = (typeof resultCode)[keyof typeof resultCode];

const tag = {
  sequence: 0x30,
  set: 0x31,
  bindRequest: 0x60,
  bindResponse: 0x61,
  unbindRequest: 0x42,
  searchRequest: 0x63,
  searchEntry: 0x64,
  searchDone: 0x65,
  abandonRequest: 0x50,
  extendedRequest: 0x77,
  extendedResponse: 0x78,
  simplePassword: 0x80,
  controls: 0xa0,
} as const;

/** SECURITY: a stranger's connection may not make the server hold more than this many bytes. */
const longestMessage = 256 * 1024;

/** Cuts a stream into whole messages; throws where the bytes are no LDAP. */
export function splitMessages(bytes: Buffer): { messages: Buffer[]; rest: Buffer } {
  const messages: Buffer[] = [];
  let rest = bytes;
  while (rest.length > 0) {
    const reader = new BerReader(rest);
    if (reader.readSequence(tag.sequence) === null) break;
    const end = reader.offset + reader.length;
    if (end > longestMessage) throw new RangeError('message too long');
    if (rest.length < end) break;
    messages.push(rest.subarray(0, end));
    rest = rest.subarray(end);
  }
  if (rest.length > longestMessage) throw new RangeError('message too long');
  return { messages, rest };
}

/** BerReader answers `null` where a field is cut short. */
function present<T>(value: T | null): T {
  if (value === null) throw new RangeError('message cut short');
  return value;
}

function readBind(reader: BerReader, id: number): BindRequest {
  present(reader.readInt());
  const name = present(reader.readString());
  const simple = reader.peek() === tag.simplePassword;
  return { op: 'bind', id, name, password: simple ? present(reader.readString(tag.simplePassword)) : null };
}

const scopes: readonly SearchScope[] = ['base', 'one', 'sub'];

function readSearch(reader: BerReader, id: number, messageEnd: number): SearchRequest {
  const base = present(reader.readString());
  const scope = present(scopes[present(reader.readEnumeration())] ?? null);
  present(reader.readEnumeration());
  const sizeLimit = present(reader.readInt());
  present(reader.readInt());
  const typesOnly = present(reader.readBoolean());
  const filter = FilterParser.parse(reader);
  present(reader.readSequence(tag.sequence));
  const end = reader.offset + reader.length;
  const attributes: string[] = [];
  while (reader.offset < end) attributes.push(present(reader.readString()));
  const criticalControl = hasCriticalControl(reader, messageEnd);
  return { op: 'search', id, base, scope, sizeLimit, typesOnly, filter, attributes, criticalControl };
}

/** RFC 4511 4.1.11: a server must refuse a critical control that it does not know; this one knows none. */
function hasCriticalControl(reader: BerReader, messageEnd: number): boolean {
  if (reader.offset >= messageEnd) return false;
  present(reader.readSequence(tag.controls));
  while (reader.offset < messageEnd) {
    present(reader.readSequence(tag.sequence));
    const end = reader.offset + reader.length;
    present(reader.readString());
    const booleanTag = 0x01;
    if (reader.offset < end && reader.peek() === booleanTag && reader.readBoolean() === true) return true;
    reader.offset = end;
  }
  return false;
}

/** Reads one whole message; throws where it is malformed. */
export function readRequest(message: Buffer): LdapRequest {
  const reader = new BerReader(message);
  present(reader.readSequence(tag.sequence));
  const id = present(reader.readInt());
  const operation = present(reader.readSequence());
  switch (operation) {
    case tag.bindRequest:
      return readBind(reader, id);
    case tag.searchRequest:
      return readSearch(reader, id, message.length);
    case tag.unbindRequest:
      return { op: 'unbind', id };
    case tag.abandonRequest:
      return { op: 'abandon', id };
    case tag.extendedRequest:
      return { op: 'unsupported', id, answerTag: tag.extendedResponse };
    default:
      // The response of add, delete, modify, rename and compare is the application tag after the request's.
      return { op: 'unsupported', id, answerTag: 0x60 | ((operation & 0x1f) + 1) };
  }
}

function message(id: number, operation: number, write: (writer: BerWriter) => void): Buffer {
  const writer = new BerWriter();
  writer.startSequence();
  writer.writeInt(id);
  writer.startSequence(operation);
  write(writer);
  writer.endSequence();
  writer.endSequence();
  return writer.buffer;
}

function result(id: number, operation: number, code: ResultCode, text: string): Buffer {
  return message(id, operation, (writer) => {
    writer.writeEnumeration(code);
    writer.writeString('');
    writer.writeString(text);
  });
}

export function bindAnswer(id: number, code: ResultCode, text = ''): Buffer {
  return result(id, tag.bindResponse, code, text);
}

export function searchDone(id: number, code: ResultCode, text = ''): Buffer {
  return result(id, tag.searchDone, code, text);
}

export function unsupportedAnswer(id: number, answerTag: number): Buffer {
  return result(
    id,
    answerTag,
    resultCode.unwillingToPerform,
    'this directory answers binds and searches only',
  );
}

export function searchEntry(id: number, dn: string, attributes: readonly LdapAttribute[]): Buffer {
  return message(id, tag.searchEntry, (writer) => {
    writer.writeString(dn);
    writer.startSequence();
    for (const attribute of attributes) {
      writer.startSequence();
      writer.writeString(attribute.name);
      writer.startSequence(tag.set);
      for (const value of attribute.values) {
        if (typeof value === 'string') writer.writeString(value);
        else writer.writeBuffer(value, 0x04);
      }
      writer.endSequence();
      writer.endSequence();
    }
    writer.endSequence();
  });
}
