import {
  approvalKey,
  type EntryContent,
  noteKey,
  planStates,
  readIncident,
  writeApproval,
} from '@trailguard/incidents';
import { MemoryRecord } from '@trailguard/incidents/testing';
import { describe, expect, it } from 'vitest';
import { incidentOf } from './finding.ts';
import { isNotification, respondToNotification } from './notifications.ts';
import { type ResponderParts, respondToFinding } from './responder.ts';
import type { ResponderSettings } from './settings.ts';
import { aFinding, aKeyFinding, someSettings } from './testing/builders.ts';
import { type Answers, FakeMember } from './testing/fake-member.ts';

const incident = incidentOf(aKeyFinding().detail);
const session = {
  arn: 'arn:aws:sts::333333333333:assumed-role/Approver/alice',
  userId: 'AROAAPPROVER:alice',
};
const activeKey: Answers = {
  ListAccessKeysCommand: () => ({ AccessKeyMetadata: [{ AccessKeyId: 'AKIAEXAMPLE', Status: 'Active' }] }),
  UpdateAccessKeyCommand: () => ({}),
};

/** An incident whose action waits for an approval. */
async function waiting(different: Partial<ResponderSettings> = {}, finding = aKeyFinding()) {
  const member = new FakeMember(activeKey);
  const store = new MemoryRecord();
  const parts: ResponderParts = { settings: someSettings(different), store, open: async () => member.access };
  await respondToFinding(parts, finding);
  const [state] = planStates((await readIncident(store, incident)).entries);
  const { digest = '' } = state?.plan ?? {};
  return { member, store, parts, digest };
}
type Waiting = Awaited<ReturnType<typeof waiting>>;

interface Written {
  readonly digest?: string;
  readonly named?: string;
  readonly approver?: { arn: string; userId: string };
  readonly principalId?: string;
  readonly text?: string;
  readonly bucket?: string;
}

/** Somebody writes an approval, and S3 tells the function. */
async function approve(incidentOfKey: Waiting, written: Written = {}): Promise<EntryContent[]> {
  const { store, digest } = incidentOfKey;
  const approver = written.approver ?? session;
  const key = approvalKey(incident, written.named ?? digest, 'a1');
  const approval = { incident, digest: written.digest ?? digest, approver, reason: 'SEC-7' };
  store.objects.set(key, written.text ?? JSON.stringify(approval));
  return tell(incidentOfKey, key, { principalId: `AWS:${approver.userId}`, ...written });
}

/** S3 tells the function of an object that somebody wrote. @returns what the record says then. */
async function tell(
  { store, parts }: Waiting,
  key: string,
  { principalId = `AWS:${session.userId}`, bucket = 'incidents' }: Written = {},
): Promise<EntryContent[]> {
  await respondToNotification(parts, {
    Records: [
      {
        eventSource: 'aws:s3',
        eventName: 'ObjectCreated:Put',
        userIdentity: { principalId },
        s3: { bucket: { name: bucket }, object: { key, versionId: 'v1' } },
      },
    ],
  });
  return (await readIncident(store, incident)).entries.map(({ content }) => content);
}

