/** What is asked of one field of an event. */
export type Atom =
  /** The field is a text: one piece is the whole text, of several anything may stand between them. */
  | { readonly kind: 'text'; readonly field: string; readonly pieces: readonly string[] }
  | {
      readonly kind: 'number';
      readonly field: string;
      readonly operator: NumberOperator;
      readonly value: number;
    }
  | { readonly kind: 'is'; readonly field: string; readonly value: null | boolean }
  | { readonly kind: 'exists'; readonly field: string };

export type NumberOperator = '<' | '<=' | '=' | '>=' | '>';

/**
 * A condition on events, as metric filters and event rules state it. `undecided` stands for a part whose meaning is
 * not understood or not documented: what rests on it is unknown.
 */
export type Expression =
  | Atom
  | { readonly kind: 'and'; readonly parts: readonly Expression[] }
  | { readonly kind: 'or'; readonly parts: readonly Expression[] }
  | { readonly kind: 'not'; readonly part: Expression }
  | { readonly kind: 'undecided'; readonly why: string };

/** Holds for events that meet every part; for all of them where there is none. */
export function and(...parts: readonly Expression[]): Expression {
  return parts.length === 1 ? (parts[0] as Expression) : { kind: 'and', parts };
}

/** Holds for events that meet any part; for none of them where there is none. */
export function or(...parts: readonly Expression[]): Expression {
  return parts.length === 1 ? (parts[0] as Expression) : { kind: 'or', parts };
}

export function not(part: Expression): Expression {
  return { kind: 'not', part };
}

/** The field is this very text: a `*` in it stands for itself. */
export function isText(field: string, text: string): Expression {
  return { kind: 'text', field, pieces: [text] };
}

/** The field is a text like this one, in which `*` stands for anything. */
export function isLike(field: string, pattern: string): Expression {
  return { kind: 'text', field, pieces: pattern.replace(/\*+/g, '*').split('*') };
}

export function exists(field: string): Expression {
  return { kind: 'exists', field };
}

/** The field is there, and is not like this text. */
export function differs(field: string, equal: Expression): Expression {
  return and(exists(field), not(equal));
}

export function undecided(why: string): Expression {
  return { kind: 'undecided', why };
}

/** The atoms of an expression, in their order. */
export function atomsOf(expression: Expression): readonly Atom[] {
  switch (expression.kind) {
    case 'and':
    case 'or':
      return expression.parts.flatMap(atomsOf);
    case 'not':
      return atomsOf(expression.part);
    case 'undecided':
      return [];
    default:
      return [expression];
  }
}

/** The expression with every field named anew, such as `eventName` as `detail.eventName`. */
export function renameFields(expression: Expression, rename: (field: string) => string): Expression {
  switch (expression.kind) {
    case 'and':
    case 'or':
      return { ...expression, parts: expression.parts.map((part) => renameFields(part, rename)) };
    case 'not':
      return not(renameFields(expression.part, rename));
    case 'undecided':
      return expression;
    default:
      return { ...expression, field: rename(expression.field) };
  }
}

/** Whether an event meets an expression as far as it is known; `undefined` while that is open. */
export function evaluate(
  expression: Expression,
  test: (atom: Atom) => boolean | undefined,
): boolean | undefined {
  switch (expression.kind) {
    case 'and':
      return combine(expression.parts, test, false);
    case 'or':
      return combine(expression.parts, test, true);
    case 'not': {
      const result = evaluate(expression.part, test);
      return result === undefined ? undefined : !result;
    }
    case 'undecided':
      return undefined;
    default:
      return test(expression);
  }
}

/** One part with the deciding value decides; without one, an open part leaves it open. */
function combine(
  parts: readonly Expression[],
  test: (atom: Atom) => boolean | undefined,
  deciding: boolean,
): boolean | undefined {
  let isOpen = false;
  for (const part of parts) {
    const result = evaluate(part, test);
    if (result === deciding) return deciding;
    if (result === undefined) isOpen = true;
  }
  return isOpen ? undefined : !deciding;
}
