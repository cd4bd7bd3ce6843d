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
