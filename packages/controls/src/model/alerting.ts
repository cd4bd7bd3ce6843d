import type { Alarm } from './alarm.ts';
import type { EventRule } from './event-rule.ts';
import type { Collection } from './fact.ts';
import type { LogGroup, LogResourcePolicy, MetricFilter } from './log-group.ts';
import type { Topic } from './topic.ts';

export type * from './alarm.ts';
export type * from './event-rule.ts';
export type * from './log-group.ts';
export type * from './topic.ts';

/** What tells people of events: log groups with filters and alarms, topics, event rules. */
export interface AlertingEstate {
  readonly logGroups: Collection<LogGroup>;
  readonly logResourcePolicies: Collection<LogResourcePolicy>;
  readonly metricFilters: Collection<MetricFilter>;
  readonly alarms: Collection<Alarm>;
  readonly topics: Collection<Topic>;
  readonly eventRules: Collection<EventRule>;
}
