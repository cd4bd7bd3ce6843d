import { OrganizationAccessRoleName, RoleName } from '../organization-names.ts';
import { denyDetectionTampering } from './detection-tampering.ts';
import { denyExemptRoleTampering } from './exempt-roles.ts';
import type { GuardrailsArgs } from './guardrails.ts';
import { denyLeaving } from './leaving.ts';
import { denyAccessFromOutside } from './log-perimeter.ts';
import { denyLogStorageTampering } from './log-storage-tampering.ts';
import { PolicyType } from './policy-type.ts';
import type { GuardrailStatement } from './statement.ts';
import { denyTrailTampering } from './trail-tampering.ts';
import { denyUnusedRegions } from './unused-regions.ts';

/** What guardrails keep from happening in members. */
export const Guardrail = {
  /** Trails and event data stores are neither stopped nor bent. */ Trails: 'trails',
  /** GuardDuty stays on, and its findings are not hidden. */ ThreatDetection: 'threat-detection',
  /** Log files, buckets, keys, topics and log groups stay. */ LogStorage: 'log-storage',
  /** Members stay in the organization; Config, Security Hub and analyzers stay on. */ Membership:
    'membership',
  /** Nobody from outside the organization reaches log files and their keys. */
  LogPerimeter: 'log-perimeter',
} as const;
export type Guardrail = (typeof Guardrail)[keyof typeof Guardrail];

/** All guardrails that need no choice of regions. */
export const AllGuardrails: readonly Guardrail[] = Object.values(Guardrail);

/** The statements of each kind of policy; none where nothing asks for them. */
export function guardrailStatements(args: GuardrailsArgs): Record<PolicyType, GuardrailStatement[]> {
  const scope = withDefaults(args);
  const has = (guardrail: Guardrail) => scope.guardrails.includes(guardrail);
  const serviceControl = [
    ...(has(Guardrail.Trails) ? denyTrailTampering(scope) : []),
    ...(has(Guardrail.ThreatDetection) ? denyDetectionTampering(scope) : []),
    ...(has(Guardrail.LogStorage) ? denyLogStorageTampering(scope) : []),
    ...(has(Guardrail.Membership) ? denyLeaving(scope) : []),
    ...(scope.allowedRegions.length > 0 ? denyUnusedRegions(scope) : []),
  ];
  return {
    [PolicyType.ServiceControl]:
      serviceControl.length > 0 ? [...serviceControl, ...denyExemptRoleTampering(scope)] : [],
    [PolicyType.ResourceControl]: has(Guardrail.LogPerimeter) ? denyAccessFromOutside(scope) : [],
  };
}

function withDefaults(args: GuardrailsArgs) {
  return {
    ...args,
    region: args.homeRegion,
    guardrails: args.guardrails ?? AllGuardrails,
    deployRoleNames: args.deployRoleNames ?? [OrganizationAccessRoleName],
    auditRoleNames: args.auditRoleNames ?? [RoleName.Audit, RoleName.Preview],
    furtherRoleArns: args.furtherRoleArns ?? [],
    retentionAdministratorArns: args.retentionAdministratorArns ?? [],
    outsideAccountIds: args.outsideAccountIds ?? [],
    allowedRegions: args.allowedRegions ?? [],
  };
}
