import type { Fact } from './fact.ts';
import type { Observed } from './observation.ts';

/** Where a rule sends events. */
export interface EventTarget {
  /** ARN, or the URN of a program's resource. */
  readonly arn: Fact<string>;
  /** ARN of the queue that keeps what could not be delivered; `null` when it is lost. */
  readonly deadLetterArn: Fact<string>;
}

/** A rule of EventBridge with an event pattern. */
export interface EventRule extends Observed {
  readonly name: Fact<string>;
  readonly accountId: Fact<string>;
  readonly region: Fact<string>;
  /** `default`, or the name of the bus; the URN of a program's bus. */
  readonly bus: Fact<string>;
  readonly pattern: Fact<string>;
  /** `ENABLED`, `DISABLED`, `ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS`. */
  readonly state: Fact<string>;
  readonly targets: Fact<readonly EventTarget[]>;
}
