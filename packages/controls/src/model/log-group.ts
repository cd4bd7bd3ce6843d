import type { Fact } from './fact.ts';
import type { Observed } from './observation.ts';
import type { PolicyDocument } from './policy-document.ts';

/** A log group that a trail streams to, or that a program declares. */
export interface LogGroup extends Observed {
  readonly name: Fact<string>;
  /** ARN without `:*` at its end. */
  readonly arn: Fact<string>;
  readonly accountId: Fact<string>;
  readonly region: Fact<string>;
  /** Days that events stay; `null` when they never expire. */
  readonly retentionDays: Fact<number>;
  /** Key of the customer; `null` when AWS's own key encrypts it. */
  readonly kmsKeyId: Fact<string>;
  /** Only `STANDARD` has metric filters. */
  readonly logGroupClass: Fact<string>;
  readonly isProtected: Fact<boolean>;
}

/** What a metric filter counts into. */
export interface MetricTransformation {
  readonly namespace: string;
  readonly name: string;
  /** What an event adds: a number as text, or `$.field`. */
  readonly value: string;
  /** Value of a period without matches; `null` when the metric then has none. */
  readonly defaultValue: number | null;
  /** Whether the metric is split by fields of the events. */
  readonly hasDimensions: boolean;
}

/** A metric filter of a log group. */
export interface MetricFilter extends Observed {
  readonly name: Fact<string>;
  readonly accountId: Fact<string>;
  readonly region: Fact<string>;
  /** Name of the log group, or the URN of the program's resource. */
  readonly logGroup: Fact<string>;
  readonly pattern: Fact<string>;
  readonly transformations: Fact<readonly MetricTransformation[]>;
}

/** A resource policy of CloudWatch Logs: one of ten that an account may have in a region. */
export interface LogResourcePolicy extends Observed {
  readonly name: Fact<string>;
  readonly accountId: Fact<string>;
  readonly region: Fact<string>;
  readonly policy: Fact<PolicyDocument>;
}
