import type { Fact } from './fact.ts';
import type { Observed } from './observation.ts';

/** What makes an alarm on one metric go off. */
export interface AlarmCondition {
  readonly namespace: string;
  readonly metricName: string;
  /** `Sum`, `Maximum`, `p99`… */
  readonly statistic: string;
  readonly hasDimensions: boolean;
  readonly periodSeconds: number;
  readonly evaluationPeriods: number;
  /** Of the evaluation periods, those that must breach. */
  readonly datapointsToAlarm: number;
  readonly threshold: number;
  /** `GreaterThanOrEqualToThreshold` and the like. */
  readonly comparison: string;
  /** `missing`, `ignore`, `breaching` or `notBreaching`. */
  readonly missingData: string;
}

/** An alarm of CloudWatch: on a metric, or on other alarms. */
export interface Alarm extends Observed {
  readonly name: Fact<string>;
  readonly accountId: Fact<string>;
  readonly region: Fact<string>;
  readonly kind: 'metric' | 'composite';
  /** `null` for a composite alarm, and for one on an expression of metrics. */
  readonly condition: Fact<AlarmCondition>;
  /** Rule of a composite alarm, such as `ALARM(a) OR ALARM(b)`; `null` for others. */
  readonly rule: Fact<string>;
  readonly hasActionsEnabled: Fact<boolean>;
  /** ARNs of what happens in the ALARM state; the URN of a program's topic. */
  readonly alarmActions: Fact<readonly string[]>;
}
