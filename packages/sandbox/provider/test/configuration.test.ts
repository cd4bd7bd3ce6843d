import { describe, expect, it } from 'vitest';
import { UNKNOWN } from '../src/core/values.ts';
import { Plugin, secret } from './plugin.ts';
import { Recorder } from './recorder.ts';

describe('the provider configuration', () => {
  it.each([
    ['missing', undefined, 'AWS_ENDPOINT_URL is not set'],
    ['AWS itself', 'https://sts.us-east-1.amazonaws.com', 'which is not on this machine'],
    ['a private address', 'http://10.0.0.7:4566', 'which is not on this machine'],
    ['a name that starts like loopback', 'http://127.0.0.1.example.com', 'which is not on this machine'],
    ['a name that ends like loopback', 'http://evil-localhost', 'which is not on this machine'],
    ['no URL', 'localhost:4566', 'which is not an http or https URL'],
  ])('refuses an endpoint that is %s', async (_case, endpoint, message) => {
    await using plugin = await Plugin.start({
      AWS_REGION: 'us-east-1',
      ...(endpoint ? { AWS_ENDPOINT_URL: endpoint } : {}),
    });
    await expect(plugin.configure()).rejects.toThrow(message);
  });

  it('refuses an endpoint of one service that is not on this machine', async () => {
    await using recorder = await Recorder.start();
    await using plugin = await Plugin.start(recorder.environment);
    const endpoints = JSON.stringify([{ s3: 'https://s3.eu-west-1.amazonaws.com' }]);
    await expect(plugin.configure({ endpoints })).rejects.toThrow(
      'endpoints.s3 is "https://s3.eu-west-1.amazonaws.com"',
    );
  });

  it('pays no heed to an endpoint of one service in the environment', async () => {
    await using recorder = await Recorder.start();
    await using plugin = await Plugin.start({
      ...recorder.environment,
      AWS_ENDPOINT_URL_S3: 'http://192.0.2.1:9',
    });
    await plugin.configure();
    await expect(plugin.create('aws:s3/bucket:Bucket', {})).rejects.toThrow();
    expect(recorder.calls).toEqual([expect.stringContaining('PUT /thing-')]);
  });

  it('accepts the accounts it is told to and no other', async () => {
    await using recorder = await Recorder.start();
    await using plugin = await Plugin.start(recorder.environment);
    const ids = (...accounts: string[]) => JSON.stringify(accounts);
    await plugin.configure({ allowedAccountIds: ids(Recorder.accountId) });
    await expect(plugin.configure({ allowedAccountIds: ids('999999999999') })).rejects.toThrow(
      'belong to account 111122223333, which is not one of allowedAccountIds: 999999999999',
    );
    await expect(plugin.configure({ forbiddenAccountIds: ids(Recorder.accountId) })).rejects.toThrow(
      'one of forbiddenAccountIds',
    );
  });

  it('says what it supports, and that it takes secrets', async () => {
    await using recorder = await Recorder.start();
    await using plugin = await Plugin.start(recorder.environment);
    expect((await plugin.handshake()).getAcceptSecrets()).toBe(true);
    const configured = await plugin.configure({ secretKey: secret('hidden'), accessKey: 'AKIAOTHER' });
    expect(configured.getSupportspreview()).toBe(true);
    expect(configured.getAcceptsecrets()).toBe(true);
  });

  it('takes the region of the environment where none is configured', async () => {
    await using plugin = await Plugin.start({ AWS_REGION: 'eu-central-1' });
    expect((await plugin.checkConfig({})).inputs).toEqual({ region: 'eu-central-1' });
    expect((await plugin.checkConfig({ region: 'us-west-2' })).inputs).toEqual({ region: 'us-west-2' });
  });

  it('names settings that do not exist or that it does not offer', async () => {
    await using plugin = await Plugin.start({ AWS_REGION: 'eu-central-1' });
    const { failures } = await plugin.checkConfig({
      regoin: 'x',
      httpProxy: 'http://proxy',
      assumeRoles: '[',
      profile: 'p',
    });
    expect(failures.map(({ property, reason }) => `${property} ${reason}`).sort()).toEqual([
      'assumeRoles is not JSON',
      expect.stringMatching(/^httpProxy is not offered/),
      expect.stringMatching(/^regoin is not a setting of the aws provider/),
    ]);
  });

  it('says which settings changed and replaces no provider', async () => {
    await using plugin = await Plugin.start({});
    const difference = await plugin.diffConfig(
      { region: 'us-east-1', profile: 'a' },
      { region: 'eu-west-1', profile: 'a' },
    );
    expect(difference).toMatchObject({ changed: ['region'], replaces: [] });
  });

  it('makes no call while something of it is not known, and still previews', async () => {
    await using recorder = await Recorder.start();
    await using plugin = await Plugin.start({
      ...recorder.environment,
      AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
    });
    await plugin.configure({ region: 'eu-west-1', assumeRoles: UNKNOWN, allowedAccountIds: UNKNOWN });
    const { outputs } = await plugin.create('aws:sns/topic:Topic', {}, { preview: true });
    expect(outputs).toMatchObject({ region: 'eu-west-1', arn: UNKNOWN, id: UNKNOWN });
    expect(await plugin.invoke('aws:index/getCallerIdentity:getCallerIdentity')).toEqual({});
    await expect(plugin.create('aws:sns/topic:Topic', {})).rejects.toThrow('is not configured');
  });
});
