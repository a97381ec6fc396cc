import type { documentFailures as polish } from '../pl/document-failures.ts';
import type { English } from '../english.ts';

/** Why a document is not made, printed or saved, or a recording not asked for: see `failures`. */
export const documentFailures = {
  'document-outdated': {
    sentence:
      'The protocol has changed in the meantime and this print is no longer valid. Open the protocol again.',
  },
  'shown-differently': {
    sentence:
      'What the list shows differs from the entry that the listening server signed, so the program sent no request. Tell IT support and the data protection officer at once.',
  },
  'document-entry-false': {
    sentence:
      'Entry no. {{seq}} in the database is not the one that the listening server signed, so the program shows and prints nothing of it. Tell IT support and the data protection officer at once, with the number of the entry.',
  },
  'document-entry-missing': {
    sentence:
      'Entry no. {{seq}}, or an entry that it refers to, is missing from the database, so the program shows and prints nothing of it. Tell IT support and the data protection officer at once, with that number.',
  },
  'document-not-confirmed': {
    sentence:
      'The listening server has not confirmed the entries yet that this document is made of, so the program does not print or save it now. Try again in a moment; if it happens again, contact IT support.',
  },
  'document-not-saved': {
    sentence:
      'The file could not be saved there: the folder is full or read-only. Choose another folder; the protocol stays unchanged.',
  },
} satisfies English<typeof polish>;
