import type { English } from '../english.ts';
import type { permissions as polish } from '../pl/permissions.ts';

/** Who may what. */
export const permissions = {
  title: 'Who may what',
  note: 'By this table the listening server, the database and the rail at the left decide. Only a new version of the program changes it.',
  what: 'What',
  parts: {
    page: 'Pages of the program',
    read: 'What can be read',
    kind: 'What can be asked of the listening server',
  },
  grades: { yes: 'yes', own: 'own', second: 'with a second person', no: '–' },
  holders: {
    employee: 'every employee',
    listener: 'authorised to listen',
    quality: 'reviewing quality',
    secretary: 'Secretary and deputy',
    mayor: 'Mayor and deputy',
    protection_officer: 'data protection officer',
    administrator: 'system administrator',
  },
  pages: {
    matters: 'Matters: what a person is asked or is to do, own sign-ins',
    duties: 'Desk: what waits and whether everything works',
    register: 'Register: who listened, when and what for',
    authorisation: 'Authorisations: papers and offices',
    review: 'Review: who listened, and whether there was a reason',
    keeping:
      'Recordings: whether all was recorded, what is held, and how that ends (the administrator: completeness alone)',
    find: 'Find: recordings of calls',
    quality: 'Quality: plans of reviews of quality, the calls drawn for them, or results alone',
    listen: 'Listening: the open protocol',
    protocols: 'Protocols: begun and completed',
    finish: 'Completing a protocol',
    ownCards: 'My reviews: cards of one’s own calls in reviews of quality (where there are any)',
  },
  reads: {
    recordings: 'The list of recordings: searching and counting',
    listening: 'The facts of one recording to be heard',
    own: 'Own protocols, refusals, sign-ins and drafts',
    register: 'The register of everybody’s listening',
    papers: 'Papers of authorisations and offices, scans',
    sums: 'Sums of acts and refusals, entries of an emergency',
    duties: 'How the office stands and what waits',
    holds: 'Holds of recordings: cards, reviews and ends; restrictions at somebody’s request',
    calls: 'Calls to be held or restricted: day, hour and extension, without the callers’ numbers',
    nights:
      'Nights of destruction: what, when and of which day, without numbers of callers; for the protocol, who answered and who set a hold',
    completeness: 'Completeness: what was recorded of the calls that were answered, gaps and why',
    announcement:
      'Calls without the announcement that nobody decided on, and periods, without the callers’ numbers',
    review: 'Reviews: what was heard, refused and judged',
    quality: 'Quality reviews: plans and what was drawn for them; calls of one’s own plan alone',
    results: 'Quality reviews: results without persons, once the protocol was filed',
    ownCards: 'Quality reviews: cards of one’s own calls and the plans that have them',
    sample: 'Quality reviews: how many calls could be drawn, without persons and small numbers',
    matters: 'Matters: what is to be done, to be answered, to be cleared up',
    media: 'The register of media',
    departments: 'Departments and people that can be named in a paper or a matter',
  },
} as const satisfies English<typeof polish>;
