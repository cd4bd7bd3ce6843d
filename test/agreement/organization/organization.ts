import { DelegatedAdministrators, DelegatedService, type OrganizationSettings } from '@trailguard/baseline';
import { declareAccess } from './access.ts';
import { type Accounts, type Part, providersOf, region } from './accounts.ts';
import { declareAlerting } from './alerting.ts';
import { declareArchive } from './archive.ts';
import { declareDetection } from './detection.ts';
import { declareGovernance } from './governance.ts';
import { declareGuardrails, declareTrust } from './guardrails.ts';
import { declareRecording } from './recording.ts';
import { declareTrails } from './trails.ts';

/** The good organization, in one program: the components of the baseline as its stacks put them together. */
export function declareOrganization(
  settings: OrganizationSettings,
  rootId: string,
  omitted: readonly Part[] = [],
): Accounts {
  const accounts = providersOf(settings);
  const archived = declareArchive(settings, accounts.logArchive);
  const recorded = declareTrails(settings, accounts.management, archived.logs);
  const trusted = declareTrust(accounts.management, omitted);
  const { findings, delegated } = declareGovernance(settings, accounts, { rootId, trusted, omitted });
  const administrator = declareDetection(settings, accounts, {
    archive: archived.findings,
    omitted,
    findings,
  });
  declareRecording(settings, accounts, delegated);
  declareGuardrails(settings, rootId, accounts.management);
  declareAlerting(settings, accounts, [recorded, administrator]);
  declareAccess(settings, accounts);
  if (!omitted.includes('cloudtrail-administrator')) {
    new DelegatedAdministrators(
      'security',
      {
        administratorAccountId: settings.securityAccountId,
        services: [DelegatedService.CloudTrail],
        homeRegion: region,
      },
      { provider: accounts.management, dependsOn: recorded },
    );
  }
  return accounts;
}
