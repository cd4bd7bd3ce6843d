import type { Fact } from './fact.ts';
import type { Observed } from './observation.ts';
import type { PolicyDocument } from './policy-document.ts';

/** Who is told what a topic tells. The address is personal data and never read into an estate. */
export interface Subscription {
  /** `email`, `https`, `sqs`, `lambda`… */
  readonly protocol: string;
  /** Whether the subscriber has confirmed; nothing is told before. */
  readonly isConfirmed: Fact<boolean>;
}

/** An SNS topic that a trail, an alarm, an event rule or a bucket tells, or that a program declares. */
export interface Topic extends Observed {
  readonly name: Fact<string>;
  readonly arn: Fact<string>;
  readonly accountId: Fact<string>;
  readonly region: Fact<string>;
  /** `null` when there is none of this ARN; unknown where its account refuses to tell. */
  readonly exists: Fact<true>;
  readonly policy: Fact<PolicyDocument>;
  /** ARN, id or alias of the key; `null` when messages are not encrypted by a key. */
  readonly kmsKeyId: Fact<string>;
  readonly subscriptions: Fact<readonly Subscription[]>;
  /** Protocols whose failed deliveries are logged: `http` (HTTPS too), `lambda`, `sqs`, `firehose`. */
  readonly loggedProtocols: Fact<readonly string[]>;
  readonly tags: Fact<Readonly<Record<string, string>>>;
}
