import {
  CreateMalwareProtectionPlanCommand,
  CreatePublishingDestinationCommand,
  GuardDutyClient,
  ListDetectorsCommand,
} from '@aws-sdk/client-guardduty';
import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import {
  CreateBucketCommand,
  PutBucketPolicyCommand,
  PutBucketTaggingCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { uploadTag } from '@trailguard/controls';
import { beforeAll, describe, expect, it } from 'vitest';
import { useOrganization } from '../../test/use-organization.ts';
import { trust } from '../../test/documents.ts';
import { verdictOn } from '../../test/statuses.ts';

const used = useOrganization();
const region = 'us-east-1';

describe('an account that takes files from outside', () => {
  beforeAll(async () => {
    const { administrators, sandbox } = used.parts;
    const { logArchive } = sandbox.accounts;
    const s3 = await administrators.client(S3Client, logArchive, region);
    for (const Bucket of ['scanned-uploads', 'unscanned-uploads', 'no-uploads']) {
      await s3.send(new CreateBucketCommand({ Bucket }));
      const tag =
        Bucket === 'no-uploads'
          ? { Key: 'team', Value: 'web' }
          : { Key: uploadTag.key, Value: uploadTag.value };
      await s3.send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet: [tag] } }));
    }
    const iam = await administrators.client(IAMClient, logArchive, region);
    const { Role } = await iam.send(
      new CreateRoleCommand({
        RoleName: 'scan',
        AssumeRolePolicyDocument: trust({ Service: 'malware-protection-plan.guardduty.amazonaws.com' }),
      }),
    );
    const guardduty = await administrators.client(GuardDutyClient, logArchive, region);
    await guardduty.send(
      new CreateMalwareProtectionPlanCommand({
        Role: Role?.Arn,
        ProtectedResource: { S3Bucket: { BucketName: 'scanned-uploads' } },
        Actions: { Tagging: { Status: 'ENABLED' } },
      }),
    );
  });

  it('is judged by the tags of its buckets and the plans that only it knows', async () => {
    const report = await used.audit();
    expect(verdictOn(report, 'GD-18', 'scanned-uploads').status).toBe('pass');
    expect(verdictOn(report, 'GD-18', 'unscanned-uploads').status).toBe('fail');
    expect(report.results.filter(({ subject }) => subject.id === 'no-uploads')).toEqual([]);
  });
});

describe('an export of findings', () => {
  const Bucket = 'example-findings';
  let KmsKeyArn: string;

  beforeAll(async () => {
    const { administrators, sandbox } = used.parts;
    const { logArchive, security } = sandbox.accounts;
    const service = { Service: 'guardduty.amazonaws.com' };
    const Condition = {
      StringEquals: { 'aws:SourceAccount': security },
      ArnLike: { 'aws:SourceArn': `arn:aws:guardduty:*:${security}:detector/*` },
    };
    const document = (...Statement: readonly object[]) =>
      JSON.stringify({ Version: '2012-10-17', Statement });
    const s3 = await administrators.client(S3Client, logArchive, region);
    await s3.send(new CreateBucketCommand({ Bucket, ObjectLockEnabledForBucket: true }));
    const resources = [`arn:aws:s3:::${Bucket}`, `arn:aws:s3:::${Bucket}/*`];
    await s3.send(
      new PutBucketPolicyCommand({
        Bucket,
        Policy: document({
          Effect: 'Allow',
          Principal: service,
          Action: ['s3:PutObject', 's3:GetBucketLocation'],
          Resource: resources,
          Condition,
        }),
      }),
    );
    const kms = await administrators.client(KMSClient, logArchive, region);
    const Policy = document(
      {
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${logArchive}:root` },
        Action: 'kms:*',
        Resource: '*',
      },
      { Effect: 'Allow', Principal: service, Action: 'kms:GenerateDataKey', Resource: '*', Condition },
    );
    const { KeyMetadata } = await kms.send(new CreateKeyCommand({ Policy }));
    KmsKeyArn = KeyMetadata?.Arn ?? '';
    const guardduty = await administrators.client(GuardDutyClient, security, region);
    const { DetectorIds } = await guardduty.send(new ListDetectorsCommand({}));
    await guardduty.send(
      new CreatePublishingDestinationCommand({
        DetectorId: DetectorIds?.[0],
        DestinationType: 'S3',
        DestinationProperties: { DestinationArn: `arn:aws:s3:::${Bucket}`, KmsKeyArn },
      }),
    );
  });

  it('is read at the administrator, and its bucket and key where they are', async () => {
    const { security } = used.parts.sandbox.accounts;
    const report = await used.audit();
    expect(verdictOn(report, 'GD-20', `${security}/${region}`).status).toBe('pass');
    expect(verdictOn(report, 'GD-20', `${security}/eu-west-1`).status).toBe('fail');
    const verdict = verdictOn(report, 'GD-21', Bucket);
    expect(verdict).toMatchObject({ status: 'fail', reason: expect.stringContaining('LB-12: ') });
    expect(verdict).not.toMatchObject({ reason: expect.stringContaining('aws:SourceAccount') });
    // It is no bucket of log files, and no control of those judges it.
    const others = report.results.filter(
      ({ subject, controlId }) => subject.id === Bucket && controlId !== 'GD-21',
    );
    expect(others).toEqual([]);
  });
});
