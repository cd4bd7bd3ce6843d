import {
  CloudTrailClient,
  DescribeTrailsCommand,
  StartLoggingCommand,
  StopLoggingCommand,
} from '@aws-sdk/client-cloudtrail';
import {
  DeleteDetectorCommand,
  DisassociateMembersCommand,
  GuardDutyClient,
  ListDetectorsCommand,
  UpdateOrganizationConfigurationCommand,
} from '@aws-sdk/client-guardduty';
import {
  GetBucketPolicyCommand,
  PutBucketPolicyCommand,
  PutPublicAccessBlockCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import {
  PutPublicAccessBlockCommand as PutAccountPublicAccessBlockCommand,
  S3ControlClient,
  type S3ControlClientConfig,
} from '@aws-sdk/client-s3-control';
import {
  ListAccountsCommand,
  ListPoliciesForTargetCommand,
  OrganizationsClient,
} from '@aws-sdk/client-organizations';
import { catalogue } from '@trailguard/controls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientIn } from './clients.ts';
import {
  type EndedJob,
  failed,
  type JobEvent,
  type ListedJob,
  type Report,
  type RunningService,
  regions,
  startService,
  statuses,
} from './service.ts';
import { broken, leftToTheUser, unknownAtFirst, unknownToAll } from './undecided.ts';

const unknownIn = (report: Report) =>
  Object.entries(statuses(report))
    .filter(([, status]) => status === 'unknown')
    .map(([id]) => id)
    .sort();
const hour = 3_600_000;

let running: RunningService;
let vendedEarly: EndedJob;
let deployed: EndedJob;
let vended: EndedJob;
let vendEvents: JobEvent[];
let accountId: string;

const request = () => ({
  name: 'payments',
  email: 'payments@example.com',
  organizationalUnitId: running.service.workloadsUnitId,
});

beforeAll(async () => {
  running = await startService({ regions });
  const early = await running.post<{ job: { id: string } }>('/v1/accounts', request());
  vendedEarly = await running.job(early.job.id);
  const organization = await running.post<{ job: { id: string } }>('/v1/organization/deployments');
  deployed = await running.job(organization.job.id);
  const vend = await running.post<{ job: { id: string }; account: { id: string } }>(
    '/v1/accounts',
    request(),
  );
  accountId = vend.account.id;
  vended = await running.job(vend.job.id);
  vendEvents = await running.events(vend.job.id);
});
afterAll(async () => running?.[Symbol.asyncDispose]());

/** S3 Control puts the account id before the host, which an address of loopback does not bear. */
class LoopbackS3Control extends S3ControlClient {
  constructor(config: S3ControlClientConfig & { endpoint: string }) {
    super({
      ...config,
      disableHostPrefix: true,
      endpointProvider: () => ({ url: new URL(config.endpoint) }),
    });
  }
}

describe('an account that is asked for before its organization', () => {
  it('is refused by what is missing, before anything is made', () => {
    expect(vendedEarly).toMatchObject({ state: 'failed', error: { code: 'NO_CONFIG_BUCKET' } });
    expect(vendedEarly.error?.message).toContain('POST /v1/organization/deployments');
    expect(vendedEarly.result).toBeNull();
  });
});

describe('an organization is provisioned', () => {
  it('from nothing, by a job that succeeds', () => {
    expect(deployed).toMatchObject({ state: 'succeeded', error: null });
  });

  it('under guardrails, which bind every member', async () => {
    const { sandbox } = running.service;
    const organizations = await clientIn(sandbox, OrganizationsClient, 'management');
    const onRoot = async (Filter: 'SERVICE_CONTROL_POLICY' | 'RESOURCE_CONTROL_POLICY') => {
      const { Policies } = await organizations.send(
        new ListPoliciesForTargetCommand({ TargetId: sandbox.rootId, Filter }),
      );
      return Policies?.map(({ Name }) => Name);
    };
    expect(await onRoot('SERVICE_CONTROL_POLICY')).toContain('trailguard-guardrails-1');
    expect(await onRoot('RESOURCE_CONTROL_POLICY')).toContain('trailguard-perimeter-1');
  });

  it('once: doing it again changes nothing', async () => {
    const { job } = await running.post<{ job: { id: string } }>('/v1/organization/deployments');
    const again = await running.job(job.id);
    const stacks = Object.values(
      (again.result?.stacks ?? {}) as Record<string, { changes: Record<string, number> }>,
    );
    expect(again.state).toBe('succeeded');
    expect(stacks).toHaveLength(3);
    for (const { changes } of stacks) expect(Object.keys(changes)).toEqual(['same']);
  });
});

describe('an account is vended', () => {
  it('by a job that says what it did, in order', () => {
    expect(vended).toMatchObject({ state: 'succeeded', attempt: 1 });
    const steps = vendEvents.filter(({ type }) => type === 'step').map(({ data }) => data.step);
    expect(steps).toEqual(['reconcile account', 'preview account', 'apply account', 'audit account']);
    expect(vendEvents.at(-1)).toMatchObject({ type: 'ended', data: { state: 'succeeded' } });
    expect(vendEvents.map(({ id }) => id)).toEqual(vendEvents.map((_event, index) => index + 1));
  });

  it('in the organization, once, in its unit', async () => {
    const organizations = await clientIn(running.service.sandbox, OrganizationsClient, 'management');
    const { Accounts } = await organizations.send(new ListAccountsCommand({}));
    const mine = Accounts?.filter(({ Email }) => Email === 'payments@example.com');
    expect(mine).toHaveLength(1);
    expect(vended.result).toMatchObject({ accountId: mine?.[0]?.Id });
  });

  it('never twice: the same request answers with the same job', async () => {
    const again = await running.post<{ job: { id: string } }>('/v1/accounts', request());
    expect(again.job.id).toBe(vended.id);
  });
});

describe('its audit', () => {
  it('judges all controls, and takes what AWS still has to do for unknown, with a time', async () => {
    const report = await running.audit(accountId);
    expect(report.controls.map(({ id }) => id)).toEqual(Object.keys(catalogue).sort());
    expect(failed(report)).toEqual(Object.keys(leftToTheUser));
    expect(report.unread).toEqual([]);
    const open = report.results.filter(
      ({ controlId, verdict }) => verdict.status === 'unknown' && !Object.hasOwn(unknownAtFirst, controlId),
    );
    for (const { verdict } of open)
      expect(verdict.because).toMatchObject({ unknown: 'pending', until: expect.any(String) });
    const first = open.map(({ verdict }) => String(verdict.because?.until)).sort()[0];
    expect(await running.get(`/v1/accounts/${accountId}`)).toMatchObject({ nextAuditAt: first });
  });

  it('is made again by itself once the time has come, and leaves nothing open but what people must do', async () => {
    const { clock } = running.service.sandbox;
    // A day for what AWS may take a day for, in which something happens: CloudTrail delivers only what did.
    await clock.advance(20 * hour);
    const visitor = await clientIn(running.service.sandbox, CloudTrailClient, {
      id: String(vended.result?.accountId),
    });
    await visitor.send(new DescribeTrailsCommand({}));
    await clock.advance(6 * hour);
    const report = await auditByItself();
    expect(failed(report)).toEqual(Object.keys(leftToTheUser));
    expect(unknownIn(report)).toEqual(Object.keys(unknownToAll));
  });

  /** Waits until no result is pending any more, and reads the audit that found so and that nobody asked for. */
  async function auditByItself(): Promise<Report> {
    for (;;) {
      const { nextAuditAt } = await running.get<{ nextAuditAt: string | null }>(`/v1/accounts/${accountId}`);
      const { items } = await running.get<{ items: ListedJob[] }>('/v1/jobs');
      const job = items.find(({ requestedBy }) => requestedBy === null);
      if (nextAuditAt === null && job?.state === 'succeeded')
        return (await running.get<{ report: Report }>(`/v1/audits/${job.result?.audit}`)).report;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }

  it('keeps the evidence: call, field, value and time', async () => {
    const report = await running.audit(accountId);
    const result = report.results.find(({ controlId }) => controlId === 'CT-06');
    expect(result?.verdict.evidence).toContainEqual(
      expect.objectContaining({
        field: 'validatesLogFiles',
        value: true,
        call: 'cloudtrail:DescribeTrails',
        at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      }),
    );
  });
});

describe('the log files of the organization', () => {
  it('are proven by the role that the archive admits, which audits take for evidence', async () => {
    const { job } = await running.post<{ job: { id: string } }>('/v1/log-verifications', {});
    const verified = await running.job(job.id);
    const proven = { gravest: null, faultCount: 0, hours: { proven: expect.any(Number) } };
    expect(verified).toMatchObject({ state: 'succeeded', result: proven });
    expect(verified.result?.hours).not.toMatchObject({ proven: 0 });
    expect(statuses(await running.audit(accountId))['OPS-07']).toBe('pass');
  });
});

describe('what is broken by hand is found, and nothing else', () => {
  it('a stopped trail', async () => {
    const cloudtrail = await clientIn(running.service.sandbox, CloudTrailClient, 'management');
    const { trailList } = await cloudtrail.send(new DescribeTrailsCommand({}));
    const trail = trailList?.find(({ IsOrganizationTrail }) => IsOrganizationTrail)?.TrailARN ?? '';
    await cloudtrail.send(new StopLoggingCommand({ Name: trail }));
    const report = await running.audit(accountId);
    await cloudtrail.send(new StartLoggingCommand({ Name: trail }));
    expect(broken(report)).toEqual(['CT-01', 'CT-02', 'CT-03', 'CT-04', 'CT-05', 'CT-23', 'CT-24']);
    const result = report.results.find(({ controlId }) => controlId === 'CT-04');
    expect(result?.subject.id).toBe(trail);
    expect(result?.verdict.evidence).toContainEqual(
      expect.objectContaining({ field: 'isLogging', value: false }),
    );
    expect(report.controls.find(({ id }) => id === 'CT-04')?.fix).toMatch(/enableLogging|StartLogging/);
  });

  it('an archive opened to the world', async () => {
    const { logArchive } = running.service.sandbox.accounts;
    const s3 = await clientIn(running.service.sandbox, S3Client, 'logArchive');
    const bucket = { Bucket: `trailguard-logs-${logArchive}-us-east-1` };
    const { Policy = '' } = await s3.send(new GetBucketPolicyCommand(bucket));
    const policy = JSON.parse(Policy);
    const read = {
      Effect: 'Allow',
      Principal: '*',
      Action: 's3:GetObject',
      Resource: `arn:aws:s3:::${bucket.Bucket}/*`,
    };
    await setBlocks(false);
    await s3.send(
      new PutBucketPolicyCommand({
        ...bucket,
        Policy: JSON.stringify({ ...policy, Statement: [...policy.Statement, read] }),
      }),
    );
    const report = await running.audit(accountId);
    await s3.send(new PutBucketPolicyCommand({ ...bucket, Policy }));
    await setBlocks(true);
    expect(broken(report)).toEqual(['LB-02', 'LB-03', 'LB-04', 'LB-06']);

    async function setBlocks(on: boolean): Promise<void> {
      const PublicAccessBlockConfiguration = {
        BlockPublicAcls: on,
        BlockPublicPolicy: on,
        IgnorePublicAcls: on,
        RestrictPublicBuckets: on,
      };
      await s3.send(new PutPublicAccessBlockCommand({ ...bucket, PublicAccessBlockConfiguration }));
      // The account's own block would refuse the public policy.
      const control = await clientIn(running.service.sandbox, LoopbackS3Control, 'logArchive');
      await control.send(
        new PutAccountPublicAccessBlockCommand({ AccountId: logArchive, PublicAccessBlockConfiguration }),
      );
    }
  });

  it('an account taken out of threat detection, its detector deleted', async () => {
    const member = { id: String(vended.result?.accountId) };
    const administrator = await clientIn(running.service.sandbox, GuardDutyClient, 'security');
    const detectorOf = async (client: GuardDutyClient) =>
      (await client.send(new ListDetectorsCommand({}))).DetectorIds?.[0] ?? '';
    const DetectorId = await detectorOf(administrator);
    const configure = (mode: 'ALL' | 'NONE') =>
      administrator.send(
        new UpdateOrganizationConfigurationCommand({ DetectorId, AutoEnableOrganizationMembers: mode }),
      );
    await configure('NONE');
    await administrator.send(new DisassociateMembersCommand({ DetectorId, AccountIds: [member.id] }));
    const victim = await clientIn(running.service.sandbox, GuardDutyClient, member);
    await victim.send(new DeleteDetectorCommand({ DetectorId: await detectorOf(victim) }));
    const report = await running.audit(accountId);
    await configure('ALL');
    expect(broken(report)).toEqual(['GD-01', 'GD-03', 'GD-04']);
    const found = report.results.filter(
      ({ controlId, verdict }) => controlId === 'GD-01' && verdict.status === 'fail',
    );
    expect(found.map(({ subject }) => subject.id)).toEqual([`${member.id}/us-east-1`]);
  });

  it('and after it is mended all pass again', async () => {
    // Auto-enabling brings the account back; AWS may take a day for it.
    await running.service.sandbox.clock.advance(25 * hour);
    await running.audit(accountId);
    await running.service.sandbox.clock.advance(hour);
    expect(broken(await running.audit(accountId))).toEqual([]);
  });
});

describe('a change that breaks a mandatory control', () => {
  it('is refused with the id of the control, and nothing is applied', async () => {
    const { folder } = running;
    await running.service.stop();
    // The same organization, whose operator now asks for a lock of one month.
    const careless = await startService({
      folder,
      regions,
      environment: { TRAILGUARD_STACK_SETTINGS: '{"objectLockDays":30,"logRetentionDays":2555}' },
    });
    try {
      const { job } = await careless.post<{ job: { id: string } }>('/v1/organization/deployments');
      const refused = await careless.job(job.id);
      expect(refused).toMatchObject({
        state: 'refused',
        error: { code: 'POLICY_VIOLATION', controls: ['GD-21', 'LB-12'] },
      });
      const applied = (await careless.events(job.id)).filter(
        ({ type }) => type === 'resource' || type === 'applied',
      );
      expect(applied).toEqual([]);
    } finally {
      await careless.service.stop();
      running = await startService({ folder, regions });
    }
  });
});
