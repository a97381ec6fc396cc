import type { English } from '../english.ts';
import type { settingsText as polish } from '../pl/settings.ts';

export const settingsText = {
  title: 'Odsłuch – settings of the office',
  close: 'Close',
  missing: (file: string) =>
    `There is no settings file:\n${file}\n\nThe office’s IT support prepares it. Without it the program does not know which servers to connect to.`,
  unreadable: (file: string, code: string) => `The settings file cannot be read (${code}):\n${file}`,
  malformed: (file: string, line: number, column: number, what: string) =>
    `Mistake in the settings file, line ${String(line)}, column ${String(column)}:\n${what}\n\n${file}`,
  problems: {
    empty: 'the file is empty',
    'unexpected-character': 'this character cannot stand here (a comma, colon or quotation mark is missing?)',
    'unexpected-end': 'the file ends too early (a bracket or quotation mark is missing?)',
    'text-after-end': 'there is more text behind the last bracket',
    'repeated-key': 'this field is given twice',
    'too-deep': 'too many brackets within brackets',
  },
  field: {
    missing: (field: string) => `the field “${field}” is missing`,
    unknown: (field: string) => `unknown field “${field}”`,
    wrong: (field: string, hint: string) => `wrong value of the field “${field}”: ${hint}`,
  },
  atLeast: (least: string) => `must be a number not below ${least}`,
  atMost: (most: string) => `must be a number not above ${most}`,
  hint: 'is of another kind or range than the example office-settings.example.json shows',
  hints: {
    'directory.url': 'must begin with ldaps:// and have a server’s name, e.g. ldaps://dc1.ad.gmina.example',
    'directory.upnSuffix': 'is what follows the @, e.g. ad.gmina.example',
    'directory.ca': 'no certificate can be read from there (a PEM file)',
    'database.host': 'must be the name or address of a server',
    'database.port': 'must be a number from 1 to 65535',
    'database.ca': 'no certificate can be read from there (a PEM file)',
    keeperPublicKey: 'must be “ed25519:” followed by 44 characters, as the listening server prints the key',
  },
} as const satisfies English<typeof polish>;
