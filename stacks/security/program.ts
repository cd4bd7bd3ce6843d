import { AccessAnalyzers, AccountBaseline, ThreatDetection } from '@trailguard/baseline';
import { adopting } from '../adoption/adopting.ts';
import { isEnrolledInControlTower } from '../control-tower.ts';
import { detectorIdOf } from '../lookup.ts';
import { RegionScope, regionsOf } from '../regions.ts';
import { organizationFeatures } from '../settings/detection.ts';
import { externalIdOf } from '../external-id.ts';
import { warnOfFullAccess } from '../full-access.ts';
import {
  archivedLogs,
  type InvestigatedLogs,
  investigateLogs,
  investigatorsOf,
  tellWhereLogsAreAsked,
} from '../investigate-logs.ts';
import { admitPeople, operatorsOf } from '../people.ts';
import { admitResponder } from '../response-role.ts';
import { setContacts } from '../set-contacts.ts';
import { type OrganizationStackSettings, readOrganizationSettings } from '../settings/settings.ts';
import { tagsOf } from '../watch-changes.ts';
import { alertOrganization } from './alerts.ts';
import { showSecurity } from './dashboard.ts';
import { evaluateConfiguration } from './config.ts';
import { tuneDetection } from './detection.ts';

/**
 * The security account, delegated administrator of threat detection: every account of the organization is
 * watched in every region. Runs with credentials of that account, after organization.
 */
export const program = () => adopting('security', watchAccounts);

async function watchAccounts(): Promise<Record<string, unknown>> {
  const settings = readOrganizationSettings();
  const { homeRegion, managementAccountId } = settings;
  const regions = await regionsOf(settings, RegionScope.Enabled);

  const baseline = new AccountBaseline('account', {
    managementAccountId,
    homeRegion,
    regions,
    ...externalIdOf(settings),
  });
  setContacts(settings);
  admitResponder(settings, 'other');
  await warnOfFullAccess(settings, settings.securityAccountId);
  const detectors = await Promise.all(
    regions.map(async (region) => ({ region, detectorId: await detectorIdOf(region) })),
  );
  const detection = new ThreatDetection('threat-detection', {
    detectors,
    ...organizationFeatures(settings),
  });
  const isEnrolled = await isEnrolledInControlTower();
  const logs = await askedLogs(settings, isEnrolled);

  return {
    regions,
    notApplicable: detection.notApplicable,
    ...(await tuneDetection(settings, detectors)),
    ...(await alertOrganization(settings, regions)),
    ...analyzeAccess(settings, regions),
    ...evaluateConfiguration(settings, regions, isEnrolled),
    ...(logs === undefined ? {} : await investigateLogs(settings, logs)),
    ...admitPeople(settings, {
      accountId: settings.securityAccountId,
      ...(logs === undefined ? {} : investigatorsOf(settings, logs)),
      ...operatorsOf(settings, settings.securityAccountId, { hasFindings: true }),
    }),
    ...showSecurity(settings, logs !== undefined),
    auditRoleArn: baseline.auditRoleArn,
    previewRoleArn: baseline.previewRoleArn,
  };
}

/** The log files that are asked here; none where Control Tower, which has enrolled the account, keeps them. */
async function askedLogs(
  settings: OrganizationStackSettings,
  isEnrolled: boolean,
): Promise<InvestigatedLogs | undefined> {
  if (!isEnrolled || settings.controlTowerTrail === 'none') return archivedLogs(settings);
  if (settings.investigation) await tellWhereLogsAreAsked(settings);
  return undefined;
}

/** Finds what the accounts share with somebody outside. */
function analyzeAccess(
  settings: OrganizationStackSettings,
  regions: readonly string[],
): Record<string, unknown> {
  const { accessAnalyzers, unusedAccessDays, namePrefix, homeRegion } = settings;
  if (!accessAnalyzers) return {};
  const { analyzerArns } = new AccessAnalyzers('access', {
    namePrefix,
    regions: [...regions],
    homeRegion,
    ...(unusedAccessDays === undefined ? {} : { unusedAccessDays }),
    ...tagsOf(settings),
  });
  return { analyzerArns };
}
