/**
 * Failure codes: one union, one meaning each. The page turns a code into a Polish sentence; the ledger keeps the
 * code of a refusal. Codes never carry personal data.
 */
export const failureCodes = [
  // The program itself
  'unexpected',
  'invalid-input',
  'not-signed-in',
  'no-right',
  'reading-not-entered',
  'program-too-old',
  'file-not-saved',
  'file-other-beside',
  'package-not-saved',
  // Signing in: the directory
  'sign-in-empty-password',
  'sign-in-malformed-login',
  'sign-in-wrong-password',
  'sign-in-hours',
  'sign-in-workstation',
  'sign-in-password-expired',
  'sign-in-disabled',
  'sign-in-account-expired',
  'sign-in-must-change',
  'sign-in-locked',
  'sign-in-no-role',
  'directory-unreachable',
  'directory-untrusted',
  'directory-unbound',
  // Signing in: the keeper
  'session-not-proved',
  'session-too-many',
  'session-too-often',
  'session-over',
  'session-unanswered',
  // The server room
  'database-unreachable',
  'database-untrusted',
  'database-taken',
  'keeper-unreachable',
  'share-unreachable',
  'answer-late',
  'answer-untrusted',
  'keeper-unpinned',
  'ledger-not-continued',
  'too-many-pending',
  'search-too-often',
  // Refusals of a request to listen, each an entry
  'no-authorisation',
  'authorisation-expired',
  'authorisation-revoked',
  'authorisation-future',
  'account-disabled',
  'account-expired',
  'account-absent',
  'identity-changed',
  'directory-away',
  'took-part-in-call',
  'recording-unknown',
  'recording-not-ready',
  'recording-destroyed',
  'recording-past-term',
  'recording-restricted',
  'recording-erased',
  'recording-without-announcement',
  'manifest-mismatch',
  'key-unusable',
  'bad-public-key',
  'stale-request',
  'clock-apart',
  'basis-unknown',
  'sentence-unknown',
  'statement-missing',
  'justification-too-short',
  'field-missing',
  'person-present-unfit',
  'person-not-admitted',
  'person-already-present',
  'person-not-present',
  'recording-held',
  'act-unknown',
  'act-not-yours',
  'act-not-open',
  'act-over',
  'listening-suspended',
  'malformed-request',
  'many-refusals',
  // Completing and filing
  'act-still-playing',
  'act-changed-too-often',
  'findings-missing',
  'act-not-completed',
  'act-not-abandoned',
  'day-in-future',
  'day-before-completion',
  'correction-outdated',
  'nothing-corrected',
  'document-outdated',
  'shown-differently',
  'document-entry-false',
  'document-entry-missing',
  'document-not-confirmed',
  'document-not-saved',
  // Acts of the Secretary
  'not-secretary',
  'not-suspender',
  'listening-not-suspended',
  'password-not-proved',
  'person-unknown',
  'authorisation-too-long',
  'authorisation-backdated',
  'instrument-unknown',
  'instrument-state',
  'confirm-outdated',
  'nothing-to-confirm',
  'not-second-person',
  'not-confirmer',
  'own-instrument',
  'signatory-without-power',
  'declaration-missing',
  'scan-unreadable',
  'office-incompatible',
  'version-too-early',
  'out-of-scope',
  // Recordings that are kept as evidence
  'hold-unknown',
  'hold-ended',
  'hold-after-term',
  'ruling-not-final',
  'final-before-ruling',
  'final-day-in-future',
  'notice-too-recent',
  'erase-held',
  'archive-missing',
  'backup-missing',
  'gap-unknown',
  'period-reversed',
  'announcement-decided',
  // Reviews of quality
  'reviews-not-allowed',
  'quality-not-covered',
  'basis-by-plan',
  'plan-unknown',
  'plan-terms',
  'plan-limit',
  'plan-too-narrow',
  'plan-own',
  'plan-decided',
  'plan-not-open',
  'outside-sample',
  'not-next',
  'call-unavailable',
  'omissions-used',
  'not-heard',
  'card-incomplete',
  'level-lowered',
  'card-outdated',
  'card-closed',
  'card-unknown',
  'cards-open',
  'not-in-review',
  'own-item',
  'review-open',
  'review-over',
  'matter-over',
  'matter-not-yours',
  'matter-too-often',
  'ingest-rejected',
  'row-changed',
  // A recording on the share
  'recording-missing',
  'recording-foreign',
  'recording-truncated',
  'recording-damaged',
  // Case number of the office
  'case-number-empty',
  'case-number-too-long',
  'case-number-forbidden-character',
  'case-number-pesel',
  'case-number-date',
  'case-number-phone',
  'case-number-external',
  'case-number-old-format',
  'case-number-letter-number',
  'case-number-separator',
  'case-number-format',
  'case-number-cell',
  'case-number-class',
  'case-number-letter-in-number',
  'case-number-number-missing',
  'case-number-number-too-long',
  'case-number-leading-zero',
  'case-number-year-missing',
  'case-number-year-format',
  'case-number-year-too-early',
  'case-number-year-future',
  'case-number-initials',
  // Reference of another body
  'reference-empty',
  'reference-too-long',
  'reference-pesel',
  'reference-phone',
] as const;

export type FailureCode = (typeof failureCodes)[number];

/** What arises at a workstation, or of a connection that does not come about: the keeper enters no refusal under it. */
type LocalCode =
  | 'invalid-input'
  | 'not-signed-in'
  | 'no-right'
  | 'reading-not-entered'
  | 'search-too-often'
  | 'program-too-old'
  | 'file-not-saved'
  | 'file-other-beside'
  | 'package-not-saved'
  | 'shown-differently'
  | `document-${string}`
  | `sign-in-${string}`
  | `directory-un${string}`
  | `database-${string}`
  | `session-${string}`;

/** What may stand as the reason of a refusal, in the ledger or where it was asked for. */
export type RefusalCode = Exclude<FailureCode, LocalCode> | 'session-too-many';

/** What people read of a code (`text/pl/failures.ts`): its sentence, and of what may be a reason of a refusal its short form. */
export type FailureWords<Code extends FailureCode> = {
  readonly [One in Code]: One extends RefusalCode
    ? { readonly sentence: string; readonly short: string }
    : { readonly sentence: string };
};

/** What crosses to the page instead of an exception: a code and harmless figures for its sentence. */
export type Failure = { code: FailureCode; params?: Record<string, string | number> };

const known: ReadonlySet<string> = new Set(failureCodes);

/** Border check for codes that arrive as text, e.g. from an entry's payload. */
export function isFailureCode(text: string): text is FailureCode {
  return known.has(text);
}

/**
 * Why ingest puts a source file aside. Apart from the codes above because they never reach the page: they stand in
 * the reason beside the file and on the console of the server room.
 */
export const sourceRefusalCodes = [
  'source-not-a-file',
  'source-too-large',
  'source-changed',
  'other-description',
  'wav-not-wav',
  'wav-container',
  'wav-malformed',
  'wav-header-too-long',
  'wav-truncated',
  'wav-size-unknown',
  'wav-empty',
  'wav-codec',
  'wav-channels',
  'wav-rate',
] as const;

export type SourceRefusalCode = (typeof sourceRefusalCodes)[number];
