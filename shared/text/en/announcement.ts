import type { English } from '../english.ts';
import type { announcement as polish } from '../pl/announcement.ts';

/** Calls without the announcement, on the page of recordings (§ 3 sec. 2). */
export const announcement = {
  title: 'Calls without the announcement',
  notAsked: 'nobody asked to listen',
  refused: 'listening refused on {{day}}',
  denied: 'not admitted on {{day}}; another person may admit it',
  panel: 'Call without the announcement',
  why: 'Known from',
  bySilence: 'a reported period without the announcement',
  byRecording: 'the description of the recording',
  decision: 'Decision',
  decisionMissing: 'Choose a decision.',
  admit: 'Admit',
  refuse: 'Refuse',
  opinion: 'Opinion of the protection officer',
  opinionHint: 'Where none came in time, say so.',
  opinionMissing: 'Enter the opinion, or that none came in time.',
  reason: 'Reasons',
  reasonHint: 'No names and no telephone numbers; at least 20 characters.',
  reasonMissing: 'Say why: at least 20 characters.',
  kept: 'An entry of the ledger is made. Only another person of the Secretary’s office can change a refusal, and nobody an admission, not even where the period is taken back.',
  keptInstead:
    'An entry of the ledger is made, which takes the place of the refusal. An admission cannot be undone.',
  send: 'Save the decision',
  desk: 'The Secretary decides.',
  open: 'Report a period without the announcement…',
  more: 'More',
  silence: 'Period without the announcement',
  day: 'From',
  dayTo: 'Until',
  hour: 'Hour',
  hourWrong: 'Enter an hour, e.g.\u00a008:15.',
  momentWrong: 'Enter day and hour.',
  note: 'Explanation',
  noteMissing: 'Say what happened.',
  reported: 'Reported periods. Choose one to change its end; an end that is its beginning takes it back.',
  period: '{{from}} – {{to}}, lines: {{lines}}',
  silenceKept:
    'An entry of the ledger is made. Calls of this period of which the recording says nothing are heard by nobody until they are admitted.',
  report: 'Report the period',
} as const satisfies English<typeof polish>;
