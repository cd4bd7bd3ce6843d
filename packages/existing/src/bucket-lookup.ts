import { HeadBucketCommand, S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import { type AwsAccess, clientOptions } from './lookup-scope.ts';

/**
 * Whether there is a bucket of a name, whoever owns it: S3 says of none that there is none, also to those whom a bucket's policy
 * would keep out.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html
 * @throws whatever else kept S3 from saying.
 */
export async function isBucket(Bucket: string, access: AwsAccess): Promise<boolean> {
  const s3 = new S3Client({ ...clientOptions(access), followRegionRedirects: true });
  try {
    await s3.send(new HeadBucketCommand({ Bucket }));
    return true;
  } catch (error) {
    const status = error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
    if (status === 403) return true;
    if (status === 404) return false;
    throw error;
  } finally {
    s3.destroy();
  }
}
