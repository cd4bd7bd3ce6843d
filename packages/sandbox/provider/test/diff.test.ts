import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UNKNOWN, type Values } from '../src/core/values.ts';
import { loadAll } from '../src/core/loaded-late.ts';
import { resources } from '../src/resources/index.ts';
import { Plugin, type Resource } from './plugin.ts';
import { Recorder } from './recorder.ts';

describe('Diff', () => {
  let recorder: Recorder;
  let plugin: Plugin;
  beforeAll(async () => {
    recorder = await Recorder.start();
    plugin = await Plugin.start(recorder.environment);
    await plugin.configure();
  });
  afterAll(async () => {
    await plugin[Symbol.asyncDispose]();
    await recorder[Symbol.asyncDispose]();
  });

  const existing = async (token: string, program: Values): Promise<Resource> => {
    const { inputs } = await plugin.check(token, program);
    return { token, name: 'thing', id: 'id', inputs, outputs: inputs };
  };
  const diff = async (token: string, before: Values, after: Values) => {
    const old = await existing(token, before);
    const { inputs } = await plugin.check(token, after, { olds: old.inputs });
    return plugin.diff(old, inputs);
  };

  it('finds nothing between equal inputs', async () => {
    expect(await diff('aws:s3/bucket:Bucket', { tags: { a: '1' } }, { tags: { a: '1' } })).toMatchObject({
      changed: [],
      detailed: {},
    });
  });

  it('names the path that changed', async () => {
    const rule = (days: number) => ({ id: 'expire', status: 'Enabled', expiration: { days } });
    const before = { bucket: 'logs', rules: [rule(30)] };
    const { detailed, replaces } = await diff(
      'aws:sns/topic:Topic',
      { tags: { 'a.b': '1' } },
      { tags: { 'a.b': '2', c: '3' } },
    );
    expect(detailed).toEqual({
      'tags["a.b"]': 'UPDATE',
      'tags.c': 'ADD',
      'tagsAll["a.b"]': 'UPDATE',
      'tagsAll.c': 'ADD',
    });
    expect(replaces).toEqual([]);
    const lifecycle = await diff('aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration', before, {
      ...before,
      rules: [rule(60)],
    });
    expect(lifecycle.detailed).toEqual({ rules: 'UPDATE' });
  });

  it('replaces a bucket that gets another region', async () => {
    const result = await diff('aws:s3/bucket:Bucket', {}, { region: 'us-west-2' });
    expect(result.replaces).toEqual(['region']);
    expect(result.detailed).toEqual({ region: 'UPDATE_REPLACE' });
  });

  it('deletes first when the new one takes the given name of the old one', async () => {
    const before = { bucket: 'logs', objectLockEnabled: false };
    expect(
      (await diff('aws:s3/bucket:Bucket', before, { ...before, objectLockEnabled: true }))
        .deleteBeforeReplace,
    ).toBe(true);
    expect(
      (await diff('aws:s3/bucket:Bucket', { objectLockEnabled: false }, { objectLockEnabled: true }))
        .deleteBeforeReplace,
    ).toBe(false);
  });

  it('treats an unknown value as a change, and one of a property that replaces as a replacement', async () => {
    const policy = (resource: string) => ({ bucket: resource, policy: '{"Statement":[]}' });
    const result = await diff('aws:s3/bucketPolicy:BucketPolicy', policy('logs'), policy(UNKNOWN));
    expect(result).toMatchObject({ replaces: ['bucket'], detailed: { bucket: 'UPDATE_REPLACE' } });
  });

  it('compares policies by meaning', async () => {
    const role = (document: Values) => ({ assumeRolePolicy: JSON.stringify(document) });
    const one = {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { AWS: 'arn:aws:iam::111122223333:root' },
          Action: ['sts:AssumeRole', 'sts:TagSession'],
        },
      ],
    };
    const same = {
      Statement: {
        Action: ['sts:TagSession', 'sts:AssumeRole'],
        Principal: { AWS: ['111122223333'] },
        Effect: 'Allow',
      },
      Version: '2012-10-17',
    };
    const other = { ...one, Statement: [{ ...one.Statement[0], Effect: 'Deny' }] };
    expect((await diff('aws:iam/role:Role', role(one), role(same))).changed).toEqual([]);
    expect((await diff('aws:iam/role:Role', role(one), role(other))).detailed).toEqual({
      assumeRolePolicy: 'UPDATE',
    });
  });

  it('takes no notice of the order of a set, nor of a value that AWS chose and the program leaves out', async () => {
    const alarm = {
      comparisonOperator: 'GreaterThanThreshold',
      evaluationPeriods: 1,
      alarmActions: ['arn:a', 'arn:b'],
    };
    const reordered = { ...alarm, alarmActions: ['arn:b', 'arn:a'] };
    expect((await diff('aws:cloudwatch/metricAlarm:MetricAlarm', alarm, reordered)).changed).toEqual([]);
    const described = { description: 'of the trail' };
    expect((await diff('aws:kms/key:Key', described, {})).changed).toEqual([]);
  });

  it('cites a page for every property that replaces', async () => {
    for (const { token, properties } of await loadAll(resources)) {
      for (const [name, { replaces }] of Object.entries(properties)) {
        if (replaces) expect(URL.canParse(replaces), `${token} ${name}`).toBe(true);
      }
    }
  });
});
