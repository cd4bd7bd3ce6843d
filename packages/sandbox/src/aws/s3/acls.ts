import type { Call } from '../call.ts';
import { AwsError } from '../error.ts';
import type { Service } from '../service.ts';
import type { S3Parts } from './service.ts';

/** Whether a canned ACL grants to everybody, in the sense of Block Public Access. */
export function publicAcl(acl: string): boolean {
  return acl === 'public-read' || acl === 'public-read-write' || acl === 'authenticated-read';
}

/** ACLs: off where the bucket's owner is enforced, and never public where that is blocked. */
export function aclOperations({ moto, facts }: S3Parts): Service['operations'] {
  const put = async (call: Call) => {
    const { Bucket: name, ACL: acl } = call.input as { Bucket: string; ACL?: string };
    await requireAclsEnabled(moto, call, name);
    const bucket = await facts.bucket(name);
    const account = bucket ? await facts.accountPublicAccessBlock(bucket.accountId) : null;
    const blocked = bucket?.publicAccessBlock?.blockPublicAcls || account?.blockPublicAcls;
    if (blocked && (publicAcl(acl ?? '') || grantsToEverybody(call))) {
      throw new AwsError(
        'AccessDenied',
        'Access Denied because public ACLs are prevented by the BlockPublicAcls setting',
        403,
      );
    }
    return moto.forward(call);
  };
  return { PutBucketAcl: put, PutObjectAcl: put };
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html */
async function requireAclsEnabled(moto: S3Parts['moto'], call: Call, bucket: string): Promise<void> {
  let controls: { OwnershipControls?: { Rules?: { ObjectOwnership?: string }[] } };
  try {
    controls = await moto.call(call.caller.accountId, call.region, 's3', 'GetBucketOwnershipControls', {
      Bucket: bucket,
    });
  } catch (error) {
    // No controls: a bucket whose controls were deleted has ACLs.
    if (error instanceof AwsError && error.code === 'OwnershipControlsNotFoundError') return;
    throw error;
  }
  if (controls.OwnershipControls?.Rules?.some((rule) => rule.ObjectOwnership === 'BucketOwnerEnforced')) {
    throw new AwsError('AccessControlListNotSupported', 'The bucket does not allow ACLs');
  }
}

function grantsToEverybody(call: Call): boolean {
  return /acs\.amazonaws\.com\/groups\/global\/(AllUsers|AuthenticatedUsers)/.test(
    JSON.stringify(call.input) + JSON.stringify(call.request.headers),
  );
}
