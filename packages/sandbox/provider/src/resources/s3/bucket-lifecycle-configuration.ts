import { type LifecycleRule, type LifecycleRuleFilter, S3 } from '@aws-sdk/client-s3';
import type {
  BucketLifecycleConfigurationArgs as Args,
  BucketLifecycleConfigurationState as State,
} from '@pulumi/aws/s3/bucketLifecycleConfiguration.js';
import { defineResource, type Inputs, type ResourceContext } from '../../core/resource.ts';
import { orMissing } from '../../core/retry.ts';
import { tagList, tagMap } from '../../core/tags.ts';
import { afterBucket, NO_BUCKET } from './propagation.ts';

const PUT = 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketLifecycleConfiguration.html';
const MISSING = 'NoSuchLifecycleConfiguration';

type Rule = NonNullable<Inputs<Args>['rules']>[number];
type Filter = NonNullable<Rule['filter']>;

/** Expiry and moves of a bucket's objects. Id and import id: the bucket's name. */
export const bucketLifecycleConfiguration = defineResource<Args, State>({
  token: 'aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration',
  properties: {
    bucket: { required: true, replaces: PUT },
    expectedBucketOwner: { replaces: PUT, writeOnly: true },
    region: { computed: true, replaces: PUT },
    rules: { required: true, unordered: true },
    timeouts: { writeOnly: true },
    transitionDefaultMinimumObjectSize: { computed: true, writeOnly: true },
  },
  computed: {},
  async create(inputs, context) {
    await put(inputs, context);
    return inputs.bucket;
  },
  async read(id, context, known) {
    const answer = await orMissing(
      context.client(S3).getBucketLifecycleConfiguration({ Bucket: id }),
      MISSING,
      NO_BUCKET,
    );
    if (!answer?.Rules) return undefined;
    const rules = answer.Rules.map((rule) =>
      fromAws(
        rule,
        known.rules?.find(({ id: name }) => name === rule.ID),
      ),
    );
    return { bucket: id, rules };
  },
  update: (_id, inputs, context) => put(inputs, context),
  async delete(id, context) {
    await orMissing(context.client(S3).deleteBucketLifecycle({ Bucket: id }), MISSING, NO_BUCKET);
  },
});

async function put(inputs: Inputs<Args>, context: ResourceContext): Promise<void> {
  const s3 = context.client(S3);
  const LifecycleConfiguration = { Rules: (inputs.rules ?? []).map(toAws) };
  await afterBucket(context, () =>
    s3.putBucketLifecycleConfiguration({
      Bucket: inputs.bucket,
      ExpectedBucketOwner: inputs.expectedBucketOwner,
      TransitionDefaultMinimumObjectSize: inputs.transitionDefaultMinimumObjectSize as
        | 'varies_by_storage_class'
        | undefined,
      LifecycleConfiguration,
    }),
  );
}

function toAws(rule: Rule): LifecycleRule {
  return {
    ID: rule.id,
    Status: rule.status as 'Enabled',
    ...(rule.prefix !== undefined ? { Prefix: rule.prefix } : { Filter: filterToAws(rule.filter) }),
    AbortIncompleteMultipartUpload: rule.abortIncompleteMultipartUpload && {
      DaysAfterInitiation: rule.abortIncompleteMultipartUpload.daysAfterInitiation,
    },
    Expiration: rule.expiration && {
      Date: rule.expiration.date ? new Date(rule.expiration.date) : undefined,
      Days: rule.expiration.days,
      ExpiredObjectDeleteMarker: rule.expiration.expiredObjectDeleteMarker,
    },
    NoncurrentVersionExpiration: rule.noncurrentVersionExpiration && {
      NoncurrentDays: rule.noncurrentVersionExpiration.noncurrentDays,
      NewerNoncurrentVersions: rule.noncurrentVersionExpiration.newerNoncurrentVersions,
    },
    NoncurrentVersionTransitions: rule.noncurrentVersionTransitions?.map((transition) => ({
      NoncurrentDays: transition.noncurrentDays,
      NewerNoncurrentVersions: transition.newerNoncurrentVersions,
      StorageClass: transition.storageClass as 'GLACIER',
    })),
    Transitions: rule.transitions?.map((transition) => ({
      Date: transition.date ? new Date(transition.date) : undefined,
      Days: transition.days,
      StorageClass: transition.storageClass as 'GLACIER',
    })),
  };
}

