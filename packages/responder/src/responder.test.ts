import { type IncidentEntry, planStates, readIncident, verifyIncident } from '@trailguard/incidents';
import { MemoryRecord } from '@trailguard/incidents/testing';
import { describe, expect, it } from 'vitest';
import { type Finding, incidentOf } from './finding.ts';
import { ActionError, respondToFinding } from './responder.ts';
import type { ResponderSettings } from './settings.ts';
import { aFinding, aKeyFinding, someSettings, TrailArn } from './testing/builders.ts';
import { type Answers, FakeMember } from './testing/fake-member.ts';

const openBucket: Answers = {
  GetPublicAccessBlockCommand: () => ({ PublicAccessBlockConfiguration: { BlockPublicAcls: true } }),
  PutPublicAccessBlockCommand: () => ({}),
};

function responder(answers: Answers, different: Partial<ResponderSettings> = {}) {
  const member = new FakeMember(answers);
  const store = new MemoryRecord();
  const opened: object[] = [];
  const parts = {
    settings: someSettings(different),
    store,
    open: async (place: { accountId: string; region: string }) => {
      opened.push({ accountId: place.accountId, region: place.region });
      return member.access;
    },
  };
  const read = async (finding: Finding = aFinding().detail) =>
    (await readIncident(store, incidentOf(finding))).entries;
  return { parts, member, store, opened, read };
}
const kinds = (entries: readonly IncidentEntry[]) => entries.map(({ content }) => content.kind);

