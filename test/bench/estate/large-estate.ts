import {
  aDetectionOrganization,
  aDetector,
  anAccount,
  anEstate,
  aRecorder,
  aSecurityHub,
  complete,
  defaultRegions,
  names,
} from '@trailguard/controls/test';
import type { Estate } from '@trailguard/controls';

const firstAccountId = 100_000_000_000;

/**
 * A compliant organization of many members, each with a detector, a recorder and Security Hub in every Region.
 * @throws RangeError when there is no account, or no Region, or more Regions than names.
 */
export function estateOf(accountCount: number, regionCount: number): Estate {
  if (!(accountCount > 0)) throw new RangeError(`accounts: at least 1, not ${accountCount}`);
  if (!(regionCount > 0 && regionCount <= defaultRegions.length))
    throw new RangeError(`regions: from 1 to ${defaultRegions.length}, not ${regionCount}`);
  const regions = defaultRegions.slice(0, regionCount);
  const members = Array.from({ length: accountCount }, (_, index) => String(firstAccountId + index));
  const ids = [names.management, names.logArchive, names.security, ...members];
  const watched = ids.filter((id) => id !== names.security);
  const everywhere = <T>(make: (place: { accountId: string; region: string }) => T) =>
    complete(ids.flatMap((accountId) => regions.map((region) => make({ accountId, region }))));
  return anEstate({
    accounts: complete(ids.map((id) => anAccount({ id, enabledRegions: regions }))),
    detectors: everywhere(aDetector),
    recorders: everywhere(aRecorder),
    securityHubs: everywhere(aSecurityHub),
    detectionOrganizations: complete(
      regions.map((region) =>
        aDetectionOrganization({
          region,
          members: watched.map((accountId) => ({ accountId, status: 'Enabled' })),
        }),
      ),
    ),
  });
}
