import { S3 } from '@aws-sdk/client-s3';
import type { BucketArgs, BucketState } from '@pulumi/aws/s3/bucket.js';
import { orMissing } from '../../core/retry.ts';
import { defineResource } from '../../core/resource.ts';
import { tagList, tagMap } from '../../core/tags.ts';
import { emptyBucket } from './empty-bucket.ts';
import { hostedZoneOf } from './hosted-zones.ts';
import { afterBucket } from './propagation.ts';

const CREATE = 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html';
const NAMING = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html';
const separate = (type: string) => `deprecated in the real provider; use aws.s3.${type}`;

/** A general purpose bucket. Id and import id: its name. */
export const bucket = defineResource<BucketArgs, BucketState>({
  token: 'aws:s3/bucket:Bucket',
  properties: {
    bucket: {
      computed: true,
      replaces: NAMING,
      autoname: { maxLength: 63, lowercase: true, prefixProperty: 'bucketPrefix' },
    },
    bucketPrefix: { replaces: NAMING, writeOnly: true },
    bucketNamespace: { unsupported: 'account regional namespaces' },
    forceDestroy: { default: false, writeOnly: true },
    // Can be turned on later by PutObjectLockConfiguration, never off; the real provider makes a new bucket either way.
    objectLockEnabled: { computed: true, replaces: CREATE },
    region: { computed: true, replaces: CREATE },
    tags: {},
    accelerationStatus: { unsupported: separate('BucketAccelerateConfiguration') },
    acl: { unsupported: separate('BucketAcl') },
    corsRules: { unsupported: separate('BucketCorsConfiguration') },
    grants: { unsupported: separate('BucketAcl') },
    lifecycleRules: { unsupported: separate('BucketLifecycleConfiguration') },
    logging: { unsupported: separate('BucketLogging') },
    objectLockConfiguration: { unsupported: separate('BucketObjectLockConfiguration') },
    policy: { unsupported: separate('BucketPolicy') },
    replicationConfiguration: { unsupported: separate('BucketReplicationConfig') },
    requestPayer: { unsupported: separate('BucketRequestPaymentConfiguration') },
    serverSideEncryptionConfiguration: { unsupported: separate('BucketServerSideEncryptionConfiguration') },
    versioning: { unsupported: separate('BucketVersioning') },
    website: { unsupported: separate('BucketWebsiteConfiguration') },
  },
  computed: {
    arn: true,
    bucketDomainName: true,
    bucketRegion: true,
    bucketRegionalDomainName: true,
    hostedZoneId: true,
    websiteDomain: true,
    websiteEndpoint: true,
  },
  async create(inputs, context) {
    const Bucket = inputs.bucket as string;
    const s3 = context.client(S3);
    await s3.createBucket({
      Bucket,
      ObjectLockEnabledForBucket: inputs.objectLockEnabled,
      // us-east-1 is said by saying nothing: https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucketConfiguration.html
      CreateBucketConfiguration:
        context.region === 'us-east-1' ? undefined : { LocationConstraint: context.region as 'eu-west-1' },
    });
    context.created(Bucket);
    if (Object.keys(inputs.tags ?? {}).length > 0) {
      await afterBucket(context, () =>
        s3.putBucketTagging({ Bucket, Tagging: { TagSet: tagList(inputs.tags) } }),
      );
    }
    return Bucket;
  },
  async read(id, context) {
    const s3 = context.client(S3);
    const head = await orMissing(s3.headBucket({ Bucket: id }), 'NotFound', 'NoSuchBucket');
    if (!head) return undefined;
    const [tagging, lock] = await Promise.all([
      orMissing(s3.getBucketTagging({ Bucket: id }), 'NoSuchTagSet'),
      orMissing(s3.getObjectLockConfiguration({ Bucket: id }), 'ObjectLockConfigurationNotFoundError'),
    ]);
    const region = head.BucketRegion ?? context.region;
    return {
      arn: `arn:${context.partition}:s3:::${id}`,
      bucket: id,
      bucketDomainName: `${id}.s3.amazonaws.com`,
      bucketRegion: region,
      bucketRegionalDomainName: `${id}.s3.${region}.amazonaws.com`,
      hostedZoneId: hostedZoneOf(region),
      objectLockEnabled: lock?.ObjectLockConfiguration?.ObjectLockEnabled === 'Enabled',
      tags: tagMap(tagging?.TagSet),
      // Only a bucket that serves a website has these, and this provider offers none.
      websiteDomain: undefined,
      websiteEndpoint: undefined,
    };
  },
  async update(id, inputs, context) {
    if (!context.changed('tags')) return;
    const s3 = context.client(S3);
    if (Object.keys(inputs.tags ?? {}).length === 0) await s3.deleteBucketTagging({ Bucket: id });
    else await s3.putBucketTagging({ Bucket: id, Tagging: { TagSet: tagList(inputs.tags) } });
  },
  async delete(id, context) {
    const s3 = context.client(S3);
    if (context.old.forceDestroy) await emptyBucket(s3, id);
    await orMissing(s3.deleteBucket({ Bucket: id }), 'NoSuchBucket');
  },
});
