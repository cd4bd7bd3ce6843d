import type { AccessEstate } from './access.ts';
import type { AlertingEstate } from './alerting.ts';
import type { ControlPolicyEstate } from './control-policy.ts';
import type { Unknown } from './fact.ts';
import type { OperationsEstate } from './operations.ts';

/** Access, alerting, control policies and operations of which a lens read nothing, for one cause. It overrides what it did read. */
export function unreadParts(
  because: Unknown,
): AccessEstate & AlertingEstate & ControlPolicyEstate & OperationsEstate {
  const unread = { items: [], complete: because };
  return {
    access: unread,
    analyzers: unread,
    logGroups: unread,
    logResourcePolicies: unread,
    metricFilters: unread,
    alarms: unread,
    topics: unread,
    eventRules: unread,
    controlPolicies: unread,
    effectivePolicies: unread,
    recorders: unread,
    organizationConfigRules: unread,
    securityHubs: unread,
    securityHubOrganization: because,
    logTables: unread,
    queryWorkgroups: unread,
    logArrivals: unread,
    closedFindings: unread,
  };
}