describe('an approval', () => {
  it('of an approver has the plan carried out, and the record says who it was', async () => {
    const incidentOfKey = await waiting();
    const contents = await approve(incidentOfKey);
    expect(contents.map(({ kind }) => kind)).toEqual(['finding', 'plan', 'approval', 'before', 'result']);
    expect(contents[2]).toMatchObject({ approver: session, reason: 'SEC-7' });
    expect(incidentOfKey.member.calls.at(-1)).toEqual({
      command: 'UpdateAccessKeyCommand',
      input: { UserName: 'alice', AccessKeyId: 'AKIAEXAMPLE', Status: 'Inactive' },
    });
    expect(contents[4]).toMatchObject({ outcome: 'done', undo: expect.stringContaining('--status Active') });
  });

  it('counts once, however often S3 tells of it', async () => {
    const incidentOfKey = await waiting();
    await approve(incidentOfKey);
    expect(await approve(incidentOfKey)).toHaveLength(5);
    expect(incidentOfKey.member.commands.filter((name) => name.startsWith('Update'))).toHaveLength(1);
  });

  it('of somebody whom the finding is about is refused, and nothing is done', async () => {
    const accessKeyDetails = {
      accessKeyId: 'ASIAEXAMPLE',
      principalId: 'AROAAPPROVER:mallory',
      userName: 'Approver',
      userType: 'AssumedRole',
    };
    const about = (principalId: string) =>
      aFinding({
        type: 'Backdoor:EC2/C&CActivity.B',
        resource: {
          instanceDetails: { instanceId: 'i-0123456789abcdef0' },
          accessKeyDetails: { ...accessKeyDetails, principalId },
        },
      });
    const contents = await approve(await waiting({}, about('AROAAPPROVER:mallory')));
    expect(contents.at(-1)).toMatchObject({
      kind: 'refusal',
      reason: expect.stringMatching(/role\/Approver, which cannot approve what is done about itself$/),
    });
    await expect(approve(await waiting({}, about('AROAOTHER:bob')))).rejects.toThrow('isolate-instance');
  });

  it('that was accepted is carried out by a later call when the first one failed', async () => {
    const incidentOfKey = await waiting();
    incidentOfKey.member.answers.UpdateAccessKeyCommand = () => {
      throw new Error('throttled');
    };
    await expect(approve(incidentOfKey)).rejects.toThrow('throttled');
    incidentOfKey.member.answers.UpdateAccessKeyCommand = () => ({});
    const contents = await approve(incidentOfKey);
    expect(contents.map(({ kind }) => kind)).toEqual([
      'finding',
      'plan',
      'approval',
      'before',
      'result',
      'result',
    ]);
    expect(contents.at(-1)).toMatchObject({ outcome: 'done' });
  });

  const other = 'f'.repeat(64);
  const role = (name: string) => ({
    arn: `arn:aws:sts::333333333333:assumed-role/${name}/bob`,
    userId: `AROA${name}:bob`,
  });
  it.each<[string, Written, string | RegExp]>([
    [
      'somebody who is no approver',
      { approver: role('Developer') },
      'arn:aws:iam::333333333333:role/Developer is no approver',
    ],
    [
      'the responder itself',
      { approver: role('trailguard-responder') },
      'the responder cannot approve what it does',
    ],
    [
      'a role of the same name in another account',
      { approver: { ...session, arn: session.arn.replace('333333333333', '444444444444') } },
      /444444444444:role\/Approver is no approver/,
    ],
    [
      'somebody who says to be another',
      { principalId: 'AWS:AROADEVELOPER:bob' },
      'AWS:AROADEVELOPER:bob wrote it, and it says that it is of AROAAPPROVER:alice',
    ],
    ['another digest than its name has', { digest: other }, 'it is about another plan than its name says'],
    ['a plan that there is none of', { digest: other, named: other }, 'there is no plan with this digest'],
    ['what is no approval', { text: '{}' }, /it is no approval/],
    ['what is no JSON', { text: 'yes' }, /it is no JSON/],
  ])('of %s is refused and recorded, and nothing is done', async (_case, written, reason) => {
    const incidentOfKey = await waiting();
    const contents = await approve(incidentOfKey, written);
    expect(contents.map(({ kind }) => kind)).toEqual(['finding', 'plan', 'refusal']);
    expect(contents[2]).toMatchObject({
      reason: typeof reason === 'string' ? reason : expect.stringMatching(reason),
    });
    expect(incidentOfKey.member.calls).toEqual([]);
  });

  it('that comes too late is refused', async () => {
    const incidentOfKey = await waiting({ approvalHours: 2 });
    incidentOfKey.store.advance(2 * 3_600_000 + 1);
    expect((await approve(incidentOfKey)).at(-1)).toMatchObject({
      kind: 'refusal',
      reason: 'it came after 2026-01-01T02:00:00.000Z, when the time for it ended',
    });
    expect(incidentOfKey.member.calls).toEqual([]);
  });

  it('that was refused keeps nobody from approving the plan, once it is made anew or by another', async () => {
    const incidentOfKey = await waiting({ approvalHours: 2 });
    const { store, digest, parts } = incidentOfKey;
    const written = (approver = session) =>
      writeApproval(store, { incident, digest, approver, reason: 'SEC-7' });
    store.advance(2 * 3_600_000 + 1);
    expect((await tell(incidentOfKey, await written())).at(-1)).toMatchObject({ kind: 'refusal' });
    await respondToFinding(parts, aKeyFinding());
    const stranger = role('Developer');
    const strange = await tell(incidentOfKey, await written(stranger), {
      principalId: `AWS:${stranger.userId}`,
    });
    expect(strange.at(-1)).toMatchObject({ kind: 'refusal', reason: expect.stringContaining('no approver') });
    const contents = await tell(incidentOfKey, await written());
    expect(contents.map(({ kind }) => kind).slice(-3)).toEqual(['approval', 'before', 'result']);
    expect((await tell(incidentOfKey, await written())).at(-1)).toMatchObject({
      kind: 'refusal',
      reason: 'the plan has been approved before',
    });
    expect(incidentOfKey.member.commands.filter((name) => name.startsWith('Update'))).toHaveLength(1);
  });

  it('of a dry run is refused', async () => {
    const contents = await approve(await waiting({ isDryRun: true }));
    expect(contents.at(-1)).toMatchObject({ kind: 'refusal', reason: 'the plan needs no approval' });
  });

  it('of one incident does not carry out what another one plans', async () => {
    const incidentOfKey = await waiting();
    await respondToFinding(incidentOfKey.parts, {
      ...aKeyFinding(),
      detail: { ...aKeyFinding().detail, id: 'ff' },
    });
    const [state] = planStates(
      (await readIncident(incidentOfKey.store, incident.replace(/-[0-9a-f]+$/, '-ff'))).entries,
    );
    expect(state?.plan.digest).not.toBe(incidentOfKey.digest);
    const contents = await approve(incidentOfKey, {
      digest: state?.plan.digest ?? '',
      named: state?.plan.digest ?? '',
    });
    expect(contents.at(-1)).toMatchObject({ kind: 'refusal', reason: 'there is no plan with this digest' });
  });

  it('in another bucket, or of no incident, approves nothing and fails', async () => {
    const incidentOfKey = await waiting();
    await expect(approve(incidentOfKey, { bucket: 'elsewhere' })).rejects.toThrow(
      'not the bucket of the record',
    );
    const none = { ...incidentOfKey, store: new MemoryRecord() };
    const parts = { ...incidentOfKey.parts, store: none.store };
    await expect(approve({ ...none, parts })).rejects.toThrow(`There is no incident ${incident}`);
  });
});

