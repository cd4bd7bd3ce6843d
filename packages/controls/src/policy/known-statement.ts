/** The actions of a statement, read once. */
export interface Actions {
  /** All but these. */
  readonly isNegated: boolean;
  /** Those named in full, in lower case; left out where the statement names none in either way. */
  readonly names?: ReadonlySet<string>;
  /** Those with wildcards, in lower case. */
  readonly patterns: readonly string[];
}

/** A condition of a statement: all of them must hold, and of one's values any. */
export interface ConditionClause {
  /** Operator without `IfExists` and without a set prefix, as AWS writes it: `StringEquals`. */
  readonly operator: string;
  /** Condition key in lower case: keys know no case. */
  readonly key: string;
  readonly values: readonly string[];
  /** It also holds when the request has no such key. */
  readonly ifExists: boolean;
  /** `ForAllValues` holds for a request without the key too. */
  readonly set: 'ForAllValues' | 'ForAnyValue' | null;
}

/** What was read of a statement, as many controls ask about the same. */
export interface Reading {
  actions?: Actions;
  conditions?: readonly ConditionClause[];
}

/**
 * A statement that was parsed, with room for what is read of it. A table beside all statements would do, and takes longer to ask, and
 * more of the garbage collector's time, than most controls to judge.
 */
export class KnownStatement {
  readonly #reading: Reading = {};

  /** What was read of a statement before. */
  static readingOf(statement: object): Reading {
    return #reading in statement ? statement.#reading : readingOfOther(statement);
  }
}

/** Of statements that others made, as a collector does that keeps a part of one. */
const others = new WeakMap<object, Reading>();

function readingOfOther(statement: object): Reading {
  const known = others.get(statement) ?? {};
  others.set(statement, known);
  return known;
}
