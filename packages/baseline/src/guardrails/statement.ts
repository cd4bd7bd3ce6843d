/** One statement of a service or resource control policy. A guardrail only denies. */
export interface GuardrailStatement {
  /** What the statement is for; letters and digits only. */
  readonly Sid: string;
  readonly Effect: 'Deny';
  /** Resource control policies alone name one, and it is everyone. */
  readonly Principal?: '*';
  readonly Action?: readonly string[];
  readonly NotAction?: readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}
