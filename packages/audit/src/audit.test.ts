import { AccountClient, DisableRegionCommand, EnableRegionCommand } from '@aws-sdk/client-account';
import { CloudTrailClient, StartLoggingCommand, StopLoggingCommand } from '@aws-sdk/client-cloudtrail';
import { controls } from '@trailguard/controls';
import { parseRecords } from '@trailguard/controls/records';
import { describe, expect, it } from 'vitest';
import { sessionsOf } from '../test/clients.ts';
import { controlsThat, statusesOf, verdictOn } from '../test/statuses.ts';
import { useOrganization } from '../test/use-organization.ts';

const used = useOrganization();
const hour = 3_600_000;

describe('an audit of the compliant organization', () => {
  it('passes every control with a role that may do no more than the audit’s actions', async () => {
    const report = await used.audit();
    expect(statusesOf(report)).toEqual(Object.fromEntries(controls.map(({ id }) => [id, 'pass'])));
    expect(report).toMatchObject({
      schema: 'trailguard.audit/1',
      scope: 'all',
      score: 100,
      complete: true,
      unread: [],
      counts: { pass: controls.length, fail: 0, unknown: 0 },
    });
  });

  it('judges one account with what the organization holds for it', async () => {
    const { security } = used.parts.sandbox.accounts;
    const report = await used.audit({ accounts: [security] });
    expect(controlsThat('pass', report)).toHaveLength(controls.length);
    const accounts = report.results.filter(({ controlId }) => controlId === 'CT-01');
    expect(accounts.map(({ subject }) => subject.id)).toEqual([security]);
    expect(report.scope).toEqual([security]);
  });

  it('is plain JSON', async () => {
    const report = await used.audit();
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });

  it('judges the bucket of access logs by what is asked of it alone', async () => {
    const { accessLogBucket } = used.parts;
    const report = await used.audit();
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

  it('fails a region that was opted in to and has no detector, and nothing else', async () => {
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
    const failed = report.results.filter(({ verdict }) => verdict.status === 'fail');
    expect(failed.map(({ controlId, subject }) => [controlId, subject.id])).toEqual([
      ['GD-01', `${management}/ap-east-1`],
      ['GD-03', 'ap-east-1'],
      ['GD-04', 'ap-east-1'],
    ]);
    expect(report.complete).toBe(true);
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
  it('decide what no setting shows, and are not known where none are given', async () => {
    const { asOf } = await used.audit({ accounts: [] });
    const [drill] = parseRecords([
      {
        file: 'records.yaml',
        text: `records: [{id: drill, kind: alert-test, at: '${asOf?.slice(0, 10)}', by: [ann], outcome: passed, reference: CASE-1}]`,
      },
    ]);
    const records = drill === undefined ? [] : [drill];
    const [without, with_] = [await used.audit(), await used.audit({ records })];
    expect(verdictOn(without, 'OPS-13', 'estate')).toMatchObject({ status: 'unknown' });
    expect(verdictOn(with_, 'OPS-13', 'estate')).toMatchObject({ status: 'pass' });
    expect(verdictOn(with_, 'OPS-12', 'estate')).toMatchObject({ status: 'fail' });
    expect(without.complete).toBe(true);
  });
});
