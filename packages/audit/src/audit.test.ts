import { AccountClient, DisableRegionCommand, EnableRegionCommand } from '@aws-sdk/client-account';
import { CloudTrailClient, StartLoggingCommand, StopLoggingCommand } from '@aws-sdk/client-cloudtrail';
import { controls } from '@trailguard/controls';
import { parseRecords } from '@trailguard/controls/records';
import { beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { sessionsOf } from '../test/clients.ts';
import { rememberAnswers } from '../test/remembered-answers.ts';
import { controlsThat, verdictOn } from '../test/statuses.ts';
import { useOrganization } from '../test/use-organization.ts';
import { callsLeftOut } from './collect/audit-parts.ts';
import { type AuditReport, audit, type CredentialsFor } from './index.ts';

const used = useOrganization({ isGoverned: true });
const hour = 3_600_000;

/** What a sandbox cannot put right, and how it looks. */
const beyondTheSandbox: Readonly<Record<string, string>> = {
  'IAM-03': 'user administrator may change trails or detectors without MFA',
  'IAM-07': 'the root user has no MFA',
};

/** What is not asked for, or finds nothing to judge, in the organization of the tests; why, by control. */
const notApplicable: Readonly<Record<string, string>> = {
  'CT-13': 'no function of account … is in scope',
  'CT-14': 'no table of account … is named as sensitive',
  'CT-15': 'no further type is required',
  'CT-16': 'network activity of no service is required',
  'CT-21': 'account … is recorded by one trail at most',
  'CT-22': 'no tags are required',
  'CT-24': 'no state of a stack was given',
  'CT-27': 'one trail for all events is the chosen design',
  'CT-30': 'no convention is configured',
  'CT-31': 'an organization trail records the account (CT-03)',
  'GD-14': 'Runtime Monitoring covers nothing',
  'GD-17': 'nothing was decided: parameter rdsDataRisk is not set',
  'GD-24': 'no filter archives findings',
  'GD-25': 'no list is trusted',
  'GD-27': 'no tag is required: parameter requiredTags is empty',
  'IAM-05': 'the policy is attached to nobody',
  'LB-06': 'the bucket policy admits nobody but services',
  'LB-14': 'no Deny asks CloudTrail how it encrypts',
  'LB-19': 'no copy in another Region is required',
  'LB-24': 'no program is looked at: previews and saved states show it',
  'NT-08': 'no tags are asked for (requiredTags)',
  'OPS-09': 'no finding of severity 7 or more was closed',
  'ORG-11': 'no policy type of a security service is enabled',
  'ORG-12': 'denying Regions is not asked for (regionDeny)',
};

/** Of these there is nothing that a verdict could be about: event data stores, policies of log groups, uploads. */
const withoutSubject = ['CT-25', 'CT-26', 'CW-21', 'GD-18'];

/** Why each control has a status for some subject, without the ids of accounts. */
function reasonsOf(status: 'fail' | 'not_applicable', report: AuditReport): Record<string, string> {
  const ids = controlsThat(status, report);
  return Object.fromEntries(
    report.results.flatMap(({ controlId, verdict }) =>
      ids.includes(controlId) && verdict.status === status
        ? [[controlId, verdict.reason.replace(/\d{12}/, '…')]]
        : [],
    ),
  );
}

/** What is said of each thing, and why, without times. */
function verdictsOf({ results }: AuditReport, ids: readonly string[]): readonly string[] {
  return results
    .filter(({ controlId }) => ids.includes(controlId))
    .map(({ controlId, subject, verdict }) => `${controlId} ${subject.id} ${JSON.stringify(verdict)}`)
    .map((text) => text.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'T'));
}