/** A rule without conditions is for every object, which S3 wants said as an empty prefix. */
function filterToAws(filter: Filter | undefined): LifecycleRuleFilter {
  if (filter?.and) {
    const { prefix, tags, objectSizeGreaterThan, objectSizeLessThan } = filter.and;
    return {
      And: {
        Prefix: prefix,
        Tags: tags && tagList(tags),
        ObjectSizeGreaterThan: objectSizeGreaterThan,
        ObjectSizeLessThan: objectSizeLessThan,
      },
    };
  }
  if (filter?.tag) return { Tag: { Key: filter.tag.key, Value: filter.tag.value } };
  if (filter?.objectSizeGreaterThan !== undefined)
    return { ObjectSizeGreaterThan: filter.objectSizeGreaterThan };
  if (filter?.objectSizeLessThan !== undefined) return { ObjectSizeLessThan: filter.objectSizeLessThan };
  return { Prefix: filter?.prefix ?? '' };
}

/** `known` is the program's rule of the same id: it says whether an empty filter was written as one. */
function fromAws(rule: LifecycleRule, known: Rule | undefined): Rule {
  const { Expiration, NoncurrentVersionExpiration, AbortIncompleteMultipartUpload } = rule;
  const filter = rule.Filter && filterFromAws(rule.Filter);
  const isForAll =
    filter !== undefined && Object.values(filter).every((value) => value === undefined || value === '');
  return {
    id: rule.ID ?? '',
    status: rule.Status ?? '',
    ...(rule.Prefix !== undefined && known?.prefix !== undefined ? { prefix: rule.Prefix } : {}),
    ...(isForAll ? (known?.filter ? { filter: known.filter } : {}) : filter ? { filter } : {}),
    ...(AbortIncompleteMultipartUpload
      ? {
          abortIncompleteMultipartUpload: {
            daysAfterInitiation: AbortIncompleteMultipartUpload.DaysAfterInitiation,
          },
        }
      : {}),
    ...(Expiration
      ? {
          expiration: {
            date: Expiration.Date?.toISOString().replace('.000Z', 'Z'),
            days: Expiration.Days,
            ...(Expiration.ExpiredObjectDeleteMarker ? { expiredObjectDeleteMarker: true } : {}),
          },
        }
      : {}),
    ...(NoncurrentVersionExpiration?.NoncurrentDays
      ? {
          noncurrentVersionExpiration: {
            noncurrentDays: NoncurrentVersionExpiration.NoncurrentDays,
            newerNoncurrentVersions: NoncurrentVersionExpiration.NewerNoncurrentVersions,
          },
        }
      : {}),
    ...(rule.NoncurrentVersionTransitions?.length
      ? {
          noncurrentVersionTransitions: rule.NoncurrentVersionTransitions.map((transition) => ({
            noncurrentDays: transition.NoncurrentDays ?? 0,
            newerNoncurrentVersions: transition.NewerNoncurrentVersions,
            storageClass: transition.StorageClass ?? '',
          })),
        }
      : {}),
    ...(rule.Transitions?.length
      ? {
          transitions: rule.Transitions.map((transition) => ({
            date: transition.Date?.toISOString().replace('.000Z', 'Z'),
            days: transition.Days,
            storageClass: transition.StorageClass ?? '',
          })),
        }
      : {}),
  };
}

function filterFromAws(filter: LifecycleRuleFilter): Filter {
  const { And, Prefix, Tag, ObjectSizeGreaterThan, ObjectSizeLessThan } = filter;
  return {
    ...(And
      ? {
          and: {
            prefix: And.Prefix,
            tags: And.Tags && tagMap(And.Tags),
            objectSizeGreaterThan: And.ObjectSizeGreaterThan,
            objectSizeLessThan: And.ObjectSizeLessThan,
          },
        }
      : {}),
    ...(Tag ? { tag: { key: Tag.Key ?? '', value: Tag.Value ?? '' } } : {}),
    prefix: Prefix,
    objectSizeGreaterThan: ObjectSizeGreaterThan,
    objectSizeLessThan: ObjectSizeLessThan,
  };
}
