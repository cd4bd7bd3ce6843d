import { appendEntry, type EntryContent, readIncident } from '@trailguard/incidents';
import { MemoryRecord } from '@trailguard/incidents/testing';
import { describe, expect, it } from 'vitest';
import { waitingPlan } from './waiting-plan.ts';

const incident = '444444444444-us-east-1-0a';
const digest = 'a'.repeat(64);
const until = '2026-01-02T00:00:00.000Z';
const inTime = new Date('2026-01-01T12:00:00Z');
const plan = (different: Partial<EntryContent & { kind: 'plan' }> = {}): EntryContent => ({
  kind: 'plan',
  action: 'disable-access-key',
  accountId: '444444444444',
  region: 'us-east-1',
  target: {},
  summary: 'make it inactive',
  isDryRun: false,
  approvalUntil: until,
  digest,
  ...different,
});
const approval: EntryContent = {
  kind: 'approval',
  digest,
  approver: { arn: 'arn:aws:sts::333333333333:assumed-role/Approver/alice', userId: 'AROA:alice' },
  reason: 'SEC-7',
  object: { key: 'approvals/x', versionId: 'v' },
};

/** An incident with a finding and what else was written. */
async function holding(...contents: EntryContent[]) {
  const store = new MemoryRecord();
  for (const content of [{ kind: 'finding' as const, event: 'e', finding: {} }, ...contents])
    await appendEntry(store, incident, 'arn:aws:iam::333333333333:role/r', () => content);
  return readIncident(store, incident);
}

describe('the plan that an approval is for', () => {
  it('is the only one that waits', async () => {
    const { plan: found } = waitingPlan(await holding(plan()), inTime);
    expect(found).toMatchObject({ action: 'disable-access-key', digest });
  });

  it('is named where several wait', async () => {
    const other = plan({ action: 'isolate-instance', digest: 'b'.repeat(64) });
    const verified = await holding(plan(), other);
    expect(() => waitingPlan(verified, inTime)).toThrow(
      `Name one of what waits in incident ${incident} by --action: disable-access-key, isolate-instance`,
    );
    expect(() => waitingPlan(verified, inTime, 'block-public-access')).toThrow('Name one of what waits');
    expect(waitingPlan(verified, inTime, 'isolate-instance').plan.digest).toBe('b'.repeat(64));
  });

  it.each<[string, EntryContent[], Date, string]>([
    ['nothing is planned', [{ kind: 'no-action', reason: 'none' }], inTime, 'nothing is planned in it'],
    [
      'the time is over',
      [plan()],
      new Date('2026-01-02T00:00:01Z'),
      `the time to approve disable-access-key ended at ${until}; it is planned anew`,
    ],
    [
      'somebody has approved',
      [plan(), approval],
      inTime,
      'disable-access-key was approved by arn:aws:sts::333333333333:assumed-role/Approver/alice',
    ],
    [
      'it is a dry run',
      [plan({ isDryRun: true, approvalUntil: null })],
      inTime,
      'disable-access-key is a dry run',
    ],
    ['it needs none', [plan({ approvalUntil: null })], inTime, 'disable-access-key needs no approval'],
    [
      'it was carried out',
      [plan(), { kind: 'result', digest, outcome: 'done', text: 'done', undo: null, requestIds: [] }],
      inTime,
      'disable-access-key ended as done',
    ],
    [
      'the incident is closed',
      [plan(), { kind: 'closure', summary: 'a drill', actions: [] }],
      inTime,
      'it is closed',
    ],
  ])('is none where %s', async (_case, contents, now, reason) => {
    const verified = await holding(...contents);
    expect(() => waitingPlan(verified, now)).toThrow(
      `Nothing of incident ${incident} waits for an approval: ${reason}`,
    );
  });
});
