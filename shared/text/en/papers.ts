import type { English } from '../english.ts';
import type { papers as polish } from '../pl/papers.ts';

/** What came of a paper on its way to the printer or into a file. */
export const papers = {
  done: {
    sent: 'Sent to the printer.',
    cancelled: 'Cancelled.',
    failed: 'Printing failed. Check the printer and try again.',
    'no-printer': 'No printer was found.',
    unanswered:
      'Windows did not answer the print request, so the request was cancelled. Check the printer and try again.',
    saved: 'Saved.',
  },
  instead: {
    register: 'The register can be saved as a PDF.',
    report: 'The report can be saved as a PDF.',
    instrument: 'The paper can be saved with “Save for EZD”.',
    copy: 'The copy can be saved as a PDF.',
  },
  saved: {
    hold: 'The card is saved.',
    destruction: 'The protocol was saved, and beside it the list (CSV).',
    completeness: 'The statement was saved.',
  },
} as const satisfies English<typeof polish>;
