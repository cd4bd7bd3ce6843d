import { GetBucketTaggingCommand, paginateListBuckets, S3Client } from '@aws-sdk/client-s3';
import { type Collection, type Fact, isUnknown, type UploadBucket, uploadTag } from '@trailguard/controls';
import { collectionOf } from './collection.ts';
import type { CollectedCall } from './collected-call.ts';
import { allPages } from './pages.ts';
import { field, type Reader } from './reader.ts';

const where = 'every account';

/** Calls of this collector. */
export const calls: readonly CollectedCall[] = [
  { call: 's3:GetBucketTagging', action: 's3:GetBucketTagging', where },
  { call: 's3:ListBuckets', action: 's3:ListAllMyBuckets', where },
];

/** The buckets of an account that are tagged as taking files from outside. Each bucket is asked for its tags. */
export async function readUploadBuckets(
  reader: Reader,
  accountId: string,
  homeRegion: string,
): Promise<Collection<UploadBucket>> {
  const client = reader.client(S3Client, accountId, homeRegion);
  const listed = await reader.ask(`s3:ListBuckets in ${accountId}`, async (options) => {
    // With a size of its pages the answer tells Regions too.
    const pages = await allPages(paginateListBuckets({ client, pageSize: 1000 }, {}, options));
    return pages.flatMap(({ Buckets }) => Buckets ?? []);
  });
  if (listed === null || isUnknown(listed)) return { items: [], complete: listed ?? true };
  const read = await Promise.all(
    listed.map(async ({ Name = '', BucketRegion }): Promise<Fact<UploadBucket>> => {
      const there = reader.client(S3Client, accountId, BucketRegion ?? homeRegion);
      const isUpload = await reader.ask(
        `s3:GetBucketTagging for ${Name} in ${accountId}`,
        async (options) => {
          const { TagSet } = await there.send(new GetBucketTaggingCommand({ Bucket: Name }), options);
          return (
            TagSet?.some(({ Key, Value }) => Key === uploadTag.key && Value === uploadTag.value) ?? false
          );
        },
        ['NoSuchTagSet'],
      );
      if (isUnknown(isUpload)) return isUpload;
      if (isUpload !== true) return null;
      return {
        name: Name,
        accountId,
        region: field(BucketRegion, 's3:ListBuckets', 'BucketRegion'),
        observation: { arn: `arn:aws:s3:::${Name}`, at: reader.clock.latest ?? '' },
      };
    }),
  );
  return collectionOf(read);
}
