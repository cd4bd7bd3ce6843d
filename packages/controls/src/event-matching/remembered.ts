import type { Expression } from './expression.ts';

/** Answers that are kept at most; beyond that all are forgotten, since patterns of one estate are few. */
const mostAnswers = 2000;

/** Questions longer than this are not kept. */
const longestQuestion = 20_000;

/**
 * A function that is asked the same again and again, with its answers kept: an organization has the same patterns in
 * each account and Region.
 */
export function remembered<T>(answer: (question: string) => T): (question: string) => T {
  const known = new Map<string, T>();
  return (question) => {
    if (question.length > longestQuestion) return answer(question);
    if (known.has(question)) return known.get(question) as T;
    if (known.size >= mostAnswers) known.clear();
    const given = answer(question);
    known.set(question, given);
    return given;
  };
}

type OfPair<T> = (one: Expression, other: Expression, alwaysText: ReadonlySet<string>) => T;

/** As {@link remembered}, for a question about two expressions; forgotten with either of them. */
export function rememberedPairs<T>(answer: OfPair<T>): { readonly of: OfPair<T> } {
  type Answers = WeakMap<Expression, { readonly answer: T }>;
  const known = new WeakMap<Expression, WeakMap<ReadonlySet<string>, Answers>>();
  return {
    of: (one, other, alwaysText) => {
      const bySet = known.get(one) ?? new WeakMap<ReadonlySet<string>, Answers>();
      known.set(one, bySet);
      const answers: Answers = bySet.get(alwaysText) ?? new WeakMap();
      bySet.set(alwaysText, answers);
      const given = answers.get(other);
      if (given !== undefined) return given.answer;
      const fresh = { answer: answer(one, other, alwaysText) };
      answers.set(other, fresh);
      return fresh.answer;
    },
  };
}