describe('a note', () => {
  const note = (
    incidentOfKey: Waiting,
    content: object,
    { userId = session.userId, about = incident, id = 'n1' } = {},
  ) => {
    const key = noteKey(incident, id);
    incidentOfKey.store.objects.set(key, JSON.stringify({ incident: about, author: session, content }));
    return tell(incidentOfKey, key, { principalId: `AWS:${userId}` });
  };
  const entries = async ({ store }: Waiting) => (await readIncident(store, incident)).entries.slice(2);

  it('is added once under the name of who wrote it, and a closure ends the incident', async () => {
    const incidentOfKey = await waiting();
    await note(incidentOfKey, { kind: 'note', text: 'called alice' });
    await note(incidentOfKey, { kind: 'note', text: 'called alice' });
    const closure = { kind: 'closure', summary: 'her own script', actions: ['told her'] };
    await note(incidentOfKey, closure, { id: 'n2' });
    expect(await entries(incidentOfKey)).toMatchObject([
      { by: session.arn, content: { kind: 'note', text: 'called alice', object: { versionId: 'v1' } } },
      { by: session.arn, content: closure },
    ]);
    await expect(note(incidentOfKey, { kind: 'note', text: 'late' }, { id: 'n3' })).rejects.toThrow(
      'is closed',
    );
    // GuardDuty may tell of the finding again, when the time for an approval is over.
    incidentOfKey.store.advance(48 * 3_600_000);
    await respondToFinding(incidentOfKey.parts, aKeyFinding());
    expect(await entries(incidentOfKey)).toHaveLength(2);
  });

  it.each<[string, object, { userId?: string; about?: string }, RegExp]>([
    [
      'of another than it says',
      { kind: 'note', text: 'x' },
      { userId: 'AROABOB:bob' },
      /AROABOB:bob wrote it/,
    ],
    ['about another incident', { kind: 'note', text: 'x' }, { about: 'other' }, /about another incident/],
    ['that would plan an action', { kind: 'plan', action: 'isolate-instance' }, {}, /it is no note/],
  ])('%s is refused and recorded', async (_case, content, how, reason) => {
    const incidentOfKey = await waiting();
    await note(incidentOfKey, content, how);
    expect(await entries(incidentOfKey)).toMatchObject([
      {
        by: incidentOfKey.parts.settings.responderArn,
        content: { kind: 'refusal', reason: expect.stringMatching(reason) },
      },
    ]);
  });
});

describe('a notice of S3', () => {
  it('is told apart from other events', () => {
    expect(isNotification({ Records: [] })).toBe(false);
    expect(isNotification({ Event: 's3:TestEvent' })).toBe(false);
    expect(isNotification(aFinding())).toBe(false);
  });
});
