import { S3 } from '@aws-sdk/client-s3';
import type {
  BucketPublicAccessBlockArgs,
  BucketPublicAccessBlockState,
} from '@pulumi/aws/s3/bucketPublicAccessBlock.js';
import { defineResource, type ResourceContext } from '../../core/resource.ts';
import { orMissing } from '../../core/retry.ts';
import { afterBucket, NO_BUCKET } from './propagation.ts';
import { fromAws, type PublicAccessBlock, toAws } from './public-access-block.ts';

const PUT = 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutPublicAccessBlock.html';

/** Block Public Access of a bucket. Id and import id: the bucket's name. */
export const bucketPublicAccessBlock = defineResource<
  BucketPublicAccessBlockArgs,
  BucketPublicAccessBlockState
>({
  token: 'aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock',
  properties: {
    bucket: { required: true, replaces: PUT },
    blockPublicAcls: { default: false },
    blockPublicPolicy: { default: false },
    ignorePublicAcls: { default: false },
    restrictPublicBuckets: { default: false },
    region: { computed: true, replaces: PUT },
    skipDestroy: { writeOnly: true },
  },
  computed: {},
  async create(inputs, context) {
    await put(inputs.bucket, inputs, context);
    return inputs.bucket;
  },
  async read(id, context) {
    const answer = await orMissing(
      context.client(S3).getPublicAccessBlock({ Bucket: id }),
      'NoSuchPublicAccessBlockConfiguration',
      NO_BUCKET,
    );
    const block = answer?.PublicAccessBlockConfiguration;
    return block && { bucket: id, ...fromAws(block) };
  },
  update: (id, inputs, context) => put(id, inputs, context),
  async delete(id, context) {
    if (context.old.skipDestroy) return;
    await orMissing(
      context.client(S3).deletePublicAccessBlock({ Bucket: id }),
      'NoSuchPublicAccessBlockConfiguration',
      NO_BUCKET,
    );
  },
});

async function put(Bucket: string, block: PublicAccessBlock, context: ResourceContext): Promise<void> {
  const s3 = context.client(S3);
  await afterBucket(context, () =>
    s3.putPublicAccessBlock({ Bucket, PublicAccessBlockConfiguration: toAws(block) }),
  );
}
