import { CreateRoleCommand, GetRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { CreateKeyCommand, DescribeKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { CreateTopicCommand, GetTopicAttributesCommand, SNSClient } from '@aws-sdk/client-sns';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { type SentRequest, signed } from './signed-request.ts';

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

const Bucket = 'bench-calls';
const RoleName = 'bench-calls';
const trust = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: { Service: 'cloudtrail.amazonaws.com' }, Action: 'sts:AssumeRole' },
  ],
});

/**
 * Makes a role, a bucket with an object, a key and a topic, and answers signed calls that can be sent again and
 * again: one for each protocol of AWS (query, JSON, REST with XML), and a write.
 */
export async function prepareCalls(endpoint: string, credentials: Credentials): Promise<SentRequest[]> {
  const config = { endpoint, credentials, region: 'us-east-1', maxAttempts: 1, forcePathStyle: true };
  const [iam, kms, s3, sns] = [
    new IAMClient(config),
    new KMSClient(config),
    new S3Client(config),
    new SNSClient(config),
  ];
  await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust }));
  await s3.send(new CreateBucketCommand({ Bucket }));
  await s3.send(new PutObjectCommand({ Bucket, Key: 'read', Body: Buffer.alloc(1024, 'x') }));
  const { KeyMetadata } = await kms.send(new CreateKeyCommand({}));
  const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: 'bench-calls' }));
  for (const client of [iam, kms, s3, sns]) client.destroy();

  return Promise.all([
    signed((capture) => new STSClient({ ...config, ...capture }).send(new GetCallerIdentityCommand({}))),
    signed((capture) => new IAMClient({ ...config, ...capture }).send(new GetRoleCommand({ RoleName }))),
    signed((capture) =>
      new KMSClient({ ...config, ...capture }).send(new DescribeKeyCommand({ KeyId: KeyMetadata?.KeyId })),
    ),
    signed((capture) =>
      new SNSClient({ ...config, ...capture }).send(new GetTopicAttributesCommand({ TopicArn })),
    ),
    signed((capture) =>
      new S3Client({ ...config, ...capture }).send(new GetObjectCommand({ Bucket, Key: 'read' })),
    ),
    signed((capture) =>
      new S3Client({ ...config, ...capture }).send(
        new PutObjectCommand({ Bucket, Key: 'written', Body: Buffer.alloc(1024, 'y') }),
      ),
    ),
  ]);
}
