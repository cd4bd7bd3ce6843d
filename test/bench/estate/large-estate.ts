import {
  aDetectionOrganization,
  aDetector,
  anAccount,
  anEstate,
  aRecorder,
  aSecurityHub,
  complete,
  names,
} from '@trailguard/controls/test';
import type { Estate } from '@trailguard/controls';

const firstAccountId = 100_000_000_000;

/** Regions that AWS enables by default come first. https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html */
export const regionNames = [
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
  'ap-south-1',
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-northeast-3',
  'ap-southeast-1',
  'ap-southeast-2',
  'ca-central-1',
  'eu-central-1',
  'eu-north-1',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'sa-east-1',
] as const;

/**
 * A compliant organization of many members, each with a detector, a recorder and Security Hub in every Region.
 * @throws RangeError when there is no account, or no Region, or more Regions than names.
 */
export function estateOf(accountCount: number, regionCount: number): Estate {
  if (!(accountCount > 0)) throw new RangeError(`accounts: at least 1, not ${accountCount}`);
  if (!(regionCount > 0 && regionCount <= regionNames.length))
    throw new RangeError(`regions: from 1 to ${regionNames.length}, not ${regionCount}`);
  const regions = regionNames.slice(0, regionCount);
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
