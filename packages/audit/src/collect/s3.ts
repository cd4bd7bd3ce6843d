import {
  GetBucketAclCommand,
  GetBucketLocationCommand,
  GetBucketLoggingCommand,
  GetBucketPolicyCommand,
  GetBucketPolicyStatusCommand,
  GetBucketVersioningCommand,
  GetObjectLockConfigurationCommand,
  type GetObjectLockConfigurationCommandOutput,
  GetPublicAccessBlockCommand,
  type GetPublicAccessBlockCommandOutput,
  S3Client,
} from '@aws-sdk/client-s3';
import {
  type Bucket,
  type Fact,
  isUnknown,
  type ObjectLock,
  type PublicAccessBlock,
  type Unknown,
} from '@trailguard/controls';
import { type CollectedCall, callsIn } from './collected-call.ts';
import { readPolicy } from './policy.ts';
import { type CallOptions, field, mapFact, type Reader } from './reader.ts';

const where = 'owner of the bucket';

/** Calls of this collector. */
export const calls: readonly CollectedCall[] = [
  ...callsIn(
    where,
    's3:GetBucketAcl',
    's3:GetBucketLocation',
    's3:GetBucketLogging',
    's3:GetBucketPolicy',
    's3:GetBucketPolicyStatus',
    's3:GetBucketVersioning',
  ),
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

/** A bucket and where its access logs go. */
export interface ReadBucket {
  readonly bucket: Bucket;
  /** Name of the bucket that takes its access logs, which has the same owner. */
  readonly accessLogBucket: Fact<string>;
}

/**
 * Reads a trail's bucket, or one of access logs, at the account that owns it; `null` when nobody has one of
 * this name. `ExpectedBucketOwner` on every call keeps a bucket of the same name in a stranger's account from
 * being judged in its place.
 */
export async function readBucket(
  reader: Reader,
  role: Bucket['role'],
  place: BucketPlace,
): Promise<Fact<ReadBucket>> {
  const location = await locate(reader, place);
  if (location === null) return null;
  const { owner, region } = location;
  const owned = { Bucket: place.name, ExpectedBucketOwner: owner };
  const client = reader.client(S3Client, owner, isUnknown(region) ? place.homeRegion : region);
  const ask = <T>(call: string, send: (options: CallOptions) => Promise<T>, absent: readonly string[] = []) =>
    reader.ask(`${call} for ${place.name} in ${owner}`, send, absent);

  const [block, policy, policyStatus, acl, versioning, lock, logging] = await Promise.all([
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
    ask('s3:GetBucketVersioning', (o) => client.send(new GetBucketVersioningCommand(owned), o)),
    ask(
      's3:GetObjectLockConfiguration',
      (o) => client.send(new GetObjectLockConfigurationCommand(owned), o),
      ['ObjectLockConfigurationNotFoundError'],
    ),
    // Access logs of a bucket of access logs are of no interest.
    role === 'trail-logs'
      ? ask('s3:GetBucketLogging', (o) => client.send(new GetBucketLoggingCommand(owned), o))
      : null,
  ]);

  // One answer under ExpectedBucketOwner proves who the owner is.
  const isProven = [region, block, policy, policyStatus, acl, versioning, lock].some(
    (fact) => !isUnknown(fact),
  );
  const bucket: Bucket = {
    name: place.name,
    accountId: isProven ? owner : (region as Unknown),
    region,
    role,
    publicAccessBlock: mapFact(block, toPublicAccessBlock),
    policy: mapFact(policy, ({ Policy }) =>
      readPolicy(Policy, `s3:GetBucketPolicy for ${place.name} in ${owner}`),
    ),
    policyIsPublic: mapFact(policyStatus, ({ PolicyStatus }) =>
      field(PolicyStatus?.IsPublic, 's3:GetBucketPolicyStatus', 'IsPublic'),
    ),
    publicGrants: mapFact(acl, ({ Grants }) =>
      (Grants ?? []).flatMap(({ Grantee }) =>
        Grantee?.URI && groups.test(Grantee.URI) ? [Grantee.URI] : [],
      ),
    ),
    versioning: mapFact(versioning, ({ Status }) => Status ?? null),
    objectLock: mapFact(lock, toObjectLock),
    observation: {
      arn: `arn:${place.partition}:s3:::${place.name}`,
      calls: observed,
      at: reader.clock.latest ?? '',
    },
  };
  return {
    bucket,
    accessLogBucket: mapFact(logging, (answer) => answer.LoggingEnabled?.TargetBucket ?? null),
  };
}

const groups = /\/groups\/global\/(AllUsers|AuthenticatedUsers)$/;

const observed = {
  region: 's3:GetBucketLocation',
  publicAccessBlock: 's3:GetPublicAccessBlock',
  policy: 's3:GetBucketPolicy',
  policyIsPublic: 's3:GetBucketPolicyStatus',
  publicGrants: 's3:GetBucketAcl',
  versioning: 's3:GetBucketVersioning',
  objectLock: 's3:GetObjectLockConfiguration',
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

function toPublicAccessBlock({
  PublicAccessBlockConfiguration: block,
}: GetPublicAccessBlockCommandOutput): PublicAccessBlock {
  return {
    blockPublicAcls: block?.BlockPublicAcls ?? false,
    ignorePublicAcls: block?.IgnorePublicAcls ?? false,
    blockPublicPolicy: block?.BlockPublicPolicy ?? false,
    restrictPublicBuckets: block?.RestrictPublicBuckets ?? false,
  };
}

function toObjectLock({
  ObjectLockConfiguration: configuration,
}: GetObjectLockConfigurationCommandOutput): ObjectLock | null {
  if (configuration?.ObjectLockEnabled !== 'Enabled') return null;
  const retention = configuration.Rule?.DefaultRetention;
  if (retention?.Mode === undefined) return { defaultRetention: null };
  // A year of retention is 365 days: S3 counts so.
  return { defaultRetention: { mode: retention.Mode, days: retention.Days ?? (retention.Years ?? 0) * 365 } };
}
