/**
 * Case numbers: the office's own (znak sprawy), which every listening needs, and those of other bodies. Only the form
 * is checked here; whether the case exists is the Secretary's to check.
 */
export { parseCaseNumber, type CaseNumberOptions } from './case-number/own.ts';
export { parseExternalReference, type ReferenceOptions } from './case-number/external.ts';
export { kindsOfInstitution, type Institution, type ReferenceKind } from './case-number/dictionaries.ts';
export {
  caseNumberWarnings,
  type CaseNumber,
  type CaseNumberFailure,
  type CaseNumberResult,
  type CaseNumberWarning,
  type ExternalReference,
  type ReferenceFailure,
  type ReferenceResult,
} from './case-number/types.ts';
