import {
  CreateOrganizationalUnitCommand,
  EnableAWSServiceAccessCommand,
  ListOrganizationalUnitsForParentCommand,
  OrganizationsClient,
} from '@aws-sdk/client-organizations';
import { CreateDetectorCommand, GuardDutyClient } from '@aws-sdk/client-guardduty';
import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { CreateBucketCommand, ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from './index.ts';
import { administrator, assume, codeOf } from './test/clients.ts';

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await startSandbox();
});
afterEach(() => sandbox?.stop());

const ask = (path: string, body?: object, headers: Record<string, string> = {}) =>
  fetch(`${sandbox.endpoint}/_sandbox/${path}`, {
    method: body ? 'POST' : 'GET',
    headers,
    ...(body ? { body: JSON.stringify(body) } : {}),
  });

describe('a sandbox in another process', () => {
  it('tells its accounts and environment', async () => {
    const status = await (await ask('status')).json();
    expect(status).toMatchObject({
      organizationId: sandbox.organizationId,
      accounts: sandbox.accounts,
      environment: sandbox.environment,
    });
  });

  it('tells which operations it answers itself, and which it refuses', async () => {
    const operations = await (await ask('operations')).json();
    expect(operations).toMatchObject({
      account: { answered: expect.arrayContaining(['ListRegions']), unsupported: [] },
      cloudtrail: {
        answered: expect.arrayContaining(['CreateTrail']),
        unsupported: expect.arrayContaining(['StartQuery']),
      },
    });
    // All of it is moto's.
    expect(operations).not.toHaveProperty('sqs');
  });

  it('moves its clock, and only forward', async () => {
    const before = sandbox.clock.now().getTime();
    await ask('clock', { advanceMilliseconds: 5_000_000 });
    expect(sandbox.clock.now().getTime()).toBeGreaterThanOrEqual(before + 5_000_000);
    expect((await ask('clock', { advanceMilliseconds: -1 })).status).toBe(400);
    expect((await ask('clock', { advanceMilliseconds: 'soon' })).status).toBe(400);
  });

  it('has GuardDuty notice threats and cover workloads, where there is a detector', async () => {
    const { management: accountId } = sandbox.accounts;
    const place = { accountId, region: 'us-east-1' };
    const threat = { ...place, type: 'Recon:EC2/Portscan' };
    expect((await ask('threats', threat)).status).toBe(400);
    expect((await ask('workloads', { ...place, workloads: [] })).status).toBe(400);
    const guardduty = new GuardDutyClient(administrator(sandbox));
    await guardduty.send(new CreateDetectorCommand({ Enable: true }));
    expect(await (await ask('threats', threat)).json()).toEqual({ findingId: expect.any(String) });
    expect((await ask('workloads', { ...place, workloads: [] })).status).toBe(200);
    expect(await (await ask('workloads', { ...place, workloads: 'some' })).json()).toEqual({
      error: "'workloads' must be a list",
    });
  });

  it('has its dials turned, one at a time, and names one that it does not have', async () => {
    await ask('delays', { iam: 3_600_000 });
    await new IAMClient(administrator(sandbox)).send(
      new CreateRoleCommand({
        RoleName: 'later',
        AssumeRolePolicyDocument: JSON.stringify({
          Version: '2012-10-17',
          Statement: [
            { Effect: 'Allow', Principal: { AWS: sandbox.accounts.management }, Action: 'sts:AssumeRole' },
          ],
        }),
      }),
    );
    const role = `arn:aws:iam::${sandbox.accounts.management}:role/later`;
    expect(await codeOf(assume(sandbox, role))).toBe('AccessDenied');
    const answer = await ask('delays', { speed: 1 });
    expect([answer.status, ((await answer.json()) as { error: string }).error]).toEqual([
      400,
      expect.stringContaining("'speed'"),
    ]);
  });

  it('becomes a new organization that knows nothing of the one before', async () => {
    const { organizationId, accounts } = sandbox;
    const before = administrator(sandbox);
    await new S3Client(before).send(new CreateBucketCommand({ Bucket: 'before' }));
    await new OrganizationsClient(before).send(
      new CreateOrganizationalUnitCommand({ ParentId: sandbox.rootId, Name: 'Before' }),
    );
    await ask('reset', {});
    expect(sandbox.organizationId).not.toBe(organizationId);
    expect(sandbox.accounts.management).not.toBe(accounts.management);
    expect(await codeOf(new S3Client(before).send(new ListBucketsCommand({})))).toBe('InvalidAccessKeyId');
    const after = administrator(sandbox);
    expect((await new S3Client(after).send(new ListBucketsCommand({}))).Buckets ?? []).toEqual([]);
    const units = await new OrganizationsClient(after).send(
      new ListOrganizationalUnitsForParentCommand({ ParentId: sandbox.rootId }),
    );
    expect(units.OrganizationalUnits?.map((unit) => unit.Name)).toEqual(['Security', 'Workloads']);
    await new OrganizationsClient(after).send(
      new EnableAWSServiceAccessCommand({ ServicePrincipal: 'guardduty.amazonaws.com' }),
    );
  });

  it('is not steered by a page in a browser', async () => {
    expect((await ask('reset', {}, { origin: 'https://example.com' })).status).toBe(403);
  });
});
