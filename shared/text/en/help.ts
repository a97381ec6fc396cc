import type { help as polish } from '../pl/help.ts';
import type { English } from '../english.ts';

export const help = {
  case: {
    question: 'Which number goes here?',
    answer:
      'The office’s own number of the case whose file the protocol joins: unit, filing class, number and year, with dots between.',
    more: 'In SEK.1510.7.2026, SEK is the unit, 1510 complaints and proposals, 7 the number in the list of cases, 2026 the year in which it began. A court’s or the police’s number does not replace it.',
  },
  hour: {
    question: 'How to give the hour?',
    answer:
      'A single hour means “roughly”: 10:00 finds calls from 9:30 to 10:30. It may be typed in Polish words, as they stand in a letter.',
    more: 'A span, such as 9:30–11, means exactly those hours.',
  },
  caller: {
    question: 'How many digits are enough?',
    answer:
      'The last 3 to 5 digits or the whole number, also with spaces, hyphens and +48. Without a day at least 5 digits. At most 30 different ones an hour.',
    more: 'The list shows the last three digits; the whole number is seen once the recording is open. Calls from a withheld number are found by “withheld”.',
  },
  basis: {
    question: 'Which basis to choose?',
    answer:
      'The one that your case rests on. It names the law that allows a recording to be used, and asks only for what it needs itself, usually a number in a register.',
    more: 'The list has the bases that the office approved. If none fits, the recording cannot be listened to; the Secretary answers questions.',
  },
  exceptional: {
    question: 'When may a recording be used?',
    answer:
      'When the case cannot be cleared up without it, for example where the accounts differ and there is no note, letter or witness.',
    more: 'Listening must serve the safety of those who speak, better service or the GDPR (§ 2 and § 4(1) of the regulation). The legal basis alone, curiosity or convenience are not enough.',
  },
  present: {
    question: 'Who may listen too?',
    answer:
      'Only an employee with a valid authorisation of their own from the Mayor (§ 4(2) of the regulation). A rule of the office: nobody who took part in the call.',
    more: 'They are added here or while the sound runs. The protocol says from when to when they heard it. Otherwise use headphones, with nobody else in hearing.',
  },
  findings: {
    question: 'What to write here?',
    answer:
      'What is heard and what follows for the case: who asked what, what answer they got, what was promised. Facts, without judging people and without what the case is not about.',
    more: 'Important sentences, word for word and with their time, belong in the quotations. If it is the wrong call, “Not this call” is enough.',
  },
  conclusions: {
    question: 'What to write here?',
    answer:
      'What follows from the calls for the service of the office: what works, what to improve, what to teach. Without names, without quotations and without what was talked about.',
    more: 'The protocol goes to the case file of the review and does not judge single people. Where a crime or a breach is heard, the call is reported to the Secretary.',
  },
} as const satisfies English<typeof polish>;
