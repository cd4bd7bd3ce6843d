import { type Draft, own, type Scope, type ServiceRules, text } from '../rules.ts';
import { accountActions, accountPublicAccessActions, bucketActions, objectActions } from './s3-actions.ts';
import { s3Context } from './s3-context.ts';
import { readKeyQuestions, writeKeyQuestions } from './s3-encryption.ts';

/** S3 and S3 Control, which share prefix and signing name. */
export const s3: ServiceRules = { prefix: 's3', hasResourcePolicies: true, context: s3Context, describe };

async function describe(scope: Scope): Promise<readonly Draft[] | undefined> {
  const { call } = scope;
  const { operation } = call;
  // S3 Control names the account where S3 names a bucket.
  const accountAction = own(
    text(call, 'AccountId') === undefined ? accountActions : accountPublicAccessActions,
    operation,
  );
  if (accountAction !== undefined) return [{ action: accountAction, resource: '*' }];
  const bucket = text(call, 'Bucket');
  if (bucket === undefined || text(call, 'AccountId') !== undefined) return undefined;
  const key = text(call, 'Key');
  switch (operation) {
    case 'CreateBucket':
      return createBucket(scope, bucket);
    case 'DeleteObjects':
      return deleteObjects(scope, bucket);
    case 'CopyObject':
    case 'UploadPartCopy':
      return [...(await copySource(scope)), ...(await writeObject(scope, bucket, key ?? ''))];
    case 'PutObject':
    case 'CreateMultipartUpload':
      return writeObject(scope, bucket, key ?? '');
    case 'GetObject':
    case 'SelectObjectContent':
      return readObject(scope, bucket, key ?? '', text(call, 'VersionId'));
  }
  const bucketAction = own(bucketActions, operation);
  if (key === undefined || bucketAction)
    return [await onBucket(scope, bucketAction ?? `s3:${operation}`, bucket)];
  const action = objectAction(operation, text(call, 'VersionId'));
  return [...(await bypassed(scope, bucket, key)), await onObject(scope, action, bucket, key)];
}

function objectAction(operation: string, versionId: string | undefined): string {
  const actions = own(objectActions, operation);
  return actions?.[versionId === undefined ? 0 : 1] ?? `s3:${operation}`;
}

const bucketArn = (bucket: string, { partition }: Scope): string =>
  bucket.startsWith('arn:') ? bucket : `arn:${partition}:s3:::${bucket}`;

function objectArn(bucket: string, key: string, scope: Scope): string {
  return bucket.startsWith('arn:') ? `${bucket}/object/${key}` : `${bucketArn(bucket, scope)}/${key}`;
}

async function onBucket(scope: Scope, action: string, bucket: string): Promise<Draft> {
  return { action, resource: bucketArn(bucket, scope), ownerId: await owner(scope, bucket) };
}

async function onObject(scope: Scope, action: string, bucket: string, key: string): Promise<Draft> {
  return { action, resource: objectArn(bucket, key, scope), ownerId: await owner(scope, bucket) };
}

/** A bucket that does not exist is nobody's; the caller's own permission decides whether it may learn so. */
const owner = async ({ lookups, accountId }: Scope, bucket: string): Promise<string> =>
  (await lookups.bucketOwner(bucket)) ?? accountId;

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html, "Permissions" */
async function createBucket(scope: Scope, bucket: string): Promise<readonly Draft[]> {
  const { input } = scope.call;
  const actions = ['s3:CreateBucket'];
  if (hasAcl(scope, ['private'])) actions.push('s3:PutBucketAcl');
  if (input.ObjectLockEnabledForBucket === true)
    actions.push('s3:PutBucketObjectLockConfiguration', 's3:PutBucketVersioning');
  if (input.ObjectOwnership !== undefined) actions.push('s3:PutBucketOwnershipControls');
  // The new bucket will be the caller's, whoever may hold the name now.
  return actions.map((action) => ({ action, resource: bucketArn(bucket, scope), ownerId: scope.accountId }));
}

/**
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html. An ACL takes `s3:PutObjectAcl` as well,
 * save `bucket-owner-full-control`: the bucket policy that AWS gives for CloudTrail demands that ACL and grants
 * `s3:PutObject` alone.
 */
async function writeObject(scope: Scope, bucket: string, key: string): Promise<readonly Draft[]> {
  const { call } = scope;
  const actions = ['s3:PutObject'];
  if (hasAcl(scope, ['private', 'bucket-owner-full-control'])) actions.push('s3:PutObjectAcl');
  if (text(call, 'Tagging') !== undefined) actions.push('s3:PutObjectTagging');
  if (text(call, 'ObjectLockMode') !== undefined) actions.push('s3:PutObjectRetention');
  if (text(call, 'ObjectLockLegalHoldStatus') !== undefined) actions.push('s3:PutObjectLegalHold');
  const drafts = await Promise.all(actions.map((action) => onObject(scope, action, bucket, key)));
  return [...drafts, ...(await writeKeyQuestions(scope, place(scope, bucket, key)))];
}

async function readObject(
  scope: Scope,
  bucket: string,
  key: string,
  versionId: string | undefined,
): Promise<readonly Draft[]> {
  const action = versionId === undefined ? 's3:GetObject' : 's3:GetObjectVersion';
  return [
    await onObject(scope, action, bucket, key),
    ...(await readKeyQuestions(scope, place(scope, bucket, key), versionId)),
  ];
}

/** `CopySource` is `bucket/key?versionId=…`, URL-encoded, with or without a leading slash. */
async function copySource(scope: Scope): Promise<readonly Draft[]> {
  const [path = '', query] = (text(scope.call, 'CopySource') ?? '').replace(/^\//, '').split('?');
  const slash = path.indexOf('/');
  const versionId = new URLSearchParams(query).get('versionId') ?? undefined;
  return readObject(scope, decode(path.slice(0, slash)), decode(path.slice(slash + 1)), versionId);
}

async function deleteObjects(scope: Scope, bucket: string): Promise<readonly Draft[]> {
  const { Objects: objects } = (scope.call.input.Delete ?? {}) as {
    Objects?: { Key?: string; VersionId?: string }[];
  };
  const drafts = (objects ?? []).map(({ Key: key = '', VersionId: versionId }) =>
    onObject(scope, objectAction('DeleteObject', versionId), bucket, key),
  );
  const bypasses = (objects ?? []).map(({ Key: key = '' }) => bypassed(scope, bucket, key));
  return [...(await Promise.all(drafts)), ...(await Promise.all(bypasses)).flat()];
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-managing.html#object-lock-managing-bypass */
async function bypassed(scope: Scope, bucket: string, key: string): Promise<readonly Draft[]> {
  if (scope.call.input.BypassGovernanceRetention !== true) return [];
  return [await onObject(scope, 's3:BypassGovernanceRetention', bucket, key)];
}

function hasAcl({ call }: Scope, harmless: readonly string[]): boolean {
  const acl = text(call, 'ACL');
  const grants = ['GrantFullControl', 'GrantRead', 'GrantReadACP', 'GrantWrite', 'GrantWriteACP'];
  return (
    (acl !== undefined && !harmless.includes(acl)) || grants.some((grant) => text(call, grant) !== undefined)
  );
}

const place = (scope: Scope, bucket: string, key: string) => ({
  bucket,
  key,
  arn: objectArn(bucket, key, scope),
  bucketArn: bucketArn(bucket, scope),
});

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
