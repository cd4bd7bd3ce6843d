/** What a run may give to questions. Each is bound, none becomes part of the SQL. */
export interface QuestionValues {
  /** From when on something counts as new; before it is what was usual. */
  readonly newSince: Date;
  /** Denied calls within five minutes that make a burst. */
  readonly burst: number;
  /** Resource that a timeline is of: its ARN or its name. */
  readonly resource: string;
}

/** Something to ask of log files. */
export interface Question {
  /** As the command line has it. */
  readonly name: string;
  /** Heading of the answer. */
  readonly title: string;
  /** What is looked for, and what it tells, in a sentence or two. */
  readonly about: string;
  /** Values that the SQL is given, by their names in it. */
  readonly values?: readonly (keyof QuestionValues)[];
  /**
   * Selects rows from `events`, or from `single` where each event is one; with a column for each of a {@link Row}. A column that no
   * asked question names need not be there (`event-columns.ts`).
   */
  readonly sql: string;
}

/** Declares a question. */
export const defineQuestion = (question: Question): Question => question;
