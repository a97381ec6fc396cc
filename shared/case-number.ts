/**
 * Case numbers: the office's own (znak sprawy), which every listening needs, and those of other bodies. Only the form
 * is checked here; whether the case exists is the Secretary's to check.
 */
export { parseCaseNumber, type CaseNumberOptions } from './case-number/own.ts';
export { parseExternalReference } from './case-number/reference.ts';
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
