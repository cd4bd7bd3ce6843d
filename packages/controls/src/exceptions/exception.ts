/** A finding that somebody accepted for a time. */
export interface Exception {
  /** Id of the control that is waived, or of a guard. */
  readonly control: string;
  readonly scope: ExceptionScope;
  readonly reason: string;
  readonly owner: string;
  readonly ticket: string;
  /** First day, `2026-06-01`, UTC. */
  readonly from: string;
  /** Last day, UTC. */
  readonly until: string;
  readonly approver: string;
  /** `file:line` of the entry. */
  readonly position: string;
}

/** Where an exception holds: every part that is given must fit, by one of its items. */
export interface ExceptionScope {
  readonly accounts?: readonly string[];
  readonly regions?: readonly string[];
  /** Patterns; `*` stands for any text. */
  readonly urns?: readonly string[];
  /** Patterns; `*` stands for any text. */
  readonly arns?: readonly string[];
}

/** What an exception's scope is compared with. What is not known never fits. */
export interface ScopedThing {
  readonly accountId?: string;
  readonly region?: string;
  readonly urns: readonly string[];
  readonly arns: readonly string[];
}

/** Id under which a change that stops logging or detection is excepted. */
export const blackoutGuardId = 'BLACKOUT';
