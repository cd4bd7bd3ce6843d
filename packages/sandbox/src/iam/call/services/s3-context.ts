import { readTags } from '../context.ts';
import { type Context, contextOf, type Scope, text } from '../rules.ts';

/**
 * Condition keys of S3.
 *
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
 */
export async function s3Context({ call, lookups, accountId }: Scope): Promise<Context> {
  const { input } = call;
  const bucket = text(call, 'Bucket');
  const owner = bucket === undefined ? accountId : await lookups.bucketOwner(bucket);
  const retainUntil =
    date(input.ObjectLockRetainUntilDate) ?? date(property(input.Retention, 'RetainUntilDate'));
  const tags = ['PutObject', 'PutObjectTagging', 'CopyObject', 'CreateMultipartUpload'].includes(
    call.operation,
  )
    ? readTags(input.Tagging)
    : [];
  return {
    ...contextOf({
      's3:resourceaccount': owner,
      's3:authtype': 'REST-HEADER',
      's3:signatureversion': 'AWS4-HMAC-SHA256',
      's3:tlsversion': '1.3',
      's3:x-amz-acl': text(call, 'ACL'),
      's3:x-amz-grant-full-control': text(call, 'GrantFullControl'),
      's3:x-amz-grant-read': text(call, 'GrantRead'),
      's3:x-amz-grant-read-acp': text(call, 'GrantReadACP'),
      's3:x-amz-grant-write': text(call, 'GrantWrite'),
      's3:x-amz-grant-write-acp': text(call, 'GrantWriteACP'),
      's3:x-amz-server-side-encryption': text(call, 'ServerSideEncryption'),
      's3:x-amz-server-side-encryption-aws-kms-key-id': await encryptionKey({ call, lookups, accountId }),
      's3:x-amz-server-side-encryption-customer-algorithm': text(call, 'SSECustomerAlgorithm'),
      's3:x-amz-storage-class': text(call, 'StorageClass'),
      's3:x-amz-copy-source': text(call, 'CopySource'),
      's3:x-amz-metadata-directive': text(call, 'MetadataDirective'),
      's3:x-amz-object-ownership': text(call, 'ObjectOwnership') ?? ownership(input.OwnershipControls),
      's3:x-amz-website-redirect-location': text(call, 'WebsiteRedirectLocation'),
      's3:x-amz-content-sha256': call.request.headers['x-amz-content-sha256'],
      // https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes-enforce.html
      's3:if-none-match': text(call, 'IfNoneMatch'),
      's3:if-match': text(call, 'IfMatch'),
      's3:versionid': text(call, 'VersionId'),
      's3:locationconstraint': text(
        { ...call, input: record(input.CreateBucketConfiguration) },
        'LocationConstraint',
      ),
      's3:object-lock-mode': text(call, 'ObjectLockMode') ?? string(property(input.Retention, 'Mode')),
      's3:object-lock-retain-until-date': retainUntil?.toISOString(),
      's3:object-lock-remaining-retention-days':
        retainUntil && Math.ceil((retainUntil.getTime() - lookups.now().getTime()) / 86_400_000),
      's3:object-lock-legal-hold':
        text(call, 'ObjectLockLegalHoldStatus') ?? string(property(input.LegalHold, 'Status')),
      ...listing(call),
    }),
    ...(tags.length > 0 && {
      's3:requestobjecttagkeys': tags.map(([key]) => key),
      ...Object.fromEntries(
        tags.map(([key, value]) => [`s3:requestobjecttag/${key.toLowerCase()}`, [value]]),
      ),
    }),
  };
}

/** S3 shows the key as the ARN that it resolved. */
async function encryptionKey({
  call,
  lookups,
  accountId,
}: Pick<Scope, 'call' | 'lookups' | 'accountId'>): Promise<string | undefined> {
  const given = text(call, 'SSEKMSKeyId');
  return given && ((await lookups.keyArn(given, accountId, call.region)) ?? given);
}

function listing({ operation, input }: Scope['call']): Record<string, string | undefined> {
  if (!/^ListObject/.test(operation)) return {};
  return {
    's3:prefix': string(input.Prefix) ?? '',
    's3:delimiter': string(input.Delimiter),
    's3:max-keys': input.MaxKeys === undefined ? undefined : String(input.MaxKeys),
  };
}

function ownership(controls: unknown): string | undefined {
  const rules = property(controls, 'Rules');
  return Array.isArray(rules) ? string(property(rules[0], 'ObjectOwnership')) : undefined;
}

function date(value: unknown): Date | undefined {
  if (!(value instanceof Date) && typeof value !== 'string') return undefined;
  const parsed = new Date(value);
  return Number.isNaN(parsed.getTime()) ? undefined : parsed;
}

const string = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const record = (value: unknown) =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
const property = (value: unknown, key: string): unknown => {
  const object = record(value);
  return Object.hasOwn(object, key) ? object[key] : undefined;
};
