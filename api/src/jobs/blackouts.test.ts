import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EngineEvent, Stack } from '@pulumi/pulumi/automation/index.js';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sandboxConfig } from '../../test/sandbox-config.ts';
import { nobody, saveState } from '../../test/save-state.ts';
import { refuseBlackouts } from './blackouts.ts';
import type { Previewed } from './previewed.ts';
import type { JobContext } from './context.ts';
import type { OrganizationStack } from './organization-stacks.ts';

interface Resource {
  readonly urn: string;
  readonly type: string;
  readonly inputs: object;
  readonly outputs: object;
}

function resource(folder: OrganizationStack, type: string, name: string, properties: object): Resource {
  const urn = `urn:pulumi:organization::trailguard-${folder}::${type}::${name}`;
  return { urn, type, inputs: properties, outputs: properties };
}

const region = 'us-east-1';
const keyArn = `arn:aws:kms:${region}:222222222222:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
const service = { Service: 'cloudtrail.amazonaws.com' };
const policy = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement });
const allow = { Effect: 'Allow', Principal: service, Resource: '*' };

const trail = (folder: OrganizationStack, name: string) =>
  resource(folder, 'aws:cloudtrail/trail:Trail', name, {
    name,
    region,
    arn: `arn:aws:cloudtrail:${region}:111111111111:trail/${name}`,
    s3BucketName: 'logs',
    kmsKeyId: keyArn,
    enableLogging: true,
    isOrganizationTrail: true,
    isMultiRegionTrail: true,
  });
const bucket = resource('log-archive', 'aws:s3/bucket:Bucket', 'logs', {
  bucket: 'logs',
  arn: 'arn:aws:s3:::logs',
  region,
});
const bucketPolicy = (document: string) =>
  resource('log-archive', 'aws:s3/bucketPolicy:BucketPolicy', 'logs', {
    bucket: 'logs',
    policy: document,
    region,
  });
const delivers = bucketPolicy(policy({ ...allow, Action: ['s3:GetBucketAcl', 's3:PutObject'] }));
const key = (document: string) =>
  resource('log-archive', 'aws:kms/key:Key', 'logs', {
    arn: keyArn,
    keyId: '1234abcd-12ab-34cd-56ef-1234567890ab',
    isEnabled: true,
    policy: document,
    region,
  });
const encrypts = key(policy({ ...allow, Action: 'kms:GenerateDataKey*' }));
const archive = [bucket, delivers, encrypts];

let folder: string;
let events: { type: string; data: Record<string, unknown> }[];
let context: JobContext;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trailguard-guard-'));
  events = [];
  context = {
    config: sandboxConfig(folder),
    job: { id: 'job' },
    event: (type: string, data: Record<string, unknown>) => events.push({ type, data }),
  } as unknown as JobContext;
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Keeps the states of the organization's stacks, and opens one. */
async function organizationOf(
  states: Partial<Record<OrganizationStack, readonly Resource[]>>,
  opened: OrganizationStack,
): Promise<Stack> {
  const stacks = new Map<string, Stack>();
  for (const [name, resources] of Object.entries(states)) {
    const asSaved = resources.map((one) => ({ ...one, custom: true, id: one.urn }));
    stacks.set(name, await saveState(context, name as OrganizationStack, { resources: asSaved }));
  }
  return stacks.get(opened) as Stack;
}

/** An event of a preview that takes a resource away, or gives it other properties. */
function step(old: Resource, planned?: Resource): EngineEvent {
  const op = planned === undefined ? 'delete' : 'update';
  const metadata = { op, urn: old.urn, type: old.type, old, new: planned };
  return { sequence: 1, timestamp: 1, resourcePreEvent: { metadata } } as unknown as EngineEvent;
}

/** Asks the guard while something answers as STS does, for its time. */
async function guard(previewed: Omit<Previewed, 'environment' | 'accountId'>): Promise<void> {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/xml');
    response.end('<GetCallerIdentityResponse><GetCallerIdentityResult/></GetCallerIdentityResponse>');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  vi.stubEnv('AWS_ENDPOINT_URL', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'id');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'key');
  try {
    await refuseBlackouts(context, { ...previewed, environment: nobody });
  } finally {
    vi.unstubAllEnvs();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

describe('a change of one stack', () => {
  it('is refused for the trail of another whose key it takes from CloudTrail', async () => {
    const organization = [trail('organization', 'all')];
    const stack = await organizationOf({ 'log-archive': archive, organization }, 'log-archive');
    const denied = key(policy({ ...allow, Action: 'kms:DescribeKey' }));
    await expect(
      guard({ folder: 'log-archive', stack, events: [step(encrypts, denied)] }),
    ).rejects.toMatchObject({ code: 'BLACKOUT', message: expect.stringContaining('management events') });
    expect(events).toContainEqual({
      type: 'blackout',
      data: expect.objectContaining({
        kind: 'stops',
        what: 'management events',
        because: [expect.stringContaining('shuts CloudTrail out')],
      }),
    });
  });

  it('is refused for the trail of another that delivers into its bucket', async () => {
    const organization = [trail('organization', 'all')];
    const stack = await organizationOf({ 'log-archive': archive, organization }, 'log-archive');
    const closed = bucketPolicy(policy({ ...allow, Action: 's3:GetBucketAcl' }));
    await expect(
      guard({ folder: 'log-archive', stack, events: [step(delivers, closed)] }),
    ).rejects.toMatchObject({ message: expect.stringContaining('management events') });
  });

  it('may end a trail whose events one of another stack records', async () => {
    const own = trail('security', 'spare');
    const states = { 'log-archive': archive, organization: [trail('organization', 'all')], security: [own] };
    const stack = await organizationOf(states, 'security');
    await guard({ folder: 'security', stack, events: [step(own)] });
    expect(events.filter(({ data }) => data.what === 'management events')).toEqual([]);
  });

  it('may not end the last trail of all stacks', async () => {
    const own = trail('security', 'only');
    const stack = await organizationOf({ 'log-archive': archive, security: [own] }, 'security');
    await expect(guard({ folder: 'security', stack, events: [step(own)] })).rejects.toMatchObject({
      message: expect.stringContaining('management events'),
    });
  });

  it('is refused where the state of another cannot be opened', async () => {
    const own = trail('organization', 'all');
    const stack = await organizationOf({ 'log-archive': archive, organization: [own] }, 'organization');
    await writeFile(join(folder, '.pulumi/stacks/trailguard-log-archive/organization.json'), '{');
    await expect(guard({ folder: 'organization', stack, events: [step(own, own)] })).rejects.toMatchObject({
      code: 'STATE_UNREADABLE',
    });
  });
});
