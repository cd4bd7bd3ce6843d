import { GetPublicAccessBlockCommand, PutPublicAccessBlockCommand } from '@aws-sdk/client-s3';
import type { Action } from './action.ts';

const blocked = {
  BlockPublicAcls: true,
  BlockPublicPolicy: true,
  IgnorePublicAcls: true,
  RestrictPublicBuckets: true,
};

/**
 * Closes a bucket to the public.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 */
export const blockPublicAccess: Action = {
  aim({ accountId, region, resource }) {
    const [bucket, ...others] = resource.s3BucketDetails ?? [];
    if (bucket === undefined) return 'the finding names no bucket';
    if (others.length > 0) return 'the finding names several buckets; a person has to tell which';
    return {
      accountId,
      region,
      target: { bucket: bucket.name },
      summary: `block public access of the bucket ${bucket.name}`,
    };
  },

  async look({ s3 }, { target, accountId }) {
    const Bucket = String(target.bucket);
    try {
      const { PublicAccessBlockConfiguration: settings = {} } = await s3.send(
        new GetPublicAccessBlockCommand({ Bucket, ExpectedBucketOwner: accountId }),
      );
      const isBlocked = Object.keys(blocked).every((name) => settings[name as keyof typeof blocked] === true);
      return isBlocked ? `the bucket ${Bucket} is closed to the public already` : { settings };
    } catch (error) {
      const { name } = error as Error;
      if (name === 'NoSuchPublicAccessBlockConfiguration') return { settings: null };
      if (name === 'NoSuchBucket') return `there is no bucket ${Bucket}`;
      throw error;
    }
  },

  async perform({ s3 }, { target, accountId }, before) {
    const Bucket = String(target.bucket);
    await s3.send(
      new PutPublicAccessBlockCommand({
        Bucket,
        ExpectedBucketOwner: accountId,
        PublicAccessBlockConfiguration: blocked,
      }),
    );
    return {
      text: `public access of the bucket ${Bucket} is blocked`,
      undo:
        before.settings === null
          ? `aws s3api delete-public-access-block --bucket ${Bucket}`
          : `aws s3api put-public-access-block --bucket ${Bucket} --public-access-block-configuration '${JSON.stringify(before.settings)}'`,
    };
  },
};
