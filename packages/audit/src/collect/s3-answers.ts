import type {
  GetBucketAclCommandOutput,
  GetBucketEncryptionCommandOutput,
  GetBucketLifecycleConfigurationCommandOutput,
  GetBucketNotificationConfigurationCommandOutput,
  GetBucketReplicationCommandOutput,
  GetObjectLockConfigurationCommandOutput,
  GetPublicAccessBlockCommandOutput,
  LifecycleRule as AnsweredRule,
  FilterRule,
} from '@aws-sdk/client-s3';
import type {
  BucketEncryption,
  BucketNotifications,
  LifecycleRule,
  ObjectLock,
  PublicAccessBlock,
  ReplicationRule,
} from '@trailguard/controls';
import { field } from './reader.ts';

const openGroups = /\/groups\/global\/(AllUsers|AuthenticatedUsers)$/;

/** Predefined groups of everyone that an ACL grants anything to. */
export function toPublicGrants({ Grants = [] }: GetBucketAclCommandOutput): readonly string[] {
  return Grants.flatMap(({ Grantee }) => (Grantee?.URI && openGroups.test(Grantee.URI) ? [Grantee.URI] : []));
}

/** Whether an ACL lets S3's log delivery group in. */
export function toLogDelivery({ Grants = [] }: GetBucketAclCommandOutput): boolean {
  return Grants.some(({ Grantee }) => Grantee?.URI?.endsWith('/groups/s3/LogDelivery') === true);
}

/** The four switches; one that is left out is off. */
export function toPublicAccessBlock({
  PublicAccessBlockConfiguration: block,
}: GetPublicAccessBlockCommandOutput): PublicAccessBlock {
  return {
    blockPublicAcls: block?.BlockPublicAcls ?? false,
    ignorePublicAcls: block?.IgnorePublicAcls ?? false,
    blockPublicPolicy: block?.BlockPublicPolicy ?? false,
    restrictPublicBuckets: block?.RestrictPublicBuckets ?? false,
  };
}

/** A lock with its default retention. S3's newer event hold is none. */
export function toObjectLock({
  ObjectLockConfiguration: configuration,
}: GetObjectLockConfigurationCommandOutput): ObjectLock | null {
  if (configuration?.ObjectLockEnabled !== 'Enabled') return null;
  const retention = configuration.Rule?.DefaultRetention;
  if (retention?.Mode === undefined) return { defaultRetention: null };
  // A year of retention is 365 days: S3 counts so.
  return { defaultRetention: { mode: retention.Mode, days: retention.Days ?? (retention.Years ?? 0) * 365 } };
}

/** The default encryption. */
export function toEncryption({
  ServerSideEncryptionConfiguration: configuration,
}: GetBucketEncryptionCommandOutput): BucketEncryption | null {
  const standard = configuration?.Rules?.[0]?.ApplyServerSideEncryptionByDefault;
  if (standard?.SSEAlgorithm === undefined) return null;
  return { algorithm: standard.SSEAlgorithm, keyId: standard.KMSMasterKeyID ?? null };
}

/** Lifecycle rules, with a filter in any of S3's forms. */
export function toLifecycle({
  Rules = [],
}: GetBucketLifecycleConfigurationCommandOutput): readonly LifecycleRule[] {
  return Rules.map((rule, index) => {
    const { Filter: filter, Expiration: expiration } = rule;
    return {
      id: rule.ID ?? String(index + 1),
      enabled: rule.Status === 'Enabled',
      prefix: filter?.Prefix ?? filter?.And?.Prefix ?? prefixOf(rule) ?? '',
      byTag: filter?.Tag !== undefined || (filter?.And?.Tags ?? []).length > 0,
      bySize: [filter, filter?.And].some(
        (part) => part?.ObjectSizeGreaterThan !== undefined || part?.ObjectSizeLessThan !== undefined,
      ),
      expirationDays: expiration?.Days ?? null,
      expirationDate: expiration?.Date?.toISOString() ?? null,
      transitions: (rule.Transitions ?? []).length > 0,
      noncurrentExpirationDays: rule.NoncurrentVersionExpiration?.NoncurrentDays ?? null,
      noncurrentTransitions: (rule.NoncurrentVersionTransitions ?? []).length > 0,
      abortUploadsDays: rule.AbortIncompleteMultipartUpload?.DaysAfterInitiation ?? null,
    };
  });
}

/** The prefix of a rule in S3's first form, which the SDK marks as outdated and S3 still gives. */
function prefixOf(rule: AnsweredRule): string | undefined {
  return (rule as { readonly Prefix?: string }).Prefix;
}

/** Replication rules; the bucket of the copies by the name at the end of its ARN. */
export function toReplication({
  ReplicationConfiguration: configuration,
}: GetBucketReplicationCommandOutput): readonly ReplicationRule[] {
  return (configuration?.Rules ?? []).map((rule, index) => {
    const { Filter: filter } = rule;
    return {
      id: rule.ID ?? String(index + 1),
      enabled: rule.Status === 'Enabled',
      prefix: filter?.Prefix ?? filter?.And?.Prefix ?? (rule as { readonly Prefix?: string }).Prefix ?? '',
      byTag: filter?.Tag !== undefined || (filter?.And?.Tags ?? []).length > 0,
      destinationBucket: rule.Destination?.Bucket?.split(':::').at(-1) ?? '',
      destinationAccountId: rule.Destination?.Account ?? null,
      // A rule in S3's first form, without a filter, copies them without being asked.
      copiesDeleteMarkers: filter === undefined || rule.DeleteMarkerReplication?.Status === 'Enabled',
    };
  });
}

/** Who is told of events. */
export function toNotifications(
  answer: GetBucketNotificationConfigurationCommandOutput,
): BucketNotifications {
  const receivers = [
    ...(answer.TopicConfigurations ?? []).map((one) => ({ ...one, arn: one.TopicArn })),
    ...(answer.QueueConfigurations ?? []).map((one) => ({ ...one, arn: one.QueueArn })),
    ...(answer.LambdaFunctionConfigurations ?? []).map((one) => ({ ...one, arn: one.LambdaFunctionArn })),
  ];
  return {
    eventBridge: answer.EventBridgeConfiguration !== undefined,
    targets: receivers.map(({ arn, Events = [], Filter }) => ({
      arn: field(arn, 's3:GetBucketNotificationConfiguration', 'the ARN of a receiver'),
      events: Events,
      prefix: filterNamed(Filter?.Key?.FilterRules, 'prefix'),
      suffix: filterNamed(Filter?.Key?.FilterRules, 'suffix'),
    })),
  };
}

/** S3 gives the names of filters in any case. */
function filterNamed(rules: readonly FilterRule[] | undefined, name: string): string {
  return rules?.find(({ Name }) => Name?.toLowerCase() === name)?.Value ?? '';
}
