import type { common as polish } from '../pl/common.ts';
import type { English } from '../english.ts';

/** Words of the frame and words that several features use. */
export const common = {
  program: 'Odsłuch',
  demo: 'DEMONSTRATION MODE',
  retry: 'Try again',
  reference: 'Error number: {{reference}}.',
  back: 'Back',
  close: 'Close',
  loading: 'Loading…',
  fieldFull: 'This field is full: it holds at most {{most}} characters, and takes no more.',
  slow: 'This takes longer than usual. You can wait; if it keeps happening, please tell IT support.',
  waiting: 'Waiting for the connection',
  waitingText: 'Once it is back, this page shows its content by itself.',
  none: '–',
  otherRequest: 'another request',
  programs: { keeper: 'listening server', ingest: 'taking in of recordings' },
  otherReason: 'another cause',
  summerTime: 'summer time',
  winterTime: 'winter time',
  windowTitle: '{{page}} – Odsłuch',
  windowTitleAct: '{{page}} – {{number}}, {{case}} – Odsłuch',
  pages: {
    none: 'No pages',
    signIn: 'Signing in',
    locked: 'Program locked',
  },
  // English has no genitive to show: “2 minutes 13 seconds of 7 minutes 40 seconds”.
  time: {
    hours_one: '{{count}} hour',
    hours_other: '{{count}} hours',
    minutes_one: '{{count}} minute',
    minutes_other: '{{count}} minutes',
    seconds_one: '{{count}} second',
    seconds_other: '{{count}} seconds',
    ofHours_one: '{{count}} hour',
    ofHours_other: '{{count}} hours',
    ofMinutes_one: '{{count}} minute',
    ofMinutes_other: '{{count}} minutes',
    ofSeconds_one: '{{count}} second',
    ofSeconds_other: '{{count}} seconds',
  },
  noPages: 'No pages for this account',
  noPagesText:
    'The account has access to the program, but its role does not use any page yet. The Secretary answers questions.',
  regions: { rail: 'Pages of the program', content: 'Content of the page' },
  rail: {
    help: 'Help',
    unfinished_one: '{{count}} unfinished listening',
    unfinished_other: '{{count}} unfinished listenings',
  },
  period: {
    label: 'Period',
    all: 'All time',
    week: 'Last 7 days',
    month: 'This month',
    lastMonth: 'Last month',
    year: 'This year',
    lastYear: 'Last year',
    own: 'Own period',
    from: 'From',
    to: 'To',
    wrong: {
      day: 'Enter a date, e.g. 25.11.2026.',
      order: 'The period ends before it begins.',
    },
  },
  calendar: {
    choose: 'Choose the day from the calendar',
    previous: 'Previous month',
    next: 'Next month',
    weekdays: 'Mo Tu We Th Fr Sa Su',
  },
  suspended: {
    secretary: 'Listening is suspended by decision of the Secretary.',
    administrator: 'Listening is suspended by decision of the system administrator.',
    keeper: 'The listening server suspended listening because the database was changed.',
    goesOn: 'Findings can still be saved, and protocols finished and filed. The Secretary resumes listening.',
  },
  // Each by its own name, in every language.
  languages: { pl: 'polski', en: 'English' },
  states: {
    started: 'started',
    completed: 'completed',
    filed: 'filed',
  },
} as const satisfies English<typeof polish>;
