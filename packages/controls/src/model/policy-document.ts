/** A value, or several of them: IAM writes both. */
export type OneOrMany<T> = T | readonly T[];

/** One statement of an IAM policy document, as AWS's grammar has it. */
export interface PolicyStatement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: '*' | Readonly<Record<string, OneOrMany<string>>>;
  readonly NotPrincipal?: '*' | Readonly<Record<string, OneOrMany<string>>>;
  readonly Action?: OneOrMany<string>;
  readonly NotAction?: OneOrMany<string>;
  readonly Resource?: OneOrMany<string>;
  readonly NotResource?: OneOrMany<string>;
  /** Operator -> condition key -> values. */
  readonly Condition?: Readonly<
    Record<string, Readonly<Record<string, OneOrMany<string | number | boolean>>>>
  >;
}

/** A parsed IAM policy document. */
export interface PolicyDocument {
  readonly Version?: string;
  readonly Id?: string;
  readonly Statement: readonly PolicyStatement[];
}
