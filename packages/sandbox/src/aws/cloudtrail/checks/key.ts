import { AwsError } from '../../error.ts';
import type { SandboxContext } from '../../service.ts';
import { cloudTrailCaller } from '../service-caller.ts';
import type { Trail } from '../state.ts';
import { bucketRegion } from './bucket.ts';

const KeyArn = /^arn:aws[a-z-]*:kms:([a-z0-9-]+):(\d{12}):(?:key\/[A-Za-z0-9-]+|alias\/.+)$/;
const KeyIdOrAlias =
  /^(?:alias\/[A-Za-z0-9/_-]+|mrk-[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** What is encrypted with a key: a trail's files, or an event data store. */
interface Encrypted {
  readonly arn: string;
  readonly accountId: string;
}

/** Where a key must be, and why. */
interface KeyPlace {
  readonly region: string;
  readonly because: string;
}

/** Where to look for a key id, alias or ARN. @throws AwsError `InvalidKmsKeyIdException` */
function locate(owner: Encrypted, keyId: string, region: string): { accountId: string; region: string } {
  const arn = KeyArn.exec(keyId);
  if (arn) return { region: arn[1] ?? '', accountId: arn[2] ?? '' };
  if (!KeyIdOrAlias.test(keyId)) {
    throw new AwsError('InvalidKmsKeyIdException', `The KMS key ID ${keyId} is not valid.`);
  }
  return { region, accountId: owner.accountId };
}

/**
 * Finds the key of a trail and asks whether CloudTrail may encrypt with it.
 * The key must be in the bucket's region, symmetric and enabled, and its policy must let CloudTrail
 * describe it and generate data keys for this trail.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html
 * The texts are unverified.
 *
 * @returns the key's ARN, the form that trails keep.
 * @throws AwsError `InvalidKmsKeyIdException`, `KmsKeyNotFoundException`, `KmsException`,
 *   `InsufficientEncryptionPolicyException`
 */
export async function assertKeyAdmits(sandbox: SandboxContext, trail: Trail, keyId: string): Promise<string> {
  const region = await bucketRegion(sandbox, trail);
  const because = `the region of the S3 bucket ${trail.bucketName}`;
  const metadata = await findKey(sandbox, trail, keyId, { region, because });
  if (!(await admits(sandbox, trail, region, metadata.arn, ['DescribeKey', 'GenerateDataKey']))) {
    throw new AwsError(
      'InsufficientEncryptionPolicyException',
      `Insufficient permissions to access S3 bucket ${trail.bucketName} or KMS key ${metadata.arn}.`,
    );
  }
  return metadata.arn;
}

/**
 * As {@link assertKeyAdmits}, for an event data store: its key is in its own region, and what CloudTrail needs is to
 * generate data keys and, for queries, to decrypt. The policy that its console gives such a key does not let it describe
 * the key, as that of a trail's does.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/default-kms-key-policy.html
 */
export async function assertKeyAdmitsStore(
  sandbox: SandboxContext,
  store: Encrypted,
  region: string,
  keyId: string,
): Promise<string> {
  const place = { region, because: 'the region of the event data store' };
  const metadata = await findKey(sandbox, store, keyId, place);
  if (!(await admits(sandbox, store, region, metadata.arn, ['GenerateDataKey', 'Decrypt']))) {
    throw new AwsError(
      'InsufficientEncryptionPolicyException',
      `Insufficient permissions to use KMS key ${metadata.arn}.`,
    );
  }
  return metadata.arn;
}

async function findKey(
  sandbox: SandboxContext,
  owner: Encrypted,
  keyId: string,
  { region, because }: KeyPlace,
): Promise<{ arn: string }> {
  const place = locate(owner, keyId, region);
  const metadata = await describeKey(sandbox, place, keyId);
  if (!metadata || place.region !== region) {
    throw new AwsError('KmsKeyNotFoundException', `KMS key ${keyId} was not found in ${region}, ${because}.`);
  }
  if (metadata.spec !== 'SYMMETRIC_DEFAULT') {
    throw new AwsError('InvalidKmsKeyIdException', `KMS key ${keyId} is not a symmetric encryption key.`);
  }
  if (metadata.state !== 'Enabled') {
    throw new AwsError('KmsException', `KMS key ${keyId} is in state ${metadata.state}.`);
  }
  return metadata;
}

/** What CloudTrail asks of a key, with the context in which it asks. */
const uses = {
  DescribeKey: () => ({}),
  GenerateDataKey: (arn: string) => ({
    KeySpec: 'AES_256',
    EncryptionContext: { 'aws:cloudtrail:arn': arn },
  }),
  Decrypt: (arn: string) => ({ EncryptionContext: { 'aws:cloudtrail:arn': arn } }),
} as const;

async function admits(
  sandbox: SandboxContext,
  owner: Encrypted,
  region: string,
  keyArn: string,
  operations: readonly (keyof typeof uses)[],
): Promise<boolean> {
  const caller = cloudTrailCaller(owner);
  for (const operation of operations) {
    const input = { KeyId: keyArn, ...uses[operation](owner.arn) };
    if (!(await sandbox.authorize(caller, region, 'kms', operation, input)).allowed) return false;
  }
  return true;
}

async function describeKey(
  sandbox: SandboxContext,
  place: { accountId: string; region: string },
  keyId: string,
): Promise<{ arn: string; state: string; spec: string } | undefined> {
  try {
    const answer = await sandbox.inspect(place.accountId, place.region, 'kms', 'DescribeKey', {
      KeyId: keyId,
    });
    const metadata = answer.KeyMetadata as { Arn: string; KeyState?: string; KeySpec?: string };
    return {
      arn: metadata.Arn,
      state: metadata.KeyState ?? 'Enabled',
      spec: metadata.KeySpec ?? 'SYMMETRIC_DEFAULT',
    };
  } catch (error) {
    if (error instanceof AwsError && error.code === 'NotFoundException') return undefined;
    throw error;
  }
}
