import { CloudTrailClient, paginateLookupEvents } from '@aws-sdk/client-cloudtrail';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { vend } from '../faults/vending.ts';
import { clientIn, VisitorSession } from './clients.ts';
import { accountsAlone, regions, type RunningService, startService } from './service.ts';

/** A call that CloudTrail recorded, as far as it tells who made it. */
interface RecordedCall {
  readonly eventName: string;
  readonly eventTime: string;
  readonly readOnly: boolean;
  readonly userIdentity: {
    readonly type: string;
    readonly arn?: string;
    readonly sessionContext?: { readonly sessionIssuer?: { readonly userName?: string } };
  };
}

/** Roles that may change what a job is asked to change: in the management account and in members. */
const changingRoles = ['TrailGuardApply', 'OrganizationAccountAccessRole'];
const readingRoles = ['TrailGuardPreview', 'TrailGuardAudit'];

let running: RunningService;
let vendJob: string;
let auditJob: string;
/** All that the two jobs did, in every account and Region. */
let calls: readonly RecordedCall[];

beforeAll(async () => {
  running = await startService({ regions, environment: accountsAlone });
  const { job, account } = await vend(running, 'witnessed');
  vendJob = job.id;
  const vended = await running.job(job.id);
  await running.audit(account.id);
  const { items } = await running.get<{ items: { id: string; kind: string }[] }>('/v1/jobs');
  auditJob = items.find(({ kind }) => kind === 'audit-account')?.id ?? '';
  const { management, logArchive, security } = running.service.sandbox.accounts;
  const accounts = [management, logArchive, security, String(vended.result?.accountId)];
  calls = (await Promise.all(accounts.flatMap((id) => regions.map((region) => lookUp(id, region))))).flat();
});
afterAll(async () => running?.[Symbol.asyncDispose]());

/** What CloudTrail's event history holds, without what this test itself asked. */
async function lookUp(accountId: string, region: string): Promise<RecordedCall[]> {
  const cloudtrail = await clientIn(running.service.sandbox, CloudTrailClient, { id: accountId, region });
  const found: RecordedCall[] = [];
  for await (const page of paginateLookupEvents({ client: cloudtrail }, {}))
    for (const { CloudTrailEvent } of page.Events ?? []) found.push(JSON.parse(CloudTrailEvent ?? ''));
  return found.filter((call) => sessionOf(call) !== VisitorSession);
}

const roleOf = ({ userIdentity }: RecordedCall) => userIdentity.sessionContext?.sessionIssuer?.userName;
const sessionOf = ({ userIdentity }: RecordedCall) => userIdentity.arn?.split('/').at(-1);
const isByRole = (call: RecordedCall) => call.userIdentity.type === 'AssumedRole';
const byRole = (role: string) => calls.filter((call) => roleOf(call) === role);
const describeCall = (call: RecordedCall) => `${call.eventName} by ${call.userIdentity.arn}`;

describe('CloudTrail tells of the sessions of jobs that', () => {
  it.each(readingRoles)('%s changes nothing', (role) => {
    expect(byRole(role).length).toBeGreaterThan(0);
    expect(
      byRole(role)
        .filter(({ readOnly }) => !readOnly)
        .map(describeCall),
    ).toEqual([]);
  });

  it('each is named after its job', () => {
    const sessions = calls.filter(isByRole).map(sessionOf);
    const ofJobs = sessions.filter((session) => !session?.startsWith('request-'));
    expect(new Set(ofJobs)).toEqual(new Set([vendJob, auditJob]));
  });

  it('a request looks for its organizational unit by the role that reads, in a session of its own', () => {
    const ofRequests = calls.filter((call) => sessionOf(call)?.startsWith('request-'));
    expect(new Set(ofRequests.map(({ eventName }) => eventName))).toEqual(
      new Set(['DescribeOrganizationalUnit']),
    );
    expect(new Set(ofRequests.map(roleOf))).toEqual(new Set(['TrailGuardPreview']));
  });

  it('a vending previews, applies and audits by a role for each', () => {
    const roles = new Set(calls.filter((call) => sessionOf(call) === vendJob).map(roleOf));
    expect(roles).toEqual(new Set([...readingRoles, ...changingRoles]));
  });

  it('an audit is made by the role for audits alone', () => {
    const roles = new Set(calls.filter((call) => sessionOf(call) === auditJob).map(roleOf));
    expect(roles).toEqual(new Set(['TrailGuardAudit']));
  });

  it('what was changed was changed by the roles that apply', () => {
    const changes = calls.filter((call) => isByRole(call) && !call.readOnly);
    expect(changes.map(({ eventName }) => eventName)).toContain('CreateAccount');
    expect(new Set(changes.map(roleOf))).toEqual(new Set(changingRoles));
  });

  it('the service itself does nothing but open them and ask for the time', () => {
    const first =
      calls
        .filter(isByRole)
        .map(({ eventTime }) => eventTime)
        .sort()[0] ?? '';
    const own = calls.filter(
      ({ userIdentity, eventTime }) => userIdentity.type === 'IAMUser' && eventTime > first,
    );
    // An audit that is planned for later lets the queue ask for AWS's time, by a call that needs no permission.
    const names = new Set(own.map(({ eventName }) => eventName));
    names.delete('GetCallerIdentity');
    expect([...names]).toEqual(['AssumeRole']);
  });
});
