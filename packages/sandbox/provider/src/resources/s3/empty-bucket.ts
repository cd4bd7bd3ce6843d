import type { S3 } from '@aws-sdk/client-s3';
import { orMissing } from '../../core/retry.ts';

/** Deletes every version of every object, as `forceDestroy` asks; versions under a legal hold or in compliance mode stay and fail it. */
export async function emptyBucket(s3: S3, bucket: string): Promise<void> {
  await orMissing(deleteVersions(s3, bucket), 'NoSuchBucket');
}

async function deleteVersions(s3: S3, Bucket: string): Promise<void> {
  for (let isMore = true; isMore; ) {
    // What was listed is gone after each round, so the next one starts at the beginning again.
    const page = await s3.listObjectVersions({ Bucket });
    const listed = [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])];
    if (listed.length === 0) return;
    const { Errors } = await s3.deleteObjects({
      Bucket,
      Delete: { Objects: listed.map(({ Key, VersionId }) => ({ Key, VersionId })), Quiet: true },
      BypassGovernanceRetention: true,
    });
    const first = Errors?.[0];
    if (first) {
      throw new Error(
        `cannot empty the bucket ${Bucket}: ${first.Key} (${first.VersionId}): ${first.Code} ${first.Message}`,
      );
    }
    isMore = page.IsTruncated ?? false;
  }
}