describe('a finding', () => {
  it('is answered by the allowed action, each step in the record before the next, with what undoes it', async () => {
    const { parts, member, opened, read, store } = responder(openBucket);
    member.answers.PutPublicAccessBlockCommand = () => {
      // The old settings must be kept by now.
      expect([...store.objects.values()].at(-1)).toContain('"kind":"before"');
      return {};
    };
    await respondToFinding(parts, aFinding());
    const entries = await read();
    expect(kinds(entries)).toEqual(['finding', 'plan', 'before', 'result']);
    expect(opened).toEqual([{ accountId: '444444444444', region: 'eu-west-1' }]);
    expect(member.calls.at(-1)).toEqual({
      command: 'PutPublicAccessBlockCommand',
      input: {
        Bucket: 'open-bucket',
        ExpectedBucketOwner: '444444444444',
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
      },
    });
    expect(entries.at(-1)?.content).toMatchObject({
      outcome: 'done',
      text: 'public access of the bucket open-bucket is blocked',
      undo: `aws s3api put-public-access-block --bucket open-bucket --public-access-block-configuration '{"BlockPublicAcls":true}'`,
    });
    expect(entries.every(({ by }) => by === parts.settings.responderArn)).toBe(true);
  });

  it('is answered once, however often GuardDuty tells of it', async () => {
    const { parts, member, read } = responder(openBucket);
    for (let time = 0; time < 3; time += 1) await respondToFinding(parts, aFinding());
    expect(member.commands).toEqual(['GetPublicAccessBlockCommand', 'PutPublicAccessBlockCommand']);
    expect(kinds(await read())).toEqual(['finding', 'plan', 'before', 'result']);
  });

  it.each([
    ['block-public-access', aFinding()],
    ['disable-access-key', aKeyFinding()],
  ])('is only recorded by a dry run, %s', async (action, finding) => {
    const { parts, member, opened, read } = responder({}, { isDryRun: true });
    await respondToFinding(parts, finding);
    const entries = await read(finding.detail);
    expect(kinds(entries)).toEqual(['finding', 'plan', 'result']);
    expect(entries[1]?.content).toMatchObject({ action, isDryRun: true, approvalUntil: null });
    expect(entries[2]?.content).toMatchObject({ outcome: 'dry-run', text: expect.stringMatching(/^would /) });
    expect([member.calls, opened]).toEqual([[], []]);
  });

  it.each<[string, Partial<ResponderSettings>, ReturnType<typeof aFinding>, string]>([
    [
      'no action is allowed',
      { actions: {} },
      aFinding(),
      'no action is allowed for Policy:S3/BucketAnonymousAccessGranted',
    ],
    [
      'the action is allowed for other types alone',
      { actions: { 'block-public-access': ['Policy:S3/Other', 'Policy:EC2/*'] } },
      aFinding(),
      'no action is allowed for Policy:S3/BucketAnonymousAccessGranted',
    ],
    [
      'it names nothing to act on',
      {},
      aFinding({ resource: {} }),
      'block-public-access: the finding names no bucket',
    ],
    [
      'the key is of the root user',
      {},
      aKeyFinding('Root'),
      "disable-access-key: the access key AKIAEXAMPLE is of Root, not of an IAM user; only a user's key can be disabled",
    ],
  ])('is recorded and left alone where %s', async (_case, different, finding, reason) => {
    const { parts, opened, read } = responder(openBucket, different);
    await respondToFinding(parts, finding);
    await respondToFinding(parts, finding);
    const entries = await read(finding.detail);
    expect(entries.map(({ content }) => content).slice(1)).toEqual([{ kind: 'no-action', reason }]);
    expect(opened).toEqual([]);
  });

  it('waits for an approval where the action is destructive', async () => {
    const { parts, opened, read } = responder({});
    await respondToFinding(parts, aKeyFinding());
    await respondToFinding(parts, aKeyFinding());
    const entries = await read();
    expect(kinds(entries)).toEqual(['finding', 'plan']);
    expect(entries[1]?.content).toMatchObject({ approvalUntil: '2026-01-02T00:00:00.000Z' });
    expect(opened).toEqual([]);
  });

  it('is planned anew when the time for an approval ran out', async () => {
    const { parts, store, read } = responder({});
    await respondToFinding(parts, aKeyFinding());
    store.advance(24 * 3_600_000 + 1000);
    await respondToFinding(parts, aKeyFinding());
    const entries = await read();
    expect(kinds(entries)).toEqual(['finding', 'plan', 'plan']);
    expect(planStates(entries)).toHaveLength(1);
    expect(entries[2]?.content).toMatchObject({ approvalUntil: '2026-01-03T00:00:01.000Z' });
  });

  it('is planned anew, and acted on, when GuardDuty tells of it again after a dry run', async () => {
    const { parts, read } = responder(openBucket, { isDryRun: true });
    await respondToFinding(parts, aFinding());
    await respondToFinding({ ...parts, settings: { ...parts.settings, isDryRun: false } }, aFinding());
    const entries = await read();
    expect(kinds(entries)).toEqual(['finding', 'plan', 'result', 'plan', 'before', 'result']);
    expect(entries.at(-1)?.content).toMatchObject({ outcome: 'done' });
    // A dry run takes nothing back.
    await respondToFinding(parts, aFinding());
    expect(await read()).toHaveLength(6);
  });

  it('tells of each failure and fails itself, then goes on from the values that it kept', async () => {
    const { parts, member, read } = responder({
      GetPublicAccessBlockCommand: () => ({ PublicAccessBlockConfiguration: { BlockPublicAcls: false } }),
    });
    await expect(respondToFinding(parts, aFinding())).rejects.toThrow(ActionError);
    await expect(respondToFinding(parts, aFinding())).rejects.toThrow('not authorized');
    // By now somebody else has changed it: the old values are still those of the beginning.
    member.answers.GetPublicAccessBlockCommand = () => ({ PublicAccessBlockConfiguration: {} });
    member.answers.PutPublicAccessBlockCommand = () => ({});
    await respondToFinding(parts, aFinding());
    const entries = await read();
    expect(kinds(entries)).toEqual(['finding', 'plan', 'before', 'result', 'result', 'result']);
    const outcomes = entries.flatMap(({ content }) => (content.kind === 'result' ? [content.outcome] : []));
    expect(outcomes).toEqual(['failed', 'failed', 'done']);
    expect(entries.at(-1)?.content).toMatchObject({
      undo: expect.stringContaining('{"BlockPublicAcls":false}'),
    });
  });

  it('goes on after a crash anywhere, and acts once', async () => {
    for (let crashAt = 1; crashAt <= 4; crashAt += 1) {
      const { parts, store, read, member } = responder(openBucket);
      let writes = 0;
      store.beforeWrite = () => {
        writes += 1;
        if (writes === crashAt) throw new Error('the process ended');
      };
      await expect(respondToFinding(parts, aFinding())).rejects.toThrow('the process ended');
      await respondToFinding(parts, aFinding());
      const entries = await read();
      expect(kinds(entries).filter((kind) => kind === 'before')).toHaveLength(1);
      expect(entries.at(-1)?.content).toMatchObject({ outcome: 'done' });
      expect(member.commands.filter((name) => name === 'PutPublicAccessBlockCommand').length).toBeLessThan(3);
    }
  });

  it('is not acted on while the record of its incident is not whole', async () => {
    const { parts, store, member } = responder(openBucket);
    const incident = incidentOf(aFinding().detail);
    store.objects.set(`incidents/${incident}/000001.json`, '{"forged":true}');
    await expect(respondToFinding(parts, aFinding())).rejects.toThrow('is not whole');
    expect(member.calls).toEqual([]);
    expect(verifyIncident(incident, await store.read(incident)).entries).toEqual([]);
  });
});

describe('restart-logging', () => {
  const stopped = aFinding({ type: 'Stealth:IAMUser/CloudTrailLoggingDisabled', resource: {} });

  it('starts the organization trail where it is, whatever account the finding is of', async () => {
    const { parts, member, opened, read } = responder({
      GetTrailStatusCommand: () => ({ IsLogging: false }),
      StartLoggingCommand: () => ({}),
    });
    await respondToFinding(parts, stopped);
    expect(opened).toEqual([{ accountId: '111111111111', region: 'us-east-1' }]);
    expect(member.calls.at(-1)).toEqual({ command: 'StartLoggingCommand', input: { Name: TrailArn } });
    expect((await read(stopped.detail)).at(-1)?.content).toMatchObject({ outcome: 'done', undo: null });
  });

  it('leaves a trail alone that is logging', async () => {
    const { parts, member, read } = responder({ GetTrailStatusCommand: () => ({ IsLogging: true }) });
    await respondToFinding(parts, stopped);
    expect(member.commands).toEqual(['GetTrailStatusCommand']);
    expect((await read(stopped.detail)).at(-1)?.content).toMatchObject({ outcome: 'unneeded' });
  });
});
