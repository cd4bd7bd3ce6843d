import {
  GetBucketAclCommand,
  GetBucketLocationCommand,
  GetBucketPolicyCommand,
  GetBucketPolicyStatusCommand,
  GetBucketVersioningCommand,
  GetObjectLockConfigurationCommand,
  GetPublicAccessBlockCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { type Bucket, type Fact, isUnknown, parsePolicyDocument, unknownBecause } from '@trailguard/controls';
import { field, mapFact, type Reader } from './reader.ts';

/** IAM actions of this collector, in the account of the bucket. */
export const actions = [
  's3:GetBucketAcl',
  's3:GetBucketLocation',
  's3:GetBucketObjectLockConfiguration',
  's3:GetBucketPolicy',
  's3:GetBucketPolicyStatus',
  's3:GetBucketPublicAccessBlock',
  's3:GetBucketVersioning',
] as const;

const groups = /\/groups\/global\/(AllUsers|AuthenticatedUsers)$/;

/**
 * A trail's bucket, asked at the account that should own it. `ExpectedBucketOwner` on every call keeps a
 * bucket of the same name in a stranger's account from being judged in its place.
 */
export async function readTrailBucket(
  reader: Reader,
  name: string,
  accountId: string,
  homeRegion: string,
  partition: string,
): Promise<Fact<Bucket>> {
  const owned = { Bucket: name, ExpectedBucketOwner: accountId };
  const where = `for ${name} in ${accountId}`;
  const region = await reader.ask(`s3:GetBucketLocation ${where}`, async () => {
    const client = reader.client(S3Client, accountId, homeRegion);
    const { LocationConstraint } = await client.send(new GetBucketLocationCommand(owned));
    // Buckets of us-east-1 have no constraint, and the oldest of eu-west-1 have the name of the continent.
    return LocationConstraint === 'EU' ? 'eu-west-1' : (LocationConstraint ?? 'us-east-1') || 'us-east-1';
  }, ['NoSuchBucket']);
  if (region === null) return null;
  const client = reader.client(S3Client, accountId, isUnknown(region) ? homeRegion : region);
  const ask = <T>(call: string, send: () => Promise<T>, absent: readonly string[] = []) =>
    reader.ask(`${call} ${where}`, send, absent);

  const [block, policy, policyStatus, acl, versioning, lock] = await Promise.all([
    ask('s3:GetPublicAccessBlock', () => client.send(new GetPublicAccessBlockCommand(owned)), [
      'NoSuchPublicAccessBlockConfiguration',
    ]),
    ask('s3:GetBucketPolicy', () => client.send(new GetBucketPolicyCommand(owned)), ['NoSuchBucketPolicy']),
    ask('s3:GetBucketPolicyStatus', () => client.send(new GetBucketPolicyStatusCommand(owned)), [
      'NoSuchBucketPolicy',
    ]),
    ask('s3:GetBucketAcl', () => client.send(new GetBucketAclCommand(owned))),
    ask('s3:GetBucketVersioning', () => client.send(new GetBucketVersioningCommand(owned))),
    ask('s3:GetObjectLockConfiguration', () => client.send(new GetObjectLockConfigurationCommand(owned)), [
      'ObjectLockConfigurationNotFoundError',
    ]),
  ]);

  return {
    name,
    accountId,
    region,
    role: 'trail-logs',
    publicAccessBlock: mapFact(block, ({ PublicAccessBlockConfiguration: c }) => ({
      blockPublicAcls: c?.BlockPublicAcls ?? false,
      ignorePublicAcls: c?.IgnorePublicAcls ?? false,
      blockPublicPolicy: c?.BlockPublicPolicy ?? false,
      restrictPublicBuckets: c?.RestrictPublicBuckets ?? false,
    })),
    policy: mapFact(policy, ({ Policy }) => {
      try {
        return Policy === undefined ? null : parsePolicyDocument(Policy);
      } catch (error) {
        return unknownBecause('not-read', `s3:GetBucketPolicy ${where}: ${(error as Error).message}`);
      }
    }),
    policyIsPublic: mapFact(policyStatus, ({ PolicyStatus }) =>
      field(PolicyStatus?.IsPublic, 's3:GetBucketPolicyStatus', 'IsPublic'),
    ),
    publicGrants: mapFact(acl, ({ Grants }) =>
      (Grants ?? []).flatMap(({ Grantee }) =>
        Grantee?.URI && groups.test(Grantee.URI) ? [Grantee.URI] : [],
      ),
    ),
    versioning: mapFact(versioning, ({ Status }) => Status ?? null),
    objectLock: mapFact(lock, ({ ObjectLockConfiguration: configuration }) => {
      if (configuration?.ObjectLockEnabled !== 'Enabled') return null;
      const retention = configuration.Rule?.DefaultRetention;
      if (retention?.Mode === undefined) return { defaultRetention: null };
      // A year of retention is 365 days: S3 counts so.
      return {
        defaultRetention: { mode: retention.Mode, days: retention.Days ?? (retention.Years ?? 0) * 365 },
      };
    }),
    observation: {
      arn: `arn:${partition}:s3:::${name}`,
      calls: {
        region: 's3:GetBucketLocation',
        publicAccessBlock: 's3:GetPublicAccessBlock',
        policy: 's3:GetBucketPolicy',
        policyIsPublic: 's3:GetBucketPolicyStatus',
        publicGrants: 's3:GetBucketAcl',
        versioning: 's3:GetBucketVersioning',
        objectLock: 's3:GetObjectLockConfiguration',
      },
      at: reader.clock.latest ?? '',
    },
  };
}
