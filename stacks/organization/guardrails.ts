import * as pulumi from '@pulumi/pulumi';
import {
  configNames,
  detectionNames,
  type ControlTowerNames,
  type Guardrail,
  Guardrails,
  type GuardrailsArgs,
  guardrailStatements,
  logCopyNames,
  OrganizationAccessRoleName,
  organizationNames,
  type PlannedPolicy,
  planGuardrails,
  type PolicyQuotas,
  PolicyType,
  policyTypeNames,
  readPolicyQuotas,
  readPolicyRoom,
  ResponseRoleName,
  responseNames,
  RoleName,
  roleArn,
  roomFaults,
} from '@trailguard/baseline';
import type { OrganizationStackSettings } from '../settings/settings.ts';

/** What is asked of the organization: its roots, and which policies can be attached to them. */
export interface RootOfOrganization {
  readonly enabledPolicyTypes: readonly string[];
  readonly roots: readonly { readonly id: string }[];
}

/**
 * Denies in members what would silence the organization. A policy type that is not enabled in the root is told with
 * the command that enables it, and its policies wait: recording and watching do not. Where one was enabled and is no longer,
 * the policies are protected, so the update stops. Control Tower's own controls stay beside them: ours name other
 * actions and roles, and its log buckets too.
 */
export async function guardOrganization(
  settings: OrganizationStackSettings,
  { enabledPolicyTypes, roots }: RootOfOrganization,
  controlTower: ControlTowerNames | undefined,
): Promise<Record<string, unknown>> {
  const statements = guardrailStatements(guardrailArgs(settings, [], controlTower));
  const types = Object.values(PolicyType).filter((type) => statements[type].length > 0);
  if (types.length === 0) return { guardrailPolicies: [], guardrailsNotInForce: [] };

  const rootId = roots[0]?.id ?? '';
  const args = guardrailArgs(settings, settings.guardrailTargetIds ?? [rootId], controlTower);
  const enabled = types.filter((type) => enabledPolicyTypes.includes(type));
  const disabled = types.filter((type) => !enabled.includes(type));
  for (const type of disabled) await tellDisabled(type, rootId);
  if (enabled.includes(PolicyType.ServiceControl)) requireExemptDeployment(settings);

  const fitting = await fitted(args, enabled, settings.homeRegion);
  const guardrails = enabled.length > 0 && new Guardrails('organization', fitting);
  return {
    guardrailPolicies: guardrails ? guardrails.policyNames : [],
    guardrailsNotInForce: disabled,
  };
}

/** The same arguments with the quotas that hold, and without the policies whose type is not enabled. @throws when they do not fit. */
async function fitted(
  args: GuardrailsArgs,
  enabled: readonly PolicyType[],
  region: string,
): Promise<GuardrailsArgs> {
  const quotas = new Map<PolicyType, PolicyQuotas>();
  for (const type of enabled) quotas.set(type, await readPolicyQuotas(type, region));
  const length = (type: PolicyType) => quotas.get(type)?.documentLength;
  const fitting: GuardrailsArgs = {
    ...args,
    policyTypes: [...enabled],
    ...(length(PolicyType.ServiceControl) === undefined
      ? {}
      : { serviceControlPolicyLength: length(PolicyType.ServiceControl) as number }),
    ...(length(PolicyType.ResourceControl) === undefined
      ? {}
      : { resourceControlPolicyLength: length(PolicyType.ResourceControl) as number }),
  };
  const planned = policiesOf(fitting);
  const faults: string[] = [];
  for (const [type, quota] of quotas) {
    if (quota.documented.length > 0) {
      await pulumi.log.info(
        `Service Quotas does not tell ${quota.documented.map((name) => `"${name}"`).join(', ')} of organizations; ` +
          `what AWS documents is taken: ${quota.documentLength} characters, ${quota.perTarget} on a target, ${quota.inOrganization} in all`,
      );
    }
    const room = await readPolicyRoom(type, args.targetIds, quota);
    const names = planned.filter((policy) => policy.type === type).map(({ name }) => name);
    faults.push(...roomFaults(room, names));
  }
  if (faults.length > 0)
    throw new pulumi.RunError(
      `The guardrails do not fit:\n- ${faults.join('\n- ')}\nUnits are set by trailguard:guardrailTargetIds, guardrails by trailguard:guardrails`,
    );
  return fitting;
}

