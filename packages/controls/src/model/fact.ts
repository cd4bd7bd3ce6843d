/**
 * Why a value is not known. `unresolved` is a preview's: the value exists only after the update. `error` is a
 * control's own: it threw, and nothing is known of what it judges.
 */
export type UnknownCause =
  | 'unresolved'
  | 'access-denied'
  | 'throttled'
  | 'unreachable'
  | 'not-read'
  | 'missing-field'
  | 'pending'
  | 'open-world'
  | 'error';

/** A value that could not be established. It is never taken for a pass. */
export interface Unknown {
  readonly unknown: UnknownCause;
  /** What was tried and what came back, for the reader of a report. */
  readonly detail: string;
  /** When AWS is expected to have settled it (ISO 8601, AWS's clock); only with cause `pending`. */
  readonly until?: string;
}

/** A value, `null` where it is known to be absent, or why it is not known. */
export type Fact<T> = T | null | Unknown;

/**
 * All resources of a kind that a lens saw. Absence is only proven by a complete list: a program shows
 * what it declares, not what else the account holds.
 */
export interface Collection<T> {
  readonly items: readonly T[];
  /** `true`, or why there may be more. */
  readonly complete: true | Unknown;
}

/** Makes an {@link Unknown}. `until` is left out unless the cause is `pending`. */
export function unknownBecause(cause: UnknownCause, detail: string, until?: string): Unknown {
  return until === undefined ? { unknown: cause, detail } : { unknown: cause, detail, until };
}

/** Tells an {@link Unknown} from a value. A value of ours never has a property `unknown`. */
export function isUnknown(fact: unknown): fact is Unknown {
  return typeof fact === 'object' && fact !== null && Object.hasOwn(fact, 'unknown');
}
