import { S3 } from '@aws-sdk/client-s3';
import type { BucketObjectv2Args, BucketObjectv2State } from '@pulumi/aws/s3/bucketObjectv2.js';
import { defineResource, type Inputs, type ResourceContext } from '../../core/resource.ts';
import { isError, orMissing } from '../../core/retry.ts';
import { tagList, tagMap } from '../../core/tags.ts';
import { NO_BUCKET } from './propagation.ts';

const PUT = 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html';
const MISSING = ['NotFound', 'NoSuchKey', NO_BUCKET];

/** An object of a bucket, such as a list of addresses. Id: its key; import id: `bucket/key`. */
export const bucketObjectv2 = defineResource<BucketObjectv2Args, BucketObjectv2State>({
  token: 'aws:s3/bucketObjectv2:BucketObjectv2',
  properties: {
    acl: { computed: true, writeOnly: true },
    bucket: { required: true, replaces: PUT },
    bucketKeyEnabled: { computed: true },
    cacheControl: {},
    checksumAlgorithm: { writeOnly: true },
    content: { writeOnly: true },
    contentBase64: { writeOnly: true },
    contentDisposition: {},
    contentEncoding: {},
    contentLanguage: {},
    contentType: { computed: true },
    etag: { computed: true },
    forceDestroy: { default: false, writeOnly: true },
    // The real provider takes the resource's name when there is none.
    key: { required: true, replaces: PUT },
    kmsKeyId: { computed: true },
    metadata: {},
    objectLockLegalHoldStatus: {},
    objectLockMode: {},
    objectLockRetainUntilDate: {},
    overrideProvider: { unsupported: 'use an explicit provider' },
    region: { computed: true, replaces: PUT },
    serverSideEncryption: { computed: true },
    source: { unsupported: 'give content or contentBase64' },
    sourceHash: { writeOnly: true },
    storageClass: { computed: true },
    tags: {},
    websiteRedirect: {},
  },
  computed: {
    arn: true,
    checksumCrc32: true,
    checksumCrc32c: true,
    checksumCrc64nvme: true,
    checksumSha1: true,
    checksumSha256: true,
    versionId: true,
  },
  changesOnUpdate: [
    'etag',
    'versionId',
    'checksumCrc32',
    'checksumCrc32c',
    'checksumCrc64nvme',
    'checksumSha1',
    'checksumSha256',
  ],
  validate: ({ content, contentBase64 }) =>
    content !== undefined && contentBase64 !== undefined
      ? { property: 'content', reason: 'cannot be given beside contentBase64' }
      : undefined,
  importing: (importId) => {
    const [, bucket, id] = /^(?:s3:\/\/)?([^/]+)\/(.+)$/.exec(importId) ?? [];
    if (!bucket || !id) throw new Error(`"${importId}" is not of the form bucket/key`);
    return { id, known: { bucket, key: id } };
  },
  async create(inputs, context) {
    await put(inputs, context);
    return inputs.key as string;
  },
  async read(id, context, known) {
    const s3 = context.client(S3);
    const place = { Bucket: known.bucket as string, Key: id };
    const head = await orMissing(s3.headObject({ ...place, ChecksumMode: 'ENABLED' }), ...MISSING);
    if (!head) return undefined;
    const { TagSet } = await s3.getObjectTagging(place);
    return {
      arn: `arn:${context.partition}:s3:::${place.Bucket}/${id}`,
      bucket: place.Bucket,
      bucketKeyEnabled: head.BucketKeyEnabled ?? false,
      cacheControl: head.CacheControl,
      checksumCrc32: head.ChecksumCRC32 ?? '',
      checksumCrc32c: head.ChecksumCRC32C ?? '',
      checksumCrc64nvme: head.ChecksumCRC64NVME ?? '',
      checksumSha1: head.ChecksumSHA1 ?? '',
      checksumSha256: head.ChecksumSHA256 ?? '',
      contentDisposition: head.ContentDisposition,
      // The SDK marks what it sends in chunks; the object's own encoding is what else is there.
      contentEncoding: head.ContentEncoding?.replace(/,?aws-chunked$/, '') || undefined,
      contentLanguage: head.ContentLanguage,
      contentType: head.ContentType,
      etag: head.ETag?.replaceAll('"', ''),
      key: id,
      kmsKeyId: head.SSEKMSKeyId,
      metadata: head.Metadata ?? {},
      objectLockLegalHoldStatus: head.ObjectLockLegalHoldStatus,
      objectLockMode: head.ObjectLockMode,
      objectLockRetainUntilDate: head.ObjectLockRetainUntilDate?.toISOString().replace('.000Z', 'Z'),
      serverSideEncryption: head.ServerSideEncryption ?? 'AES256',
      storageClass: head.StorageClass ?? 'STANDARD',
      tags: tagMap(TagSet),
      versionId: head.VersionId ?? '',
      websiteRedirect: head.WebsiteRedirectLocation,
    };
  },
  async update(id, inputs, context) {
    const onlyTags = !context.changed(
      'bucketKeyEnabled',
      'cacheControl',
      'content',
      'contentBase64',
      'contentDisposition',
      'contentEncoding',
      'contentLanguage',
      'contentType',
      'etag',
      'kmsKeyId',
      'metadata',
      'serverSideEncryption',
      'sourceHash',
      'storageClass',
      'websiteRedirect',
    );
    const place = { Bucket: inputs.bucket as string, Key: id };
    const s3 = context.client(S3);
    if (!onlyTags) {
      await put(inputs, context);
      return;
    }
    if (context.changed('tags'))
      await s3.putObjectTagging({ ...place, Tagging: { TagSet: tagList(inputs.tags) } });
    if (context.changed('objectLockLegalHoldStatus')) {
      const Status = (inputs.objectLockLegalHoldStatus ?? 'OFF') as 'ON';
      await s3.putObjectLegalHold({ ...place, LegalHold: { Status } });
    }
    if (context.changed('objectLockMode', 'objectLockRetainUntilDate')) {
      await s3.putObjectRetention({
        ...place,
        Retention: retention(inputs),
        BypassGovernanceRetention: true,
      });
    }
  },
  async delete(id, context) {
    const s3 = context.client(S3);
    const place = { Bucket: context.old.bucket as string, Key: id };
    const head = await orMissing(s3.headObject(place), ...MISSING);
    if (!head) return;
    await orMissing(s3.deleteObject(place), ...MISSING);
    // Every version goes, as in the real provider; a retention stops it unless it is forced.
    const versions = await s3.listObjectVersions({ Bucket: place.Bucket, Prefix: id });
    for (const { Key, VersionId } of [...(versions.Versions ?? []), ...(versions.DeleteMarkers ?? [])]) {
      if (Key !== id || !VersionId || VersionId === 'null') continue;
      await s3.deleteObject({
        ...place,
        VersionId,
        ...(context.old.forceDestroy ? { BypassGovernanceRetention: true } : {}),
      });
    }
  },
});

