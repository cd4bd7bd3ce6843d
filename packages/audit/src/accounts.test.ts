import { CloudTrailClient, StartLoggingCommand, StopLoggingCommand } from '@aws-sdk/client-cloudtrail';
import { DeleteRoleCommand, DeleteRolePolicyCommand, IAMClient } from '@aws-sdk/client-iam';
import { CloseAccountCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
import { PutBucketPolicyCommand, S3Client } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { auditRole, sessionsOf } from '../test/clients.ts';
import { addAccount } from '../test/organization.ts';
import { controlsThat, verdictOn } from '../test/statuses.ts';
import { useOrganization } from '../test/use-organization.ts';

const used = useOrganization();
const hour = 3_600_000;

describe('an account that has just joined', () => {
  it('is given a day by AWS’s clock for what AWS brings to it, and no more', async () => {
    const { sandbox } = used.parts;
    sandbox.setDelays({ members: 48 * hour });
    const accountId = await addAccount(used.parts, 'slow');
    const region = `${accountId}/us-east-1`;

    const early = await used.audit();
    expect(verdictOn(early, 'GD-01', region)).toMatchObject({
      status: 'unknown',
      because: { unknown: 'pending', until: expect.any(String) },
    });
    expect(verdictOn(early, 'GD-04', 'us-east-1')).toMatchObject({ because: { unknown: 'pending' } });
    expect(early.complete).toBe(true);

    await sandbox.clock.advance(25 * hour);
    const late = await used.audit();
    expect(verdictOn(late, 'GD-01', region).status).toBe('fail');
    expect(verdictOn(late, 'GD-04', 'us-east-1').status).toBe('fail');

    await sandbox.clock.advance(24 * hour);
    sandbox.setDelays({ members: 0 });
    const settled = await used.audit();
    expect(verdictOn(settled, 'GD-01', region).status).toBe('pass');
    expect(verdictOn(settled, 'GD-04', 'us-east-1').status).toBe('pass');
  });
});

describe('an account whose role cannot be assumed', () => {
  it('is unknown, with what STS said, while the others are decided', async () => {
    const { administrators } = used.parts;
    const failedBefore = controlsThat('fail', await used.audit());
    const accountId = await addAccount(used.parts, 'locked');
    const iam = await administrators.client(IAMClient, accountId);
    await iam.send(new DeleteRolePolicyCommand({ RoleName: auditRole, PolicyName: 'audit' }));
    await iam.send(new DeleteRoleCommand({ RoleName: auditRole }));
    const report = await used.audit();

    const because = { unknown: 'access-denied', detail: expect.stringContaining('sts:AssumeRole') };
    expect(verdictOn(report, 'CT-01', accountId)).toMatchObject({ status: 'unknown', because });
    expect(verdictOn(report, 'CT-02', accountId)).toMatchObject({ status: 'unknown', because });
    expect(verdictOn(report, 'GD-01', `${accountId}/*`)).toMatchObject({ status: 'unknown', because });
    expect(report.complete).toBe(false);
    expect(report.unread.length).toBeGreaterThan(0);
    for (const failure of report.unread) {
      expect(failure).toMatchObject({ unknown: 'access-denied', detail: expect.stringContaining(accountId) });
    }

    const { management, logArchive, security } = used.parts.sandbox.accounts;
    for (const other of [management, logArchive, security]) {
      expect(verdictOn(report, 'CT-01', other).status).toBe('pass');
      expect(verdictOn(report, 'CT-02', other).status).toBe('pass');
      for (const region of used.parts.regions) {
        expect(verdictOn(report, 'GD-01', `${other}/${region}`).status).toBe('pass');
      }
    }
    expect(verdictOn(report, 'CT-06', used.parts.trailArn).status).toBe('pass');
    // It may have trails of its own that nobody sees.
    expect(verdictOn(report, 'CT-06', 'other trails')).toMatchObject({ status: 'unknown', because });
    expect(failedBefore).toEqual(expect.arrayContaining([...controlsThat('fail', report)]));

    const organizations = await administrators.client(OrganizationsClient, management);
    await organizations.send(new CloseAccountCommand({ AccountId: accountId }));
  });
});

describe('a closed account', () => {
  it('is not asked, not judged, and leaves nothing else open', async () => {
    const { administrators, sandbox } = used.parts;
    const before = await used.audit();
    const accountId = await addAccount(used.parts, 'left');
    const organizations = await administrators.client(OrganizationsClient, sandbox.accounts.management);
    await organizations.send(new CloseAccountCommand({ AccountId: accountId }));
    const asked: string[] = [];
    const report = await used.audit({
      credentials: (id) => {
        asked.push(id);
        return sessionsOf(sandbox)(id);
      },
    });
    expect(asked).not.toContain(accountId);
    expect(verdictOn(report, 'CT-01', accountId).status).toBe('not_applicable');
    expect(verdictOn(report, 'GD-01', `${accountId}/*`).status).toBe('not_applicable');
    for (const status of ['pass', 'fail', 'unknown'] as const) {
      expect(controlsThat(status, report)).toEqual(controlsThat(status, before));
    }
    expect(report).toMatchObject({ complete: true, unread: [], score: before.score });
  });

  it('is answered when it is asked for by itself', async () => {
    const { administrators, sandbox } = used.parts;
    const accountId = await addAccount(used.parts, 'left-too');
    const organizations = await administrators.client(OrganizationsClient, sandbox.accounts.management);
    await organizations.send(new CloseAccountCommand({ AccountId: accountId }));
    const report = await used.audit({ accounts: [accountId] });
    expect(verdictOn(report, 'CT-01', accountId)).toMatchObject({
      status: 'not_applicable',
      reason: expect.stringMatching(/SUSPENDED|PENDING_CLOSURE/),
    });
    expect(report.complete).toBe(true);
  });
});

describe('an account that is none of the organization’s', () => {
  it('is unknown and not passed', async () => {
    const report = await used.audit({ accounts: ['999999999999'] });
    expect(verdictOn(report, 'CT-01', '999999999999').status).toBe('unknown');
    expect(report.complete).toBe(false);
  });
});

describe('an account that has just joined an organization whose trail is stopped', () => {
  it('fails at once: there is nothing to wait for', async () => {
    const { administrators, sandbox, trailArn } = used.parts;
    const accountId = await addAccount(used.parts, 'unrecorded');
    const cloudtrail = await administrators.client(CloudTrailClient, sandbox.accounts.management);
    await cloudtrail.send(new StopLoggingCommand({ Name: trailArn }));
    const report = await used.audit({ accounts: [accountId] });
    await cloudtrail.send(new StartLoggingCommand({ Name: trailArn }));
    for (const control of ['CT-01', 'CT-02'])
      expect(verdictOn(report, control, accountId)).toMatchObject({
        status: 'fail',
        evidence: expect.arrayContaining([
          expect.objectContaining({ field: 'isLogging', value: false, resource: trailArn }),
        ]),
      });
  });
});

describe('an audit of some accounts', () => {
  it('does not take a trail of another member for a stranger’s', async () => {
    const { administrators, bucket, bucketPolicy, sandbox } = used.parts;
    const { logArchive, security } = sandbox.accounts;
    const s3 = await administrators.client(S3Client, logArchive);
    const policy = JSON.parse(bucketPolicy) as { Statement: object[] };
    const admitting = (trailArn: string) => {
      const Statement = {
        Sid: 'Further',
        Effect: 'Allow',
        Principal: { Service: 'cloudtrail.amazonaws.com' },
        Action: 's3:GetBucketAcl',
        Resource: `arn:aws:s3:::${bucket}`,
        Condition: { StringEquals: { 'aws:SourceArn': trailArn } },
      };
      return s3.send(
        new PutBucketPolicyCommand({
          Bucket: bucket,
          Policy: JSON.stringify({ ...policy, Statement: [...policy.Statement, Statement] }),
        }),
      );
    };
    const judged = async () => verdictOn(await used.audit({ accounts: [logArchive] }), 'LB-05', bucket);

    await admitting(`arn:aws:cloudtrail:us-east-1:${security}:trail/own`);
    expect(await judged()).toMatchObject({
      status: 'unknown',
      because: { unknown: 'not-read', detail: expect.stringContaining(security) },
    });
    await admitting('arn:aws:cloudtrail:us-east-1:999999999999:trail/own');
    expect((await judged()).status).toBe('fail');
    await s3.send(new PutBucketPolicyCommand({ Bucket: bucket, Policy: bucketPolicy }));
  });
});
