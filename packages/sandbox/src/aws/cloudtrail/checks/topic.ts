import { AwsError } from '../../error.ts';
import type { SandboxContext } from '../../service.ts';
import { cloudTrailCaller } from '../service-caller.ts';
import type { Trail } from '../state.ts';

const TopicArn = /^arn:aws[a-z-]*:sns:([a-z0-9-]+):(\d{12}):([A-Za-z0-9_-]{1,256}(?:\.fifo)?)$/;
const TopicName = /^[A-Za-z0-9_-]{1,256}$/;

/**
 * Finds the topic of a trail and asks whether CloudTrail may publish to it and, when the topic is
 * encrypted, use its key.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-permissions-for-sns-notifications.html
 *
 * @returns the topic's ARN.
 * @throws AwsError `InvalidSnsTopicNameException`, `InsufficientSnsTopicPolicyException`
 */
export async function assertTopicAdmits(
  sandbox: SandboxContext,
  trail: Trail,
  nameOrArn: string,
): Promise<string> {
  const given = TopicArn.exec(nameOrArn);
  if (!given && !TopicName.test(nameOrArn)) {
    throw new AwsError('InvalidSnsTopicNameException', `The SNS topic name ${nameOrArn} is not valid.`);
  }
  const region = given?.[1] ?? trail.homeRegion;
  const accountId = given?.[2] ?? trail.accountId;
  const arn = given ? nameOrArn : `arn:aws:sns:${region}:${accountId}:${nameOrArn}`;
  const insufficient = new AwsError(
    'InsufficientSnsTopicPolicyException',
    'SNS Topic does not exist or the topic policy is incorrect!',
  );
  // The topic must be in the trail's region: CloudTrail publishes from there.
  if (region !== trail.homeRegion) throw insufficient;

  const attributes = await topicAttributes(sandbox, accountId, region, arn);
  if (!attributes) throw insufficient;
  const caller = cloudTrailCaller(trail);
  const publish = await sandbox.authorize(caller, region, 'sns', 'Publish', { TopicArn: arn, Message: '{}' });
  if (!publish.allowed) throw insufficient;

  const keyId = attributes.KmsMasterKeyId;
  if (keyId !== undefined && keyId !== '') {
    const { KeyMetadata } = await sandbox.inspect(accountId, region, 'kms', 'DescribeKey', { KeyId: keyId });
    const encrypt = await sandbox.authorize(caller, region, 'kms', 'GenerateDataKey', {
      KeyId: (KeyMetadata as { Arn: string }).Arn,
      KeySpec: 'AES_256',
      EncryptionContext: { 'aws:sns:topicArn': arn },
    });
    if (!encrypt.allowed) throw insufficient;
  }
  return arn;
}

async function topicAttributes(
  sandbox: SandboxContext,
  accountId: string,
  region: string,
  arn: string,
): Promise<Record<string, string> | undefined> {
  try {
    const answer = await sandbox.inspect(accountId, region, 'sns', 'GetTopicAttributes', { TopicArn: arn });
    return (answer.Attributes ?? {}) as Record<string, string>;
  } catch (error) {
    if (error instanceof AwsError && /NotFound/.test(error.code)) return undefined;
    throw error;
  }
}
