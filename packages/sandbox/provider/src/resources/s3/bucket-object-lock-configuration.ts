import { S3 } from '@aws-sdk/client-s3';
import type {
  BucketObjectLockConfigurationArgs as Args,
  BucketObjectLockConfigurationState as State,
} from '@pulumi/aws/s3/bucketObjectLockConfiguration.js';
import { defineResource, type Inputs, type ResourceContext } from '../../core/resource.ts';
import { isError, orMissing } from '../../core/retry.ts';
import { afterBucket, NO_BUCKET } from './propagation.ts';

const PUT = 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectLockConfiguration.html';
const MISSING = 'ObjectLockConfigurationNotFoundError';

/** Default retention of a bucket with Object Lock. Id and import id: the bucket's name. */
export const bucketObjectLockConfiguration = defineResource<Args, State>({
  token: 'aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration',
  properties: {
    bucket: { required: true, replaces: PUT },
    expectedBucketOwner: { replaces: PUT, writeOnly: true },
    objectLockEnabled: { default: 'Enabled', replaces: PUT },
    region: { computed: true, replaces: PUT },
    rule: {},
    token: { writeOnly: true },
  },
  computed: {},
  async create(inputs, context) {
    await put(inputs, context);
    return inputs.bucket;
  },
  async read(id, context) {
    const answer = await orMissing(
      context.client(S3).getObjectLockConfiguration({ Bucket: id }),
      MISSING,
      NO_BUCKET,
    );
    const lock = answer?.ObjectLockConfiguration;
    if (!lock) return undefined;
    const retention = lock.Rule?.DefaultRetention;
    return {
      bucket: id,
      objectLockEnabled: lock.ObjectLockEnabled,
      ...(retention
        ? {
            rule: {
              defaultRetention: { mode: retention.Mode, days: retention.Days, years: retention.Years },
            },
          }
        : {}),
    };
  },
  update: (_id, inputs, context) => put(inputs, context),
  async delete(id, context) {
    // The lock itself cannot be taken off a bucket; its default retention can.
    try {
      await context.client(S3).putObjectLockConfiguration({
        Bucket: id,
        ObjectLockConfiguration: { ObjectLockEnabled: 'Enabled' },
      });
    } catch (error) {
      if (!isError(error, [MISSING, NO_BUCKET])) throw error;
    }
  },
});

async function put(inputs: Inputs<Args>, context: ResourceContext): Promise<void> {
  const s3 = context.client(S3);
  const retention = inputs.rule?.defaultRetention;
  await afterBucket(context, () =>
    s3.putObjectLockConfiguration({
      Bucket: inputs.bucket,
      ExpectedBucketOwner: inputs.expectedBucketOwner,
      Token: inputs.token,
      ObjectLockConfiguration: {
        ObjectLockEnabled: 'Enabled',
        ...(retention
          ? {
              Rule: {
                DefaultRetention: {
                  Mode: retention.mode as 'GOVERNANCE',
                  Days: retention.days,
                  Years: retention.years,
                },
              },
            }
          : {}),
      },
    }),
  );
}
