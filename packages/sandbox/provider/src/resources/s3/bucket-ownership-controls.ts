import { type ObjectOwnership, S3 } from '@aws-sdk/client-s3';
import type {
  BucketOwnershipControlsArgs,
  BucketOwnershipControlsState,
} from '@pulumi/aws/s3/bucketOwnershipControls.js';
import { defineResource, type ResourceContext } from '../../core/resource.ts';
import { orMissing } from '../../core/retry.ts';
import { afterBucket, NO_BUCKET } from './propagation.ts';

const PUT = 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketOwnershipControls.html';
const MISSING = 'OwnershipControlsNotFoundError';

/** Who owns the objects of a bucket. Id and import id: the bucket's name. */
export const bucketOwnershipControls = defineResource<
  BucketOwnershipControlsArgs,
  BucketOwnershipControlsState
>({
  token: 'aws:s3/bucketOwnershipControls:BucketOwnershipControls',
  properties: {
    bucket: { required: true, replaces: PUT },
    region: { computed: true, replaces: PUT },
    rule: { required: true },
  },
  computed: {},
  async create(inputs, context) {
    await put(inputs.bucket, inputs.rule.objectOwnership, context);
    return inputs.bucket;
  },
  async read(id, context) {
    const answer = await orMissing(
      context.client(S3).getBucketOwnershipControls({ Bucket: id }),
      MISSING,
      NO_BUCKET,
    );
    const objectOwnership = answer?.OwnershipControls?.Rules?.[0]?.ObjectOwnership;
    return objectOwnership && { bucket: id, rule: { objectOwnership } };
  },
  update: (id, inputs, context) => put(id, inputs.rule.objectOwnership, context),
  async delete(id, context) {
    await orMissing(context.client(S3).deleteBucketOwnershipControls({ Bucket: id }), MISSING, NO_BUCKET);
  },
});

async function put(Bucket: string, ownership: string, context: ResourceContext): Promise<void> {
  const s3 = context.client(S3);
  const OwnershipControls = { Rules: [{ ObjectOwnership: ownership as ObjectOwnership }] };
  await afterBucket(context, () => s3.putBucketOwnershipControls({ Bucket, OwnershipControls }));
}
