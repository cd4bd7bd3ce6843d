import {
  type Destination,
  type ReplicationRule,
  type ReplicationRuleFilter,
  S3,
  type SourceSelectionCriteria,
} from '@aws-sdk/client-s3';
import type {
  BucketReplicationConfigArgs as Args,
  BucketReplicationConfigState as State,
} from '@pulumi/aws/s3/bucketReplicationConfig.js';
import { defineResource, type Inputs, type ResourceContext } from '../../core/resource.ts';
import { isError, orMissing } from '../../core/retry.ts';
import { tagList, tagMap } from '../../core/tags.ts';
import { NO_BUCKET } from './propagation.ts';

const PUT = 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketReplication.html';
const MISSING = 'ReplicationConfigurationNotFoundError';

type Rule = NonNullable<Inputs<Args>['rules']>[number];

/** Copies of a bucket's objects in other buckets. Id and import id: the bucket's name. */
export const bucketReplicationConfig = defineResource<Args, State>({
  token: 'aws:s3/bucketReplicationConfig:BucketReplicationConfig',
  properties: {
    bucket: { required: true, replaces: PUT },
    region: { computed: true, replaces: PUT },
    role: { required: true },
    rules: { required: true },
    token: { writeOnly: true },
  },
  computed: {},
  async create(inputs, context) {
    await put(inputs, context);
    return inputs.bucket;
  },
  async read(id, context, known) {
    const answer = await orMissing(
      context.client(S3).getBucketReplication({ Bucket: id }),
      MISSING,
      NO_BUCKET,
    );
    const replication = answer?.ReplicationConfiguration;
    if (!replication) return undefined;
    return {
      bucket: id,
      role: replication.Role ?? '',
      rules: (replication.Rules ?? []).map((rule, index) => fromAws(rule, known.rules?.[index])),
    };
  },
  update: (_id, inputs, context) => put(inputs, context),
  async delete(id, context) {
    await orMissing(context.client(S3).deleteBucketReplication({ Bucket: id }), MISSING, NO_BUCKET);
  },
});

async function put(inputs: Inputs<Args>, context: ResourceContext): Promise<void> {
  const s3 = context.client(S3);
  await context.retry(
    () =>
      s3.putBucketReplication({
        Bucket: inputs.bucket,
        Token: inputs.token,
        ReplicationConfiguration: { Role: inputs.role, Rules: inputs.rules.map(toAws) },
      }),
    // Versioning of either bucket may have been switched on just before.
    (error) =>
      isError(error, [NO_BUCKET, 'OperationAborted']) ||
      isError(error, 'InvalidRequest', /versioning must be 'enabled'/i),
    60_000,
  );
}

function toAws(rule: Rule): ReplicationRule {
  const { filter, destination, sourceSelectionCriteria: source } = rule;
  return {
    ID: rule.id,
    Status: rule.status as 'Enabled',
    Destination: destinationToAws(destination),
    ...(filter === undefined
      ? { Prefix: rule.prefix ?? '' }
      : { Filter: filterToAws(filter), Priority: rule.priority ?? 0 }),
    DeleteMarkerReplication: rule.deleteMarkerReplication && {
      Status: rule.deleteMarkerReplication.status as 'Enabled',
    },
    ExistingObjectReplication: rule.existingObjectReplication && {
      Status: rule.existingObjectReplication.status as 'Enabled',
    },
    SourceSelectionCriteria: source && {
      ReplicaModifications: source.replicaModifications && {
        Status: source.replicaModifications.status as 'Enabled',
      },
      SseKmsEncryptedObjects: source.sseKmsEncryptedObjects && {
        Status: source.sseKmsEncryptedObjects.status as 'Enabled',
      },
    },
  };
}

function destinationToAws(destination: Rule['destination']): Destination {
  const { metrics, replicationTime } = destination;
  return {
    Bucket: destination.bucket,
    Account: destination.account,
    StorageClass: destination.storageClass as 'STANDARD',
    AccessControlTranslation: destination.accessControlTranslation && {
      Owner: destination.accessControlTranslation.owner as 'Destination',
    },
    EncryptionConfiguration: destination.encryptionConfiguration && {
      ReplicaKmsKeyID: destination.encryptionConfiguration.replicaKmsKeyId,
    },
    Metrics: metrics && {
      Status: metrics.status as 'Enabled',
      ...(metrics.eventThreshold ? { EventThreshold: { Minutes: metrics.eventThreshold.minutes } } : {}),
    },
    ReplicationTime: replicationTime && {
      Status: replicationTime.status as 'Enabled',
      Time: { Minutes: replicationTime.time.minutes },
    },
  };
}

