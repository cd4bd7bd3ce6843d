import { aws } from '@trailguard/baseline/aws';
import * as pulumi from '@pulumi/pulumi';
import { Detectors, RootAccess, ThreatDetectionDelegation } from '@trailguard/baseline';
import { adopting } from '../adoption/adopting.ts';
import { controlTowerOfManagement, withControlTowerRoles } from '../control-tower.ts';
import { RegionScope, regionsOf } from '../regions.ts';
import { detectionTags } from '../settings/detection.ts';
import { type OrganizationStackSettings, readOrganizationSettings } from '../settings/settings.ts';
import { type Administrator, reachAdministrator } from './administrator.ts';
import { watchOrganization } from './alarms.ts';
import { tellCost } from './cost.ts';
import { delegateAdministration } from './delegation.ts';
import { showRecording } from './dashboard.ts';
import { guardOrganization } from './guardrails.ts';
import { warnOfFullAccess } from '../full-access.ts';
import { recordConfiguration } from '../record-configuration.ts';
import { admitResponder } from '../response-role.ts';
import { setContacts } from '../set-contacts.ts';
import { admitOperators } from './people.ts';
import { provideQuarantine } from './quarantine.ts';
import { configureSecurityHub } from './security-hub.ts';
import { recordOrganization } from './trails.ts';

/**
 * The management account: the organization's trail, and the delegation of threat detection. Runs with
 * credentials of that account, after log-archive. Where Control Tower has a trail, that one takes the place of ours.
 */
export const program = () => adopting('organization', governOrganization);

async function governOrganization(): Promise<Record<string, unknown>> {
  const given = readOrganizationSettings();
  const organization = await aws.organizations.getOrganization({});
  const controlTower = await controlTowerOfManagement(given, organization.awsServiceAccessPrincipals);
  const settings = withControlTowerRoles(given, controlTower);
  const administrator = await reachAdministrator(settings);
  const recorded = await recordOrganization(settings, controlTower.used);
  const administrators = delegateAdministration(settings, recorded.trail, administrator);
  const account = {
    accountId: settings.managementAccountId,
    regions: await regionsOf(settings, RegionScope.Enabled),
  };
  recordConfiguration(settings, account, false);
  setContacts(settings);
  admitResponder(settings, 'management');
  await warnOfFullAccess(settings, settings.managementAccountId);
  return {
    ...recorded.outputs,
    ...(await watchOrganization(settings, recorded.outputs, controlTower.used)),
    ...(await delegateThreatDetection(settings, administrator)),
    ...configureSecurityHub(settings, administrator, organization.roots[0]?.id ?? '', administrators),
    ...(await guardOrganization(settings, organization, controlTower.used)),
    ...(await provideQuarantine(settings, organization)),
    ...admitOperators(settings),
    ...showRecording(settings, controlTower.used),
    ...(settings.centralRootAccess ? { rootAccess: new RootAccess('root-access', {}).features } : {}),
    ...(await tellCost(settings, controlTower.used)),
  };
}

/** Delegates in each region that both accounts have enabled, after the administrator's own detectors. */
async function delegateThreatDetection(
  settings: OrganizationStackSettings,
  { provider, regions: watched }: Administrator,
): Promise<Record<string, unknown>> {
  const managed = await regionsOf(settings, RegionScope.Enabled);
  const notWatched = managed.filter((region) => !watched.includes(region));
  if (notWatched.length > 0) {
    await pulumi.log.warn(
      `Threat detection is not delegated in ${notWatched.join(', ')}: not enabled in the security account ` +
        `${settings.securityAccountId}; enable them there under Account > AWS Regions`,
    );
  }

  const tags = detectionTags(settings);
  const detectors = new Detectors('administrator', { regions: watched, tags }, { provider });
  const delegation = new ThreatDetectionDelegation(
    'threat-detection',
    {
      administratorAccountId: settings.securityAccountId,
      regions: managed.filter((region) => watched.includes(region)),
      createServiceLinkedRole: settings.createServiceLinkedRole,
      tags,
    },
    { dependsOn: detectors },
  );
  return {
    regions: watched,
    regionsWithoutAdministrator: notWatched,
    managementDetectorIds: delegation.detectorIds,
    administratorDetectorIds: detectors.detectorIds,
  };
}
