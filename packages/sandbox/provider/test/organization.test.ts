import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSandbox } from '../../src/index.ts';
import { secret } from './plugin.ts';
import { World } from './world.ts';

const account = 'aws:organizations/account:Account';

describe('the provider against an organization', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.around(await startSandbox());
  });
  afterAll(() => world[Symbol.asyncDispose]());

  it('never makes a second account for an e-mail address, and says how to import the first', async () => {
    const plugin = world.plugin();
    const first = await plugin.create(account, { name: 'first', email: 'team@example.com' });
    const message = `account ${first.id} ("first", ACTIVE) already has the e-mail address Team@Example.com`;
    await expect(plugin.create(account, { name: 'second', email: 'Team@Example.com' })).rejects.toThrow(
      message,
    );
    await expect(plugin.create(account, { name: 'second', email: 'team@example.com' })).rejects.toThrow(
      `pulumi import ${account} <name> ${first.id}`,
    );
    const { nonMasterAccounts } = await plugin.invoke('aws:organizations/getOrganization:getOrganization');
    const emails = (nonMasterAccounts as { email: string }[]).map(({ email }) => email);
    expect(emails.filter((email) => email === 'team@example.com')).toHaveLength(1);
  });

  it('keeps what exists but could not be completed, so that nothing is orphaned', async () => {
    const creation = world
      .plugin()
      .create(account, { name: 'lost', email: 'lost@example.com', parentId: 'ou-none-00000000' });
    const error = (await creation.catch((caught: unknown) => caught)) as {
      metadata: { get(key: string): Buffer[] };
    };
    const [details] = error.metadata.get('grpc-status-details-bin');
    expect(String(details)).toContain('pulumirpc.ErrorResourceInitFailed');
    const { nonMasterAccounts } = await world
      .plugin()
      .invoke('aws:organizations/getOrganization:getOrganization');
    const lost = (nonMasterAccounts as { email: string; id: string }[]).find(
      ({ email }) => email === 'lost@example.com',
    );
    expect(String(details)).toContain(lost?.id);
  });

  it('acts in the account of its role and in the region of each resource', async () => {
    const plugin = world.plugin('security');
    const identity = await plugin.invoke('aws:index/getCallerIdentity:getCallerIdentity');
    expect(identity.accountId).toBe(world.accountId('security'));
    const topic = await plugin.create('aws:sns/topic:Topic', { region: 'eu-west-1' });
    expect(topic.outputs).toMatchObject({
      region: 'eu-west-1',
      arn: `arn:aws:sns:eu-west-1:${world.accountId('security')}:${topic.inputs.name}`,
    });
  });

  it('asks the account for its regions', async () => {
    const { names } = await world.plugin().invoke('aws:index/getRegions:getRegions');
    expect(names).toEqual(['eu-central-1', 'eu-west-1', 'us-east-1', 'us-west-2']);
  });

  it('answers a secret as a secret', async () => {
    const topic = await world.plugin().create('aws:sns/topic:Topic', { displayName: secret('hidden') });
    expect(topic.outputs.displayName).toEqual(secret('hidden'));
    expect((await world.plugin().read(topic))?.outputs.displayName).toEqual(secret('hidden'));
  });

  it('sees what someone changed, and puts it back', async () => {
    const plugin = world.plugin();
    const topic = await plugin.create('aws:sns/topic:Topic', { displayName: 'ours' });
    const { inputs } = await plugin.check(topic.token, { displayName: 'theirs' }, { olds: topic.inputs });
    await plugin.update(topic, { displayName: 'theirs' });
    const refreshed = await plugin.read(topic);
    expect(refreshed?.inputs.displayName).toBe(inputs.displayName);
    expect((await plugin.diff(refreshed ?? topic, topic.inputs)).detailed).toEqual({ displayName: 'UPDATE' });
  });

  it('writes policy documents as the real function does', async () => {
    const { json } = await world.plugin().invoke('aws:iam/getPolicyDocument:getPolicyDocument', {
      statements: [
        {
          sid: 'Write',
          actions: ['s3:PutObject'],
          resources: ['arn:aws:s3:::logs/*'],
          principals: [{ type: 'Service', identifiers: ['cloudtrail.amazonaws.com'] }],
          conditions: [
            { test: 'StringEquals', variable: 's3:x-amz-acl', values: ['bucket-owner-full-control'] },
          ],
        },
      ],
    });
    expect(JSON.parse(String(json))).toEqual({
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'Write',
          Effect: 'Allow',
          Action: 's3:PutObject',
          Resource: 'arn:aws:s3:::logs/*',
          Principal: { Service: 'cloudtrail.amazonaws.com' },
          Condition: { StringEquals: { 's3:x-amz-acl': 'bucket-owner-full-control' } },
        },
      ],
    });
  });
});
