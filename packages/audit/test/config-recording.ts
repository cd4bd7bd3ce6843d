import { CreateServiceLinkedRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { CreateBucketCommand, PutBucketPolicyCommand, S3Client } from '@aws-sdk/client-s3';
import type { Administrators } from './clients.ts';

/** A bucket that AWS Config may deliver to, for all accounts. */
export async function makeConfigBucket(administrators: Administrators, accountId: string): Promise<string> {
  const Bucket = `config-${accountId}`;
  const s3 = await administrators.client(S3Client, accountId);
  await s3.send(new CreateBucketCommand({ Bucket }));
  const Policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: {
      Effect: 'Allow',
      Principal: { Service: 'config.amazonaws.com' },
      Action: ['s3:GetBucketAcl', 's3:ListBucket', 's3:PutObject'],
      Resource: [`arn:aws:s3:::${Bucket}`, `arn:aws:s3:::${Bucket}/*`],
    },
  });
  await s3.send(new PutBucketPolicyCommand({ Bucket, Policy }));
  return Bucket;
}

/** The role of AWS Config in an account; its ARN. */
export async function makeConfigRole(administrators: Administrators, accountId: string): Promise<string> {
  const iam = await administrators.client(IAMClient, accountId);
  const { Role } = await iam.send(
    new CreateServiceLinkedRoleCommand({ AWSServiceName: 'config.amazonaws.com' }),
  );
  return Role?.Arn ?? '';
}
