import {
  GetBucketAclCommand,
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketLocationCommand,
  GetBucketLoggingCommand,
  GetBucketNotificationConfigurationCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketPolicyCommand,
  GetBucketPolicyStatusCommand,
  GetBucketReplicationCommand,
  GetBucketVersioningCommand,
  GetObjectLockConfigurationCommand,
  GetPublicAccessBlockCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { type Bucket, type Fact, isUnknown, type Unknown } from '@trailguard/controls';
import { type CollectedCall, callsIn } from './collected-call.ts';
import { readPolicy } from './policy.ts';
import { type CallOptions, field, mapFact, type Reader } from './reader.ts';
import {
  toEncryption,
  toLifecycle,
  toLogDelivery,
  toNotifications,
  toObjectLock,
  toPublicAccessBlock,
  toPublicGrants,
  toReplication,
} from './s3-answers.ts';
import { readAccessPoints, readAccountStorage } from './s3-control.ts';

const where = 'owner of the bucket';

/** Calls of this collector. */
export const calls: readonly CollectedCall[] = [
  ...callsIn(
    where,
    's3:GetBucketAcl',
    's3:GetBucketLocation',
    's3:GetBucketLogging',
    's3:GetBucketOwnershipControls',
    's3:GetBucketPolicy',
    's3:GetBucketPolicyStatus',
    's3:GetBucketVersioning',
  ),
  { call: 's3:GetBucketEncryption', action: 's3:GetEncryptionConfiguration', where },
  { call: 's3:GetBucketLifecycleConfiguration', action: 's3:GetLifecycleConfiguration', where },
  { call: 's3:GetBucketNotificationConfiguration', action: 's3:GetBucketNotification', where },
  { call: 's3:GetBucketReplication', action: 's3:GetReplicationConfiguration', where },
  { call: 's3:GetObjectLockConfiguration', action: 's3:GetBucketObjectLockConfiguration', where },
  { call: 's3:GetPublicAccessBlock', action: 's3:GetBucketPublicAccessBlock', where },
];

/** Where a bucket is looked for. */
export interface BucketPlace {
  readonly name: string;
  /** Accounts that may own it, the likeliest first. */
  readonly owners: readonly [string, ...string[]];
  /** Region to ask in until the bucket's own is known. */
  readonly homeRegion: string;
  readonly partition: string;
}

/**
 * Reads a bucket of logs at the account that owns it; `null` when nobody has one of this name. `ExpectedBucketOwner` on
 * every call keeps a bucket of the same name in a stranger's account from being judged in its place.
 */
export async function readBucket(
  reader: Reader,
  role: Bucket['role'],
  place: BucketPlace,
): Promise<Fact<Bucket>> {
  const location = await locate(reader, place);
  if (location === null) return null;
  const { owner, region } = location;
  const home = isUnknown(region) ? place.homeRegion : region;
  const settings = await readSettings(reader, place.name, owner, home);
  // One answer under ExpectedBucketOwner proves who the owner is.
  const isProven = [region, ...Object.values(settings)].some((fact) => !isUnknown(fact));
  const shared = isProven ? await readShared(reader, place, owner, home) : hiddenShared(region as Unknown);
  return {
    name: place.name,
    accountId: isProven ? owner : (region as Unknown),
    region,
    role,
    ...settings,
    ...shared,
    removal: null,
    observation: {
      arn: `arn:${place.partition}:s3:::${place.name}`,
      calls: observed,
      at: reader.clock.latest ?? '',
    },
  };
}

/** What the owner of a bucket sets beside it. */
async function readShared(reader: Reader, { name, partition }: BucketPlace, owner: string, region: string) {
  const account = await readAccountStorage(reader, owner, region, partition);
  return {
    accountPublicAccessBlock: account.publicAccessBlock,
    accessPoints: await readAccessPoints(reader, name, owner, region, account),
  };
}

/** Of a bucket that nobody shows to be ours, no account of ours is asked. */
function hiddenShared(hidden: Unknown) {
  return { accountPublicAccessBlock: hidden, accessPoints: hidden };
}

/** What a bucket itself tells of its settings. */
async function readSettings(reader: Reader, name: string, owner: string, region: string) {
  const owned = { Bucket: name, ExpectedBucketOwner: owner };
  const client = reader.client(S3Client, owner, region);
  const ask = <T>(call: string, send: (options: CallOptions) => Promise<T>, absent: readonly string[] = []) =>
    reader.ask(`${call} for ${name} in ${owner}`, send, absent);
  const [block, policy, status, acl, ownership, versioning, lock] = await Promise.all([
    ask('s3:GetPublicAccessBlock', (o) => client.send(new GetPublicAccessBlockCommand(owned), o), [
      'NoSuchPublicAccessBlockConfiguration',
    ]),
    ask('s3:GetBucketPolicy', (o) => client.send(new GetBucketPolicyCommand(owned), o), [
      'NoSuchBucketPolicy',
    ]),
    ask('s3:GetBucketPolicyStatus', (o) => client.send(new GetBucketPolicyStatusCommand(owned), o), [
      'NoSuchBucketPolicy',
    ]),
    ask('s3:GetBucketAcl', (o) => client.send(new GetBucketAclCommand(owned), o)),
    ask(
      's3:GetBucketOwnershipControls',
      (o) => client.send(new GetBucketOwnershipControlsCommand(owned), o),
      ['OwnershipControlsNotFoundError'],
    ),
    ask('s3:GetBucketVersioning', (o) => client.send(new GetBucketVersioningCommand(owned), o)),
    ask(
      's3:GetObjectLockConfiguration',
      (o) => client.send(new GetObjectLockConfigurationCommand(owned), o),
      ['ObjectLockConfigurationNotFoundError'],
    ),
  ]);
  const [encryption, logging, lifecycle, replication, notifications] = await Promise.all([
    ask('s3:GetBucketEncryption', (o) => client.send(new GetBucketEncryptionCommand(owned), o), [
      'ServerSideEncryptionConfigurationNotFoundError',
    ]),
    ask('s3:GetBucketLogging', (o) => client.send(new GetBucketLoggingCommand(owned), o)),
    ask(
      's3:GetBucketLifecycleConfiguration',
      (o) => client.send(new GetBucketLifecycleConfigurationCommand(owned), o),
      ['NoSuchLifecycleConfiguration'],
    ),
    ask('s3:GetBucketReplication', (o) => client.send(new GetBucketReplicationCommand(owned), o), [
      'ReplicationConfigurationNotFoundError',
    ]),
    ask('s3:GetBucketNotificationConfiguration', (o) =>
      client.send(new GetBucketNotificationConfigurationCommand(owned), o),
    ),
  ]);
  return {
    publicAccessBlock: mapFact(block, toPublicAccessBlock),
    policy: mapFact(policy, ({ Policy }) => readPolicy(Policy, `s3:GetBucketPolicy for ${name} in ${owner}`)),
    policyIsPublic: mapFact(status, ({ PolicyStatus }) =>
      field(PolicyStatus?.IsPublic, 's3:GetBucketPolicyStatus', 'IsPublic'),
    ),
    publicGrants: mapFact(acl, toPublicGrants),
    admitsLogDeliveryGroup: mapFact(acl, toLogDelivery),
    ownership: mapFact(
      ownership,
      ({ OwnershipControls }) => OwnershipControls?.Rules?.[0]?.ObjectOwnership ?? null,
    ),
    versioning: mapFact(versioning, ({ Status }) => Status ?? null),
    mfaDelete: mapFact(versioning, ({ MFADelete }) =>
      MFADelete === undefined ? null : MFADelete === 'Enabled',
    ),
    objectLock: mapFact(lock, toObjectLock),
    encryption: mapFact(encryption, toEncryption),
    accessLogging: mapFact(logging, ({ LoggingEnabled: target }) =>
      target?.TargetBucket === undefined
        ? null
        : { targetBucket: target.TargetBucket, targetPrefix: target.TargetPrefix ?? '' },
    ),
    lifecycle: mapFact(lifecycle, toLifecycle),
    replication: mapFact(replication, toReplication),
    notifications: mapFact(notifications, toNotifications),
  };
}
const observed = {
  region: 's3:GetBucketLocation',
  publicAccessBlock: 's3:GetPublicAccessBlock',
  accountPublicAccessBlock: 's3control:GetPublicAccessBlock',
  policy: 's3:GetBucketPolicy',
  policyIsPublic: 's3:GetBucketPolicyStatus',
  publicGrants: 's3:GetBucketAcl',
  admitsLogDeliveryGroup: 's3:GetBucketAcl',
  ownership: 's3:GetBucketOwnershipControls',
  versioning: 's3:GetBucketVersioning',
  mfaDelete: 's3:GetBucketVersioning',
  objectLock: 's3:GetObjectLockConfiguration',
  encryption: 's3:GetBucketEncryption',
  accessLogging: 's3:GetBucketLogging',
  lifecycle: 's3:GetBucketLifecycleConfiguration',
  replication: 's3:GetBucketReplication',
  notifications: 's3:GetBucketNotificationConfiguration',
  accessPoints: 's3control:ListAccessPoints',
};

/**
 * Whose a bucket is, and its region. S3 answers AccessDenied both for another owner's bucket and for a missing
 * permission; where no account gives an answer, the likeliest owner is taken to lack the permission.
 */
async function locate(
  reader: Reader,
  { name, owners, homeRegion }: BucketPlace,
): Promise<{ owner: string; region: Exclude<Fact<string>, null> } | null> {
  let first: Exclude<Fact<string>, null> | undefined;
  for (const owner of owners) {
    const client = reader.client(S3Client, owner, homeRegion);
    const region = await reader.attempt(
      `s3:GetBucketLocation for ${name} in ${owner}`,
      async (options) => {
        const owned = { Bucket: name, ExpectedBucketOwner: owner };
        const { LocationConstraint } = await client.send(new GetBucketLocationCommand(owned), options);
        // Buckets of us-east-1 have no constraint, and the oldest of eu-west-1 have the name of the continent.
        return LocationConstraint === 'EU' ? 'eu-west-1' : LocationConstraint || 'us-east-1';
      },
      ['NoSuchBucket'],
    );
    // Names are unique in a partition: what one account is told does not exist, exists in none.
    if (region === null) return null;
    if (!isUnknown(region)) return { owner, region };
    first ??= region;
  }
  const [likeliest] = owners;
  const region = first as Exclude<Fact<string>, null | string>;
  reader.missed(region);
  return { owner: likeliest, region };
}
