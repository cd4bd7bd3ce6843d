import * as pulumi from '@pulumi/pulumi';
import { organizationNames, PolicyType, QuarantineUnit, roleArn } from '@trailguard/baseline';
import type { OrganizationStackSettings } from '../settings/settings.ts';
import { caretakerRoleNames, type RootOfOrganization } from './guardrails.ts';

/**
 * Makes the unit that suspends the accounts moved into it. Where service control policies are not enabled such a unit would hold
 * nobody, so there is none and it is told how to enable them.
 */
export async function provideQuarantine(
  settings: OrganizationStackSettings,
  { enabledPolicyTypes, roots }: RootOfOrganization,
): Promise<Record<string, unknown>> {
  if (!settings.quarantineUnit) return {};
  const rootId = roots[0]?.id ?? '';
  if (!enabledPolicyTypes.includes(PolicyType.ServiceControl)) {
    await pulumi.log.warn(
      `There is no quarantine unit: service control policies are not enabled in the root ${rootId}. Enable them once, with ` +
        `credentials of the management account: aws organizations enable-policy-type --root-id ${rootId} --policy-type ${PolicyType.ServiceControl}`,
    );
    return {};
  }
  const { homeRegion, breakGlassRoleName } = settings;
  const logAccountIds = new Set([
    settings.logArchiveAccountId,
    ...(settings.logCopyAccountId === undefined ? [] : [settings.logCopyAccountId]),
  ]);
  const { unitId } = new QuarantineUnit('quarantine', {
    namePrefix: settings.namePrefix,
    parentId: rootId,
    homeRegion,
    unitName: settings.quarantineUnitName,
    deployRoleNames: settings.deployRoleNames,
    auditRoleNames: caretakerRoleNames(settings),
    eventForwardRoleName: organizationNames(settings).eventForwardRoleName,
    breakGlassRoleArns: [...logAccountIds].map((id) => roleArn(homeRegion, id, breakGlassRoleName)),
    furtherRoleArns: settings.guardrailExemptRoleArns,
  });
  return { quarantineUnitId: unitId };
}