function filterToAws(filter: NonNullable<Rule['filter']>): ReplicationRuleFilter {
  if (filter.and) {
    return { And: { Prefix: filter.and.prefix, Tags: filter.and.tags && tagList(filter.and.tags) } };
  }
  if (filter.tag) return { Tag: { Key: filter.tag.key, Value: filter.tag.value } };
  return { Prefix: filter.prefix ?? '' };
}

/** `known` is the program's rule at this place: S3 makes up an id and a priority where the program gives none. */
function fromAws(rule: ReplicationRule, known: Rule | undefined): Rule {
  const given = (key: 'id' | 'priority') => known === undefined || known[key] !== undefined;
  return {
    ...(given('id') ? { id: rule.ID } : {}),
    status: rule.Status ?? '',
    destination: destinationFromAws(rule.Destination),
    ...(rule.Filter
      ? {
          filter: isForAll(rule.Filter) && known?.filter ? known.filter : filterFromAws(rule.Filter),
          ...(given('priority') ? { priority: rule.Priority } : {}),
        }
      : known?.prefix === undefined
        ? {}
        : { prefix: rule.Prefix ?? '' }),
    ...status('deleteMarkerReplication', rule.DeleteMarkerReplication),
    ...status('existingObjectReplication', rule.ExistingObjectReplication),
    ...(rule.SourceSelectionCriteria
      ? { sourceSelectionCriteria: sourceFromAws(rule.SourceSelectionCriteria) }
      : {}),
  };
}

function sourceFromAws({ ReplicaModifications, SseKmsEncryptedObjects }: SourceSelectionCriteria) {
  return {
    ...status('replicaModifications', ReplicaModifications),
    ...status('sseKmsEncryptedObjects', SseKmsEncryptedObjects),
  };
}

/** `{ name: { status } }` of a switch that S3 answers; nothing without one. */
function status<N extends string>(
  name: N,
  found: { Status?: string | undefined } | undefined,
): { [K in N]?: { status: string } } {
  if (found?.Status === undefined) return {};
  return { [name]: { status: found.Status } } as { [K in N]?: { status: string } };
}

function destinationFromAws(destination: Destination | undefined): Rule['destination'] {
  const { Metrics: metrics, ReplicationTime: time } = destination ?? {};
  const key = destination?.EncryptionConfiguration?.ReplicaKmsKeyID;
  const owner = destination?.AccessControlTranslation?.Owner;
  return {
    bucket: destination?.Bucket ?? '',
    ...(destination?.Account ? { account: destination.Account } : {}),
    ...(destination?.StorageClass ? { storageClass: destination.StorageClass } : {}),
    ...(owner ? { accessControlTranslation: { owner } } : {}),
    ...(key ? { encryptionConfiguration: { replicaKmsKeyId: key } } : {}),
    ...(metrics
      ? {
          metrics: {
            status: metrics.Status ?? '',
            ...(metrics.EventThreshold
              ? { eventThreshold: { minutes: metrics.EventThreshold.Minutes ?? 0 } }
              : {}),
          },
        }
      : {}),
    ...(time
      ? { replicationTime: { status: time.Status ?? '', time: { minutes: time.Time?.Minutes ?? 0 } } }
      : {}),
  };
}

const isForAll = (filter: ReplicationRuleFilter) => !filter.And && !filter.Tag && !filter.Prefix;

function filterFromAws({
  And: and,
  Tag: tag,
  Prefix: prefix,
}: ReplicationRuleFilter): NonNullable<Rule['filter']> {
  if (and) return { and: { prefix: and.Prefix, ...(and.Tags ? { tags: tagMap(and.Tags) } : {}) } };
  if (tag) return { tag: { key: tag.Key ?? '', value: tag.Value ?? '' } };
  return { prefix: prefix ?? '' };
}
