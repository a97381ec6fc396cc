import type { English } from '../english.ts';
import type { qualityFailures as polish } from '../pl/quality-failures.ts';

/** Why a plan or a card of a review of quality is not what somebody wants, or a call is not heard under it: see `failures`. */
export const qualityFailures = {
  'reviews-not-allowed': {
    sentence: 'The office has not allowed quality reviews. The Secretary sees to it.',
    short: 'the office has not allowed quality reviews',
  },
  'quality-not-covered': {
    sentence: 'The authorisation does not cover quality reviews. The Mayor extends it.',
    short: 'the authorisation does not cover quality reviews',
  },
  'basis-by-plan': {
    sentence: 'This basis is used in a quality review only.',
    short: 'a basis for quality reviews only',
  },
  'plan-unknown': {
    sentence: 'There is no such plan.',
    short: 'no such plan',
  },
  'plan-terms': {
    sentence:
      'The plan does not meet the conditions. Please check departments, period and dates; another open plan may also cover these days and departments.',
    short: 'the plan does not meet the conditions',
  },
  'plan-limit': {
    sentence: 'Five plans of this person already wait for the Secretary. Another can be proposed after that.',
    short: 'five plans already wait for a decision',
  },
  'plan-too-narrow': {
    sentence: 'The plan covers too few people. Please add departments or extend the period.',
    short: 'the plan covers too few people',
  },
  'plan-own': {
    sentence: 'Nobody approves a plan of their own.',
    short: 'nobody approves a plan of their own',
  },
  'plan-decided': {
    sentence: 'The plan has been decided already.',
    short: 'the plan has been decided already',
  },
  'plan-not-open': {
    sentence:
      'The review is not open. Calls are heard from the day after the approval to the end of the plan.',
    short: 'the review is not open',
  },
  'outside-sample': {
    sentence: 'This call was not drawn.',
    short: 'this call was not drawn',
  },
  'not-next': {
    sentence: 'An earlier call comes first.',
    short: 'an earlier call comes first',
  },
  'call-unavailable': {
    sentence: 'The call is no longer available to the review.',
    short: 'the call is no longer available to the review',
  },
  'omissions-used': {
    sentence: 'No more calls can be omitted in this review.',
    short: 'no more calls can be omitted',
  },
  'not-heard': {
    sentence: 'The call was not heard in this review.',
    short: 'the call was not heard in this review',
  },
  'card-incomplete': {
    sentence:
      'The level of a criterion, the comment on a level 0 or 1, or the reply to the remarks is missing.',
    short: 'a level, a comment or the reply is missing',
  },
  'level-lowered': {
    sentence: 'After remarks no level is lowered.',
    short: 'after remarks no level is lowered',
  },
  'card-outdated': {
    sentence: 'The card was changed in the meantime. Please load it again.',
    short: 'the card was changed in the meantime',
  },
  'card-closed': {
    sentence: 'The card is closed.',
    short: 'the card is closed',
  },
  'card-unknown': {
    sentence: 'There is no such card.',
    short: 'no such card',
  },
  'cards-open': {
    sentence:
      'The review cannot be ended yet: there are calls to be heard or cards that are not closed. The queue shows them.',
    short: 'not all cards are closed',
  },
  'not-in-review': {
    sentence: 'A quality review has no such step. The matter is reported to the Secretary.',
    short: 'a quality review has no such step',
  },
} satisfies English<typeof polish>;
