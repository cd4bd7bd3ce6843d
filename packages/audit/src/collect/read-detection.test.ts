import { CreateMalwareProtectionPlanCommand, GuardDutyClient } from '@aws-sdk/client-guardduty';
import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import {
  CreateBucketCommand,
  GetBucketPolicyCommand,
  PutBucketLoggingCommand,
  PutBucketPolicyCommand,
  PutBucketTaggingCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { uploadTag } from '@trailguard/controls';
import { beforeAll, describe, expect, it } from 'vitest';
import { findingsBucket } from '../../test/detection.ts';
import { useOrganization } from '../../test/use-organization.ts';
import { accessLogPolicy, trust } from '../../test/documents.ts';
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
  it('has the bucket of its access logs judged as one, which trails may leave out', async () => {
    const { administrators, sandbox } = used.parts;
    const s3 = await administrators.client(S3Client, sandbox.accounts.logArchive, region);
    const target = 'example-findings-access';
    await s3.send(new CreateBucketCommand({ Bucket: target }));
    await s3.send(
      new PutBucketPolicyCommand({
        Bucket: target,
        Policy: accessLogPolicy(target, sandbox.accounts.logArchive),
      }),
    );
    const setTarget = (LoggingEnabled?: { TargetBucket: string; TargetPrefix: string }) =>
      s3.send(
        new PutBucketLoggingCommand({
          Bucket: findingsBucket,
          BucketLoggingStatus: LoggingEnabled === undefined ? {} : { LoggingEnabled },
        }),
      );
    await setTarget({ TargetBucket: target, TargetPrefix: '' });
    const report = await used.audit();
    await setTarget();
    expect(verdictOn(report, 'LB-23', target).status).not.toBe('not_applicable');
    expect(verdictOn(report, 'LB-03', target).status).toBe('pass');
  });

  it('is read at the administrator, and its bucket and key where they are', async () => {
    const { administrators, sandbox } = used.parts;
    const { logArchive, security } = sandbox.accounts;
    const report = await used.audit();
    expect(verdictOn(report, 'GD-20', `${security}/${region}`).status).toBe('pass');
    expect(verdictOn(report, 'GD-21', findingsBucket).status).toBe('pass');
    // It is no bucket of log files, and no control of those judges it.
    const others = report.results.filter(
      ({ subject, controlId }) => subject.id === findingsBucket && controlId !== 'GD-21',
    );
    expect(others).toEqual([]);

    const s3 = await administrators.client(S3Client, logArchive, region);
    const { Policy } = await s3.send(new GetBucketPolicyCommand({ Bucket: findingsBucket }));
    const open = Policy?.replace(
      /"Condition":\{"StringEquals":\{"aws:SourceAccount[^}]*\},"ArnLike":\{[^}]*\}\}/,
      '"Condition":{}',
    );
    await s3.send(new PutBucketPolicyCommand({ Bucket: findingsBucket, Policy: open }));
    expect(verdictOn(await used.audit(), 'GD-21', findingsBucket)).toMatchObject({
      status: 'fail',
      reason: expect.stringContaining('without aws:SourceAccount'),
    });
  });
});
