import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { interruptionMark } from '@trailguard/controls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nobody, saveState } from '../../test/save-state.ts';
import { sandboxConfig } from '../../test/sandbox-config.ts';
import { appliedTrails } from './applied-trails.ts';

const urn = 'urn:pulumi:organization::trailguard-organization::aws:cloudtrail/trail:Trail::trail';
const arn = 'arn:aws:cloudtrail:us-east-1:111111111111:trail/all';
const trail = {
  urn,
  type: 'aws:cloudtrail/trail:Trail',
  custom: true,
  id: arn,
  inputs: { name: 'all' },
  outputs: { arn, name: 'all', s3BucketName: 'logs', enableLogging: true, isOrganizationTrail: true },
};

let folder: string;
let context: Parameters<typeof appliedTrails>[0];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trailguard-states-'));
  context = {
    config: sandboxConfig(folder),
    job: { id: 'job' } as never,
    signal: new AbortController().signal,
  };
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const save = (deployment: Parameters<typeof saveState>[2]) => saveState(context, 'organization', deployment);

describe('the trails that an audit compares with the live ones', () => {
  it('are none before the organization is deployed', async () => {
    expect(await appliedTrails(context, async () => nobody)).toBeUndefined();
  });

  it('are none where its stack makes none', async () => {
    await save({ resources: [] });
    expect(await appliedTrails(context, async () => nobody)).toBeUndefined();
  });

  it('are as its stack last applied them', async () => {
    await save({ resources: [trail] });
    expect(await appliedTrails(context, async () => nobody)).toMatchObject({
      items: [{ arn, bucketName: 'logs', isLogging: true, isOrganization: true }],
      complete: true,
    });
  });

  it('are not known while one of them is being changed', async () => {
    const changing = { type: 'updating', resource: { ...trail, outputs: {} } };
    await save({ resources: [trail], pending_operations: [changing] });
    expect(await appliedTrails(context, async () => nobody)).toMatchObject({
      items: [],
      complete: { unknown: 'not-read', detail: expect.stringContaining('update of a trail') },
    });
  });

  it('are not known while one of them may have been made, which only a refresh can tell', async () => {
    const made = { ...trail, urn: `${urn}-of-data` };
    await save({ resources: [made, { ...trail, initErrors: [interruptionMark('creating')] }] });
    expect(await appliedTrails(context, async () => nobody)).toMatchObject({
      items: [{ observation: { urn: made.urn } }],
      complete: { unknown: 'not-read', detail: expect.stringContaining('update of a trail') },
    });
  });

  it('are not known where nobody may read the state', async () => {
    const refused = () => Promise.reject(new Error('AccessDenied'));
    expect(await appliedTrails(context, refused)).toMatchObject({
      complete: { unknown: 'not-read', detail: expect.stringContaining('AccessDenied') },
    });
  });

  it('are not known where the state cannot be opened, with the reason', async () => {
    const secret = {
      '4dabf18193072939515e22adb298388d': '1b47061264138c4ac30d75fd1eb44270',
      plaintext: '"x"',
    };
    await save({ resources: [{ ...trail, outputs: { ...trail.outputs, tags: secret } }] });
    const stranger = { ...context, config: { ...context.config, passphrase: 'another' } };
    expect(await appliedTrails(stranger, async () => nobody)).toMatchObject({
      items: [],
      complete: { unknown: 'not-read', detail: expect.stringContaining('passphrase') },
    });
  });
});