function retention({ objectLockMode, objectLockRetainUntilDate: until }: Inputs<BucketObjectv2Args>) {
  return {
    Mode: objectLockMode as 'GOVERNANCE' | undefined,
    RetainUntilDate: until === undefined ? undefined : new Date(until),
  };
}

async function put(inputs: Inputs<BucketObjectv2Args>, context: ResourceContext): Promise<void> {
  const s3 = context.client(S3);
  const body =
    inputs.contentBase64 === undefined ? (inputs.content ?? '') : Buffer.from(inputs.contentBase64, 'base64');
  const { Mode, RetainUntilDate } = retention(inputs);
  await context.retry(
    () =>
      s3.putObject({
        Bucket: inputs.bucket as string,
        Key: inputs.key,
        Body: body,
        ACL: inputs.acl as 'private' | undefined,
        BucketKeyEnabled: inputs.bucketKeyEnabled,
        CacheControl: inputs.cacheControl,
        ChecksumAlgorithm: inputs.checksumAlgorithm as 'SHA256' | undefined,
        ContentDisposition: inputs.contentDisposition,
        ContentEncoding: inputs.contentEncoding,
        ContentLanguage: inputs.contentLanguage,
        ContentType: inputs.contentType ?? 'application/octet-stream',
        Metadata: inputs.metadata,
        ObjectLockLegalHoldStatus: inputs.objectLockLegalHoldStatus as 'ON' | undefined,
        ObjectLockMode: Mode,
        ObjectLockRetainUntilDate: RetainUntilDate,
        ServerSideEncryption: (inputs.serverSideEncryption ?? (inputs.kmsKeyId ? 'aws:kms' : undefined)) as
          | 'aws:kms'
          | undefined,
        SSEKMSKeyId: inputs.kmsKeyId,
        StorageClass: inputs.storageClass as 'STANDARD' | undefined,
        Tagging: new URLSearchParams(inputs.tags ?? {}).toString() || undefined,
        WebsiteRedirectLocation: inputs.websiteRedirect,
      }),
    (error) => isError(error, NO_BUCKET),
    30_000,
  );
}
