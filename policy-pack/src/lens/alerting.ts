import type { AlertingEstate } from '@trailguard/controls';
import { alarmsOf } from './alarms.ts';
import { eventRulesOf } from './event-rules.ts';
import { logGroupsOf, logResourcePoliciesOf, metricFiltersOf } from './log-groups.ts';
import type { Program } from './program.ts';
import { topicsOf } from './topics.ts';

/** What tells people of events, as a program declares it. */
export function alertingOf(program: Program): AlertingEstate {
  return {
    logGroups: logGroupsOf(program),
    logResourcePolicies: logResourcePoliciesOf(program),
    metricFilters: metricFiltersOf(program),
    alarms: alarmsOf(program),
    topics: topicsOf(program),
    eventRules: eventRulesOf(program),
  };
}
