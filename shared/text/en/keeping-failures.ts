import type { English } from '../english.ts';
import type { keepingFailures as polish } from '../pl/keeping-failures.ts';

/** Why a recording is not kept as evidence, or is kept on, or nothing is destroyed. */
export const keepingFailures = {
  'search-too-often': {
    sentence:
      'Within an hour 30 different numbers or endings of numbers can be searched for. The next search by number is possible at {{time}}. Searches by day, hour and person go on.',
  },
  'file-other-beside': {
    sentence:
      'There is another list {{name}} in that folder, so nothing was saved. Choose another folder, or move that list first.',
  },
  'hold-unknown': {
    sentence: 'There is no such hold.',
    short: 'no such hold',
  },
  'hold-ended': {
    sentence: 'This hold has ended already.',
    short: 'the hold has ended',
  },
  'hold-after-term': {
    sentence:
      'The 12 months are over. Only the Secretary can enter a new hold, at the written demand of a court or a prosecutor; bring the matter to them.',
    short: 'its time is over',
  },
  'ruling-not-final': {
    sentence: 'Only a final ruling ends a hold. Enter the day from which on it is final.',
    short: 'the ruling is not final',
  },
  'final-before-ruling': {
    sentence: 'A ruling cannot be final before it was made.',
    short: 'final before it was made',
  },
  'final-day-in-future': {
    sentence: 'That day has not come yet.',
    short: 'that day has not come',
  },
  'notice-too-recent': {
    sentence: 'It is not 30 days yet since the notice that the complaint was answered.',
    short: 'less than 30 days since the notice',
  },
  'recording-restricted': {
    sentence:
      'The recording was restricted at the request of somebody whom it concerns. It can be heard only in a case of that person’s rights.',
    short: 'recording restricted at somebody’s request',
  },
  'recording-erased': {
    sentence:
      'The recording is to be erased at the request of somebody whom it concerns. It can be heard no more.',
    short: 'recording to be erased at somebody’s request',
  },
  'erase-held': {
    sentence: 'The recording is evidence. It can be erased once its holds have ended.',
    short: 'recording is evidence',
  },
  'archive-missing': {
    sentence: 'There is no ground of the archives act (category Bc, or a general consent).',
    short: 'no ground of the archives act',
  },
  'backup-missing': {
    sentence: 'There is no recent backup, or old ones do not age out. Destruction cannot be switched on.',
    short: 'no recent backup',
  },
  'gap-unknown': {
    sentence: 'The last reconciliation does not name this gap.',
    short: 'no such gap',
  },
  'period-reversed': {
    sentence: 'The period ends before it begins.',
    short: 'the period ends before it begins',
  },
  'announcement-decided': {
    sentence: 'This recording has been decided on already.',
    short: 'the recording has been decided on',
  },
} satisfies English<typeof polish>;