function policiesOf(args: GuardrailsArgs): PlannedPolicy[] {
  try {
    return planGuardrails(args);
  } catch (error) {
    throw new pulumi.RunError(`The guardrails do not fit: ${(error as Error).message}`);
  }
}

async function tellDisabled(type: PolicyType, rootId: string): Promise<void> {
  const [, several] = policyTypeNames[type];
  await pulumi.log.warn(
    `Guardrails that are ${several} are not in force: their type is not enabled in the root ${rootId}. Enable it once, ` +
      `with credentials of the management account: aws organizations enable-policy-type --root-id ${rootId} --policy-type ${type}`,
  );
}

/**
 * Makes sure that the role by which this program enters members is exempt: otherwise what it puts in place would shut it out.
 * A profile's role is told by nobody before it is used, and has to be listed by whoever sets the profile.
 */
function requireExemptDeployment({ deployRoleNames, securityProfile }: OrganizationStackSettings): void {
  if (securityProfile !== undefined || deployRoleNames.includes(OrganizationAccessRoleName)) return;
  throw new pulumi.RunError(
    `trailguard:deployRoleNames is ${JSON.stringify(deployRoleNames)}, and the stacks enter members as ${OrganizationAccessRoleName}, ` +
      'which the guardrails would shut out. Add it to the list, or enter with a role of the list by trailguard:securityProfile and trailguard:memberProfile',
  );
}

function guardrailArgs(
  settings: OrganizationStackSettings,
  targetIds: string[],
  controlTower: ControlTowerNames | undefined,
): GuardrailsArgs {
  const { homeRegion, logArchiveAccountId, breakGlassRoleName } = settings;
  const names = organizationNames(settings);
  const detection = detectionNames(settings);
  const response = responseNames(settings);
  const config = configNames(settings);
  const copyAccountId = settings.logCopyAccountId ?? logArchiveAccountId;
  const copy =
    settings.logCopyRegion === undefined
      ? undefined
      : logCopyNames(settings.namePrefix, copyAccountId, settings.logCopyRegion);
  const logAccountIds = [...new Set([logArchiveAccountId, ...(copy ? [copyAccountId] : [])])];
  return {
    namePrefix: settings.namePrefix,
    targetIds,
    organizationId: settings.organizationId,
    homeRegion,
    logAccountIds,
    logBucketNames: [
      names.logBucketName,
      names.accessLogBucketName,
      detection.findingsBucketName,
      detection.findingsAccessLogBucketName,
      ...(copy ? [copy.bucketName, copy.accessLogBucketName] : []),
      ...(settings.configRecorder ? [config.configBucketName, config.configAccessLogBucketName] : []),
      ...(settings.findingResponse
        ? [response.incidentBucketName, response.incidentAccessLogBucketName]
        : []),
      ...(controlTower ? [controlTower.logBucketName, controlTower.accessLogBucketName] : []),
    ],
    breakGlassRoleArns: logAccountIds.map((id) => roleArn(homeRegion, id, breakGlassRoleName)),
    guardrails: settings.guardrails as Guardrail[],
    ...(settings.allowedRegions === undefined ? {} : { allowedRegions: settings.allowedRegions }),
    deployRoleNames: settings.deployRoleNames,
    auditRoleNames: caretakerRoleNames(settings),
    furtherRoleArns: settings.guardrailExemptRoleArns,
    retentionAdministratorArns: settings.retentionAdministratorArns,
    outsideAccountIds: readersAndWriters(settings),
  };
}

/** Names of the roles in whichever member that read, and that answer findings: in closed Regions and in quarantine too. */
export function caretakerRoleNames({ findingResponse }: OrganizationStackSettings): string[] {
  return [RoleName.Audit, RoleName.Preview, ...(findingResponse ? [ResponseRoleName] : [])];
}

/** Accounts that settings let read or write log files, without those that are surely the organization's. */
function readersAndWriters(settings: OrganizationStackSettings): string[] {
  const ours = [settings.managementAccountId, settings.logArchiveAccountId, settings.securityAccountId];
  const named = [...settings.logReaderRoleArns, ...settings.furtherTrailArns].map(
    (arn) => arn.split(':')[4] ?? '',
  );
  return [...new Set(named)].filter((id) => !ours.includes(id)).sort();
}