describe('an audit of the compliant organization', () => {
  let report: AuditReport;
  beforeAll(async () => {
    report = await used.audit();
  });

  it('passes what applies, with a role that may do no more than the audit’s actions', () => {
    expect(reasonsOf('fail', report)).toEqual(beyondTheSandbox);
    expect(controlsThat('unknown', report)).toEqual([]);
    expect(reasonsOf('not_applicable', report)).toEqual(notApplicable);
    const others = [beyondTheSandbox, notApplicable].flatMap(Object.keys).concat(withoutSubject);
    const passed = controls.map(({ id }) => id).filter((id) => !others.includes(id));
    expect(controlsThat('pass', report)).toEqual(passed);
    const failing = Object.keys(beyondTheSandbox).length;
    expect(report).toMatchObject({
      schema: 'trailguard.audit/1',
      scope: 'all',
      score: Math.floor((100 * passed.length) / (passed.length + failing)),
      complete: true,
      unread: [],
      counts: {
        pass: passed.length,
        fail: failing,
        unknown: 0,
        not_applicable: others.length - failing,
      },
      triage: { at: report.asOf, overdue: [], suppressions: [], unread: [] },
    });
    expect(report.triage?.detectors).toBeGreaterThan(1);
  });

  it('judges one account with what the organization holds for it', async () => {
    const { security } = used.parts.sandbox.accounts;
    const own = await used.audit({ accounts: [security] });
    expect(own.unread).toEqual([]);
    expect(controlsThat('fail', own)).toEqual(['IAM-07']);
    const accounts = own.results.filter(({ controlId }) => controlId === 'CT-01');
    expect(accounts.map(({ subject }) => subject.id)).toEqual([security]);
    expect(own.scope).toEqual([security]);
  });

  it('says of each control the same when only what it needs is read', async () => {
    await using aws = await rememberAnswers(used.parts.sandbox.endpoint);
    vi.stubEnv('AWS_ENDPOINT_URL', aws.endpoint);
    onTestFinished(() => void vi.stubEnv('AWS_ENDPOINT_URL', used.parts.sandbox.endpoint));
    const open = sessionsOf(used.parts.sandbox);
    const sessions = new Map(
      await Promise.all(used.parts.accountIds.map(async (id) => [id, await open(id)] as const)),
    );
    const credentials: CredentialsFor = async (id) => sessions.get(id) ?? open(id);
    // What needs the same is read alike, and judged together.
    const alike = Map.groupBy(controls, (control) => [...callsLeftOut([control])].sort().join());
    const differing: string[] = [];
    const unread: unknown[] = [];
    for (const chosen of alike.values()) {
      const ids = chosen.map(({ id }) => id);
      const part = await used.audit({ controls: ids, credentials });
      const others = new Set(verdictsOf(report, ids));
      differing.push(...verdictsOf(part, ids).filter((verdict) => !others.delete(verdict)), ...others);
      unread.push(...part.unread);
    }
    expect({ differing, unread }).toEqual({ differing: [], unread: [] });
    expect(alike.size).toBeGreaterThan(40);
  });

  it('is plain JSON', () => {
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });

  it('judges the bucket of access logs by what is asked of it alone', () => {
    const { accessLogBucket } = used.parts;
    const about = report.results.filter(({ subject }) => subject.id === accessLogBucket);
    const those = (status: string) =>
      about.filter(({ verdict }) => verdict.status === status).map(({ controlId }) => controlId);
    expect(those('pass')).toEqual([
      ...['LB-02', 'LB-03', 'LB-04', 'LB-07', 'LB-09', 'LB-16', 'LB-18', 'LB-22', 'LB-23'],
    ]);
    expect(those('not_applicable').length).toBe(about.length - 9);
  });
});

describe('an audit of what was broken', () => {
  it('shows a stopped trail with the evidence, and when it was seen', async () => {
    const { administrators, trailArn, trailName, sandbox } = used.parts;
    const cloudtrail = await administrators.client(CloudTrailClient, sandbox.accounts.management);
    await cloudtrail.send(new StopLoggingCommand({ Name: trailName }));
    const report = await used.audit();
    await cloudtrail.send(new StartLoggingCommand({ Name: trailName }));
    expect(verdictOn(report, 'CT-04', trailArn)).toMatchObject({
      status: 'fail',
      evidence: expect.arrayContaining([
        expect.objectContaining({ field: 'isLogging', value: false, call: 'cloudtrail:GetTrailStatus' }),
      ]),
    });
    expect(report.complete).toBe(true);
    expect(report.score).toBeLessThan(100);
  });

  it('fails a region that was opted in to and has nothing, and nothing else', async () => {
    const { administrators, sandbox } = used.parts;
    const { management } = sandbox.accounts;
    const account = await administrators.client(AccountClient, management);
    await account.send(new EnableRegionCommand({ RegionName: 'ap-east-1' }));
    const report = await used.audit();
    await account.send(new DisableRegionCommand({ RegionName: 'ap-east-1' }));
    expect(verdictOn(report, 'GD-01', `${management}/ap-east-1`)).toMatchObject({
      status: 'fail',
      evidence: [expect.objectContaining({ field: 'id', value: null, call: 'guardduty:ListDetectors' })],
    });
    const failed = report.results.filter(
      ({ controlId, verdict }) => verdict.status === 'fail' && !(controlId in beyondTheSandbox),
    );
    expect(failed.filter(({ subject }) => !subject.id.endsWith('ap-east-1'))).toEqual([]);
    expect([...new Set(failed.map(({ controlId }) => controlId))].sort()).toEqual([
      'CW-23',
      ...['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12', '13', '20', '26'].map(
        (number) => `GD-${number}`,
      ),
      'IAM-09',
      'OPS-01',
      'OPS-03',
    ]);
    expect(report.unread).toEqual([]);
  });
});

