import {
  GetAdministratorAccountCommand,
  GuardDutyClient,
  paginateListOrganizationAdminAccounts,
} from '@aws-sdk/client-guardduty';
import { OrganizationsClient, paginateListDelegatedAdministrators } from '@aws-sdk/client-organizations';
import {
  GetObjectLockConfigurationCommand,
  HeadBucketCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { configNamesInUse } from './compliance-lookups.ts';
import type { Declared } from './existing-id.ts';
import { clientOptions, type Inputs, type LookupScope, textOf } from './lookup-scope.ts';
import { findDetector } from './natural-key-lookups.ts';

/** Where to look, and who is to administer threat detection. */
export interface ObstacleScope extends LookupScope {
  /** The account that administers security services for the organization, 12 digits. */
  readonly administratorAccountId: string;
}

type Obstacle = (inputs: Inputs, scope: ObstacleScope) => Promise<string | undefined>;

const obstacles: Readonly<Record<string, Obstacle>> = {
  'aws:cfg/recorder:Recorder': async (inputs, scope) =>
    otherConfigName('recorder', (await configNamesInUse(scope)).recorder, inputs, scope),
  'aws:cfg/deliveryChannel:DeliveryChannel': async (inputs, scope) =>
    otherConfigName('delivery channel', (await configNamesInUse(scope)).channel, inputs, scope),
  'aws:s3/bucket:Bucket': bucketObstacle,
  'aws:guardduty/detector:Detector': detectorObstacle,
  'aws:guardduty/organizationAdminAccount:OrganizationAdminAccount': guardDutyDelegation,
  'aws:securityhub/organizationAdminAccount:OrganizationAdminAccount': (inputs, scope) =>
    soleDelegation('securityhub.amazonaws.com', textOf(inputs, 'adminAccountId'), scope),
  'aws:organizations/delegatedAdministrator:DelegatedAdministrator': async (inputs, scope) =>
    inputs.servicePrincipal === 'access-analyzer.amazonaws.com'
      ? soleDelegation('access-analyzer.amazonaws.com', textOf(inputs, 'accountId'), scope)
      : undefined,
};

/**
 * Why something cannot be made and cannot be taken over either: it is another's, or what AWS fixed when it was made differs.
 * @returns a sentence with the way out; `undefined` when nothing stands in the way.
 */
export async function obstacleTo(
  { type, inputs }: Declared,
  scope: ObstacleScope,
): Promise<string | undefined> {
  return obstacles[type]?.(inputs, { ...scope, region: textOf(inputs, 'region') ?? scope.region });
}

/** AWS Config has one recorder and one delivery channel a region, whose names do not change. */
function otherConfigName(
  what: string,
  found: string | undefined,
  inputs: Inputs,
  { accountId, region }: ObstacleScope,
): string | undefined {
  const wanted = textOf(inputs, 'name');
  if (found === undefined || found === wanted) return undefined;
  return (
    `the ${what} of AWS Config of account ${accountId} in ${region} is called ${found}, and is wanted as ${wanted}; there can be ` +
    `one alone. Set trailguard:configRecorderName to ${found}, or trailguard:configRecorder to false to leave it as it is`
  );
}

/** Names of buckets are the world's, and Object Lock is not turned off again. */
async function bucketObstacle(inputs: Inputs, scope: ObstacleScope): Promise<string | undefined> {
  const Bucket = textOf(inputs, 'bucket');
  if (Bucket === undefined) return undefined;
  const s3 = new S3Client({ ...clientOptions(scope), followRegionRedirects: true });
  const another = `choose another trailguard:namePrefix, or remove it`;
  try {
    const owned = { Bucket, ExpectedBucketOwner: scope.accountId };
    const { BucketRegion } = await s3.send(new HeadBucketCommand(owned));
    if (BucketRegion !== undefined && BucketRegion !== scope.region)
      return `the bucket ${Bucket} is in ${BucketRegion}, and is wanted in ${scope.region}; a bucket does not move: ${another}`;
    const isLocked = await hasObjectLock(s3, owned);
    if (inputs.objectLockEnabled === true && !isLocked)
      return (
        `the bucket ${Bucket} has no Object Lock, and would be replaced to have it. Enable it by hand first, which changes ` +
        `no object: aws s3api put-bucket-versioning --bucket ${Bucket} --versioning-configuration Status=Enabled, then ` +
        `aws s3api put-object-lock-configuration --bucket ${Bucket} --object-lock-configuration ObjectLockEnabled=Enabled`
      );
    if (inputs.objectLockEnabled !== true && isLocked)
      return `the bucket ${Bucket} has Object Lock, which stops what is to be delivered there and cannot be turned off: ${another}`;
    return undefined;
  } catch (error) {
    const status = error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
    if (status === 404) return undefined;
    if (status === 403)
      return `the bucket ${Bucket} belongs to another account, or its policy keeps account ${scope.accountId} out: ${another}`;
    throw error;
  } finally {
    s3.destroy();
  }
}

async function hasObjectLock(
  s3: S3Client,
  owned: { Bucket: string; ExpectedBucketOwner: string },
): Promise<boolean> {
  try {
    const { ObjectLockConfiguration } = await s3.send(new GetObjectLockConfigurationCommand(owned));
    return ObjectLockConfiguration?.ObjectLockEnabled === 'Enabled';
  } catch (error) {
    if ((error as Error).name === 'ObjectLockConfigurationNotFoundError') return false;
    throw error;
  }
}

/** A detector that another account administers does what that account says. */
async function detectorObstacle(inputs: Inputs, scope: ObstacleScope): Promise<string | undefined> {
  const DetectorId = await findDetector(inputs, scope);
  if (DetectorId === null) return undefined;
  const client = new GuardDutyClient(clientOptions(scope));
  try {
    const { Administrator } = await client.send(new GetAdministratorAccountCommand({ DetectorId }));
    const administrator = Administrator?.AccountId;
    if (administrator === undefined || administrator === scope.administratorAccountId) return undefined;
    return (
      `the detector ${DetectorId} of account ${scope.accountId} in ${scope.region} is administered by account ${administrator}, ` +
      `and is to be by ${scope.administratorAccountId}. Have account ${administrator} let go of it: ` +
      `aws guardduty disassociate-members --region ${scope.region} --detector-id ITS-DETECTOR --account-ids ${scope.accountId}`
    );
  } finally {
    client.destroy();
  }
}

/** GuardDuty has one delegated administrator a region. */
async function guardDutyDelegation(inputs: Inputs, scope: ObstacleScope): Promise<string | undefined> {
  const wanted = textOf(inputs, 'adminAccountId');
  const client = new GuardDutyClient(clientOptions(scope));
  try {
    for await (const { AdminAccounts = [] } of paginateListOrganizationAdminAccounts({ client }, {})) {
      const other = AdminAccounts.find(({ AdminAccountId }) => AdminAccountId !== wanted)?.AdminAccountId;
      if (other !== undefined)
        return (
          `account ${other} is GuardDuty's delegated administrator in ${scope.region}, and ${wanted} is to be. Set ` +
          `trailguard:securityAccountId to ${other}, or end its part in every region, which leaves members unwatched by it: ` +
          `aws guardduty disable-organization-admin-account --region ${scope.region} --admin-account-id ${other}`
        );
    }
    return undefined;
  } finally {
    client.destroy();
  }
}

/** A service with one delegated administrator an organization. */
async function soleDelegation(
  ServicePrincipal: string,
  wanted: string | undefined,
  scope: ObstacleScope,
): Promise<string | undefined> {
  const client = new OrganizationsClient(clientOptions(scope));
  try {
    const pages = paginateListDelegatedAdministrators({ client }, { ServicePrincipal });
    for await (const { DelegatedAdministrators = [] } of pages) {
      const other = DelegatedAdministrators.find(({ Id }) => Id !== wanted)?.Id;
      if (other !== undefined)
        return (
          `account ${other} is the delegated administrator of ${ServicePrincipal}, and ${wanted} is to be. Take the service out of ` +
          `trailguard:delegatedServices, or end that account's part: aws organizations deregister-delegated-administrator ` +
          `--account-id ${other} --service-principal ${ServicePrincipal}`
        );
    }
    return undefined;
  } finally {
    client.destroy();
  }
}
