export {
  AppliedExceptions,
  type ApplyExceptionsOptions,
  applyExceptions,
  type ExceptedResult,
  type ExceptionNotice,
  holdsOn,
  scopedThingOf,
  soonDays,
  type Waived,
} from './apply-exceptions.ts';
export { digestOfExceptions } from './digest.ts';
export { blackoutGuardId, type Exception, type ExceptionScope, type ScopedThing } from './exception.ts';
export { ExceptionEntry, ExceptionsFile, longestDays } from './exceptions-file.ts';
export {
  ExceptionsError,
  exceptionsFileName,
  maximumExceptionsLength,
  parseExceptions,
  type ParseExceptionsOptions,
} from './parse-exceptions.ts';
export { type PulumiException, type PulumiExceptions, toPulumiExceptions } from './pulumi-exceptions.ts';
export {
  type ExceptionState,
  isWarned,
  type ReviewedException,
  reviewExceptions,
  type ReviewOptions,
} from './review-exceptions.ts';
export { isInScope, tooWide } from './scope.ts';
