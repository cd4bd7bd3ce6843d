import * as aws from '@pulumi/aws';
import type * as pulumi from '@pulumi/pulumi';
import {
  DetectionFeature,
  Detectors,
  detectionNames,
  type FindingsArchive,
  FindingsExport,
  MalwareProtectionForS3,
  type OrganizationSettings,
  SuppressionFilters,
  ThreatDetection,
  ThreatDetectionDelegation,
  ThreatListKind,
  ThreatLists,
} from '@trailguard/baseline';
import { type Accounts, deployRoles, type Part, region, tags } from './accounts.ts';

const review = { owner: 'security', reason: 'agreed on', expires: '2099-12-31' };

/** What detection rests on. */
export interface DetectionOptions {
  readonly archive: FindingsArchive;
  readonly omitted: readonly Part[];
  /** What takes findings; once there is a detector AWS makes it by itself, and it cannot be made any more. */
  readonly findings: readonly pulumi.Resource[];
}

/** GuardDuty, administered from the security account, with all that belongs to it. */
export function declareDetection(
  settings: OrganizationSettings,
  { management, security }: Accounts,
  { archive, omitted, findings }: DetectionOptions,
): ThreatDetection {
  const detection = detectionNames(settings);
  const { detectorIds } = new Detectors(
    'administrator',
    { regions: [region], tags },
    { provider: security, dependsOn: [...findings] },
  );
  const delegation = new ThreatDetectionDelegation(
    'threat-detection',
    { administratorAccountId: settings.securityAccountId, regions: [region], tags },
    { provider: management, dependsOn: detectorIds.apply((): pulumi.Resource[] => []) },
  );
  const detectors = [{ region, detectorId: detectorIds.apply((ids) => ids[region] as string) }];
  const options = { provider: security, dependsOn: delegation };
  const watched = new ThreatDetection(
    'threat-detection',
    { detectors, features: Object.values(DetectionFeature) },
    options,
  );
  if (!omitted.includes('findings-export')) {
    new FindingsExport(
      'findings',
      { detectors, bucketArn: archive.bucketArn, bucketRegion: region, kmsKeyArn: archive.keyArn, tags },
      options,
    );
  }
  new ThreatLists(
    'threat-lists',
    {
      detectors,
      lists: [
        { name: 'known', kind: ThreatListKind.Threat, text: '203.0.113.0/24\n', ...review },
        { name: 'ours', kind: ThreatListKind.Trusted, text: '198.51.100.0/24\n', ...review },
      ],
      bucketName: detection.threatListBucketName,
      region,
      deployRoleArns: deployRoles(settings.securityAccountId),
      tags,
    },
    options,
  );
  new SuppressionFilters(
    'suppression',
    {
      detectors,
      filters: [
        {
          name: 'scanner',
          criteria: [
            { field: 'type', equals: ['Recon:EC2/Portscan'] },
            { field: 'resource.instanceDetails.instanceId', equals: ['i-0123456789abcdef0'] },
          ],
          ...review,
        },
      ],
      tags,
    },
    options,
  );
  declareUploads(settings, security, omitted);
  return watched;
}

/** A bucket that takes files from outside, which are scanned. */
function declareUploads(
  { securityAccountId: accountId }: OrganizationSettings,
  provider: aws.Provider,
  omitted: readonly Part[],
): void {
  const bucketName = `uploads-${accountId}`;
  const bucket = new aws.s3.Bucket(
    'uploads',
    { bucket: bucketName, tags: { 'trailguard:uploads': 'true' } },
    { provider },
  );
  if (omitted.includes('malware-plan')) return;
  new MalwareProtectionForS3(
    'uploads',
    { buckets: [{ bucketName }], region, accountId, tags },
    { provider, dependsOn: bucket },
  );
}
