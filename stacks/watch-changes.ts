import type * as pulumi from '@pulumi/pulumi';
import { ChangeMonitor, organizationNames, typesWithActions } from '@trailguard/baseline';
import type { OrganizationStackSettings } from './settings/settings.ts';

/** An account whose changes are forwarded. */
export interface WatchedAccount {
  readonly accountId: pulumi.Input<string>;
  readonly regions: readonly string[];
  /** Buckets of log files in it. */
  readonly logBucketNames?: readonly string[];
  /** Whether it administers GuardDuty: findings of all accounts are told there. */
  readonly hasFindings?: boolean;
}

/**
 * Forwards what tampers with recording and detection in an account to the security account's bus, unless
 * `changeMonitor` is off. The stack "security" makes that bus; what happens before is kept in the queues of undelivered
 * events.
 */
export function watchChanges(
  settings: OrganizationStackSettings,
  { accountId, regions, logBucketNames = [], hasFindings = false }: WatchedAccount,
  opts?: pulumi.ComponentResourceOptions,
): void {
  if (!settings.changeMonitor) return;
  const names = organizationNames(settings);
  new ChangeMonitor(
    'changes',
    {
      namePrefix: settings.namePrefix,
      accountId,
      regions: [...regions],
      busArn: names.eventBusArn,
      roleName: names.eventForwardRoleName,
      logBucketNames: [...logBucketNames],
      insights: settings.insights.length > 0,
      ...(hasFindings ? { findingSeverity: settings.alertFindingSeverity, ...answeredTypes(settings) } : {}),
      ...tagsOf(settings),
    },
    opts,
  );
}

/** Findings that are answered arrive whatever their severity. */
function answeredTypes({ findingResponse, responseActions }: OrganizationStackSettings): {
  findingTypes?: string[];
} {
  const findingTypes = typesWithActions(responseActions);
  return findingResponse && findingTypes.length > 0 ? { findingTypes } : {};
}

/** The tags of the settings, or none at all: tags of the provider then stand alone. */
export function tagsOf({ tags }: OrganizationStackSettings): { tags?: Record<string, string> } {
  return Object.keys(tags).length > 0 ? { tags } : {};
}