describe('an exception', () => {
  it('accepts what fails, by the account that AWS tells, and is never a pass', async () => {
    const { administrators, trailArn, trailName, sandbox } = used.parts;
    const { management } = sandbox.accounts;
    const day = (offset: number) =>
      new Date(sandbox.clock.now().getTime() + offset * 86_400_000).toISOString().slice(0, 10);
    const exception = {
      control: 'CT-04',
      scope: { accounts: [management], arns: [trailArn] },
      reason: 'stopped while its bucket moves',
      owner: 'platform',
      ticket: 'SEC-1',
      from: day(-1),
      until: day(5),
      approver: 'ciso',
      position: 'trailguard.exceptions.yaml:2',
    };
    const cloudtrail = await administrators.client(CloudTrailClient, management);
    await cloudtrail.send(new StopLoggingCommand({ Name: trailName }));
    const report = await used.audit({ exceptions: [exception] });
    await cloudtrail.send(new StartLoggingCommand({ Name: trailName }));
    expect(verdictOn(report, 'CT-04', trailArn)).toMatchObject({ status: 'waived', exception });
    expect(report.counts.waived).toBe(1);
    expect(report.score).toBeLessThan(100);
    expect(report.notices).toMatchObject([
      { level: 'warning', message: expect.stringContaining('in 5 days') },
    ]);
  });
});

describe('time', () => {
  it('is AWS’s, not this machine’s', async () => {
    const { sandbox } = used.parts;
    const report = await used.audit();
    expect(Math.abs(Date.parse(report.asOf ?? '') - sandbox.clock.now().getTime())).toBeLessThan(60_000);
    expect(Date.parse(report.asOf ?? '') - Date.now()).toBeGreaterThan(hour);
  });
});

describe('an audit that is called off', () => {
  it('does not begin', async () => {
    const reason = new Error('the job was cancelled');
    await expect(used.audit({ signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });

  it('ends in its midst', async () => {
    const controller = new AbortController();
    const reason = new Error('the job was cancelled');
    const sessions = sessionsOf(used.parts.sandbox);
    let opened = 0;
    const running = used.audit({
      signal: controller.signal,
      credentials: (accountId) => {
        opened += 1;
        if (opened === 2) controller.abort(reason);
        return sessions(accountId);
      },
    });
    await expect(running).rejects.toBe(reason);
  });
});

describe('records', () => {
  const auditWithoutRecords = () =>
    audit({ organization: used.parts.audited, credentials: sessionsOf(used.parts.sandbox) });

  it('decide what no setting shows, and are not known where none are given', async () => {
    const { asOf } = await used.audit({ accounts: [] });
    const [drill] = parseRecords([
      {
        file: 'records.yaml',
        text: `records: [{id: drill, kind: alert-test, at: '${asOf?.slice(0, 10)}', by: [ann], outcome: passed, reference: CASE-1}]`,
      },
    ]);
    const records = drill === undefined ? [] : [drill];
    const [without, with_] = [await auditWithoutRecords(), await used.audit({ records })];
    expect(verdictOn(without, 'OPS-13', 'estate')).toMatchObject({ status: 'unknown' });
    expect(verdictOn(with_, 'OPS-13', 'estate')).toMatchObject({ status: 'pass' });
    expect(verdictOn(with_, 'OPS-12', 'estate')).toMatchObject({ status: 'fail' });
    expect(without.complete).toBe(true);
  });
});
