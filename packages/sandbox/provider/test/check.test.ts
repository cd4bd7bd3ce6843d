import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UNKNOWN } from '../src/core/values.ts';
import { Plugin, secret } from './plugin.ts';
import { Recorder } from './recorder.ts';

const bucket = 'aws:s3/bucket:Bucket';
const role = 'aws:iam/role:Role';

describe('Check', () => {
  let recorder: Recorder;
  let plugin: Plugin;
  beforeAll(async () => {
    recorder = await Recorder.start();
    plugin = await Plugin.start(recorder.environment);
    await plugin.configure({ defaultTags: JSON.stringify({ tags: { owner: 'platform', team: 'none' } }) });
  });
  afterAll(async () => {
    await plugin[Symbol.asyncDispose]();
    await recorder[Symbol.asyncDispose]();
  });

  it('gives a name that starts with the logical one, and says that it did', async () => {
    const { inputs } = await plugin.check(bucket, {}, { name: 'AuditLogs' });
    expect(inputs.bucket).toMatch(/^auditlogs-[0-9a-f]{7}$/);
    expect(inputs.__defaults).toContain('bucket');
  });

  it('keeps a name that it gave, and not one that the program gave before', async () => {
    const first = await plugin.check(bucket, {}, { name: 'logs' });
    const again = await plugin.check(bucket, {}, { name: 'logs', olds: first.inputs });
    expect(again.inputs.bucket).toBe(first.inputs.bucket);
    const given = await plugin.check(bucket, { bucket: 'mine' }, { name: 'logs' });
    const dropped = await plugin.check(bucket, {}, { name: 'logs', olds: given.inputs });
    expect(dropped.inputs.bucket).toMatch(/^logs-[0-9a-f]{7}$/);
  });

  it('gives the same name for the same seed', async () => {
    const seed = new Uint8Array(32).fill(7);
    const [one, other] = [await plugin.check(bucket, {}, { seed }), await plugin.check(bucket, {}, { seed })];
    expect(one.inputs.bucket).toBe(other.inputs.bucket);
  });

  it('keeps a name within what AWS takes', async () => {
    const { inputs } = await plugin.check(role, { assumeRolePolicy: '{}' }, { name: 'x'.repeat(90) });
    expect(String(inputs.name)).toHaveLength(64);
  });

  it("adds the provider's region and default tags, which the resource's own override", async () => {
    const { inputs } = await plugin.check(bucket, { tags: { team: 'audit' } });
    expect(inputs).toMatchObject({
      region: 'eu-west-1',
      tags: { team: 'audit' },
      tagsAll: { owner: 'platform', team: 'audit' },
    });
  });

  it('writes a policy document given as an object as text', async () => {
    const document = { Version: '2012-10-17', Statement: [] };
    const { inputs } = await plugin.check(role, { assumeRolePolicy: document });
    expect(JSON.parse(String(inputs.assumeRolePolicy))).toEqual(document);
  });

  it('names what is missing, misspelt, malformed or not offered', async () => {
    const { failures } = await plugin.check(role, {
      assumerolePolicy: '{}',
      managedPolicyArns: [],
      path: '/',
    });
    expect(failures.map(({ property, reason }) => `${property} ${reason}`)).toEqual([
      expect.stringMatching(
        /^assumerolePolicy is not a property of aws:iam\/role:Role; it has assumeRolePolicy,/,
      ),
      expect.stringMatching(/^managedPolicyArns is not offered .* use aws.iam.RolePolicyAttachment$/),
      'assumeRolePolicy is required by aws:iam/role:Role but was not given',
    ]);
    const malformed = await plugin.check(role, { assumeRolePolicy: '{' });
    expect(malformed.failures[0]?.reason).toMatch(/^is not JSON: /);
  });

  it('finds properties that do not go together', async () => {
    const { failures } = await plugin.check('aws:cloudtrail/trail:Trail', {
      s3BucketName: 'logs',
      cloudWatchLogsGroupArn: 'arn:aws:logs:eu-west-1:111122223333:log-group:trail:*',
    });
    expect(failures).toEqual([
      { property: 'cloudWatchLogsRoleArn', reason: 'goes with cloudWatchLogsGroupArn: give both or neither' },
    ]);
  });

  it('lets unknown values pass', async () => {
    const { inputs, failures } = await plugin.check(role, {
      assumeRolePolicy: UNKNOWN,
      tags: { team: UNKNOWN },
    });
    expect(failures).toEqual([]);
    expect(inputs).toMatchObject({ assumeRolePolicy: UNKNOWN, tagsAll: UNKNOWN });
  });

  it('keeps secrets secret, also in what is made of them', async () => {
    const { inputs } = await plugin.check(bucket, {
      tags: { team: secret('hidden') },
      bucket: secret('named'),
    });
    expect(inputs).toMatchObject({
      bucket: secret('named'),
      tags: { team: secret('hidden') },
      tagsAll: { owner: 'platform', team: secret('hidden') },
    });
  });

  it('names the types there are when it is asked for another', async () => {
    await expect(plugin.check('aws:ec2/instance:Instance', {})).rejects.toThrow(
      /has no resource type aws:ec2\/instance:Instance\. It has: .*aws:s3\/bucket:Bucket/,
    );
    await expect(plugin.invoke('aws:ec2/getAmi:getAmi')).rejects.toThrow(
      /has no function aws:ec2\/getAmi:getAmi\. It has: .*getRegion/,
    );
  });
});
