import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ConcurrentUpdateError,
  LocalWorkspace,
  Stack,
  StackAlreadyExistsError,
} from '@pulumi/pulumi/automation/index.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { embeddedPulumi } from '../index.ts';
import { FileBackend } from '../state/backend.ts';
import { type DeploymentV3, newManifest, Signature, SIGNATURE_KEY } from '../state/checkpoint.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'verbs-'));
  await writeFile(join(folder, 'Pulumi.yaml'), 'name: shop\nruntime: nodejs\n');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const workspace = (passphrase = 'p', options: { secretsProvider?: string } = {}) =>
  LocalWorkspace.create({
    workDir: folder,
    pulumiCommand: embeddedPulumi(),
    pulumiHome: join(folder, 'home'),
    envVars: { PULUMI_BACKEND_URL: `file://${folder}/state`, PULUMI_CONFIG_PASSPHRASE: passphrase },
    ...options,
  });
const dev = { project: 'shop', stack: 'dev' };
const backend = () => new FileBackend(join(folder, 'state'));
const urn = (type: string, name: string) => `urn:pulumi:dev::shop::${type}::${name}`;
const root = urn('pulumi:pulumi:Stack', 'shop-dev');

/** Runs a command line as it is. */
async function command(...args: string[]): Promise<{ stderr: string; code: number }> {
  const { pulumiCommand } = await workspace();
  const { run } = pulumiCommand as unknown as {
    run(args: string[], cwd: string, env: Record<string, string>): Promise<{ stderr: string; code: number }>;
  };
  const env = { PULUMI_BACKEND_URL: `file://${folder}/state`, PULUMI_CONFIG_PASSPHRASE: 'p' };
  try {
    return await run.call(pulumiCommand, args, folder, env);
  } catch (error) {
    return (error as { commandResult: { stderr: string; code: number } }).commandResult;
  }
}

/** A state as the real CLI leaves it after things went wrong. */
const troubled = (outputs: Record<string, unknown> = {}): DeploymentV3 => ({
  manifest: newManifest('v3.259.0'),
  resources: [
    { urn: root, type: 'pulumi:pulumi:Stack', custom: false, outputs: outputs as never },
    { urn: urn('t', 'new'), type: 't', custom: true, id: '2', initErrors: ['not ready'] },
    { urn: urn('t', 'read'), type: 't', custom: true, id: '3', external: true, parent: root },
    { urn: urn('t', 'moved'), type: 't', custom: true, id: '4', aliases: [urn('t', 'before')] },
    { urn: urn('t', 'new'), type: 't', custom: true, id: '1', delete: true },
  ],
  pending_operations: [
    { type: 'creating', resource: { urn: urn('t', 'slow'), type: 't', custom: true, inputs: { a: 1 } } },
  ],
});

describe('stacks', () => {
  it('are made once, found again and listed', async () => {
    const space = await workspace();
    await Stack.createOrSelect('dev', space);
    await Stack.createOrSelect('dev', space);
    await expect(Stack.create('dev', space)).rejects.toThrow(StackAlreadyExistsError);
    expect(await space.listStacks()).toEqual([{ name: 'dev', current: true }]);
  });

  it.each(['awskms://alias/x', 'hashivault'])(
    'refuse the secrets provider %s by its name',
    async (provider) => {
      const space = await workspace('p', { secretsProvider: provider });
      await expect(Stack.create('dev', space)).rejects.toThrow(provider);
      expect(await space.listStacks()).toEqual([]);
    },
  );

  it('with resources are removed by force alone', async () => {
    const space = await workspace();
    await Stack.create('dev', space);
    await backend().saveDeployment(dev, troubled());
    await expect(space.removeStack('dev')).rejects.toThrow('still has resources');
    await space.removeStack('dev', { force: true });
    expect(await space.listStacks()).toEqual([]);
    await expect(readFile(join(folder, 'Pulumi.dev.yaml'))).rejects.toThrow('ENOENT');
  });

  it('take another name with their URNs, settings and tags', async () => {
    const stack = await Stack.create('dev', await workspace());
    await stack.setConfig('a', { value: 'x' });
    await stack.setTag('owner', 'me');
    await backend().saveDeployment(dev, troubled());
    await stack.rename({ stackName: 'prod' });
    const { deployment } = await stack.exportStack();
    const urns = (deployment as DeploymentV3).resources?.map((resource) => resource.urn);
    expect(urns?.slice(0, 2)).toEqual([
      'urn:pulumi:prod::shop::pulumi:pulumi:Stack::shop-prod',
      'urn:pulumi:prod::shop::t::new',
    ]);
    expect((await stack.getConfig('a')).value).toBe('x');
    expect(await stack.listTags()).toEqual({ owner: 'me' });
  });
});

describe('configuration', () => {
  it('is set, read and removed, secrets encrypted at rest', async () => {
    const stack = await Stack.create('dev', await workspace());
    await stack.setAllConfig({
      a: { value: '=x=' },
      'aws:region': { value: 'eu' },
      t: { value: 'hush-hush', secret: true },
    });
    await stack.setConfig('dash', { value: '--plaintext' });
    expect(await stack.getAllConfig()).toEqual({
      'aws:region': { value: 'eu', secret: false },
      'shop:a': { value: '=x=', secret: false },
      'shop:dash': { value: '--plaintext', secret: false },
      'shop:t': { value: 'hush-hush', secret: true },
    });
    expect(await stack.getConfig('t')).toEqual({ value: 'hush-hush', secret: true });
    expect(await readFile(join(folder, 'Pulumi.dev.yaml'), 'utf8')).not.toContain('hush-hush');
    await stack.removeAllConfig(['a', 't', 'dash']);
    expect(Object.keys(await stack.getAllConfig())).toEqual(['aws:region']);
  });

  it('refuses a wrong passphrase and changes nothing', async () => {
    const stack = await Stack.create('dev', await workspace());
    await stack.setConfig('t', { value: 'hush-hush', secret: true });
    const before = await readFile(join(folder, 'Pulumi.dev.yaml'));
    const stranger = await Stack.select('dev', await workspace('other'));
    await expect(stranger.getAllConfig()).rejects.toThrow('incorrect passphrase');
    await expect(stranger.setConfig('u', { value: 'x', secret: true })).rejects.toThrow(
      'incorrect passphrase',
    );
    expect(await readFile(join(folder, 'Pulumi.dev.yaml'))).toEqual(before);
  });

  it('is refused for a key that is malformed', async () => {
    const stack = await Stack.create('dev', await workspace());
    await expect(stack.setConfig('a:b:c', { value: 'x' })).rejects.toThrow('could not parse a:b:c');
  });
});

describe('state', () => {
  it('of the real CLI after trouble is exported and imported again, without what was pending', async () => {
    const stack = await Stack.create('dev', await workspace());
    await backend().saveDeployment(dev, troubled());
    const exported = await stack.exportStack();
    expect(exported.deployment).toMatchObject(
      troubled().resources ? { resources: troubled().resources } : {},
    );
    await stack.importStack(exported);
    const { deployment } = await stack.exportStack();
    expect((deployment as DeploymentV3).resources).toEqual(troubled().resources);
    expect((exported.deployment as DeploymentV3).pending_operations).toEqual(troubled().pending_operations);
    expect((deployment as DeploymentV3).pending_operations).toBeUndefined();
  });

  it('keeps secrets encrypted through an export that shows them and an import', async () => {
    const stack = await Stack.create('dev', await workspace());
    const secret = { [SIGNATURE_KEY]: Signature.Secret, plaintext: '"hush"' };
    await stack.importStack({ version: 3, deployment: troubled({ word: secret, list: [secret, 'open'] }) });
    expect(await readFile(backend().checkpointFile(dev), 'utf8')).not.toContain('hush');
    expect(await stack.outputs()).toEqual({
      word: { value: 'hush', secret: true },
      list: { value: ['hush', 'open'], secret: false },
    });
  });

  it('of another stack is not imported', async () => {
    const stack = await Stack.create('prod', await workspace());
    await expect(stack.importStack({ version: 3, deployment: troubled() })).rejects.toThrow(
      `resource '${root}' refers to a different stack`,
    );
    expect((await stack.exportStack()).deployment.resources).toBeUndefined();
  });

  it('that is corrupt gives one message with the file, and stays as it is', async () => {
    const stack = await Stack.create('dev', await workspace());
    await backend().saveDeployment(dev, troubled());
    const file = backend().checkpointFile(dev);
    await writeFile(file, (await readFile(file, 'utf8')).slice(0, 300));
    const before = await readFile(file);
    for (const verb of [
      () => stack.exportStack(),
      () => stack.outputs(),
      () => stack.destroy(),
      () => stack.refresh(),
    ]) {
      await expect(verb()).rejects.toThrow(`could not read the checkpoint ${file}`);
    }
    expect(await readFile(file)).toEqual(before);
  });

  it.each([
    ['a taint', { taint: true }],
    ['resource hooks', { resourceHooks: { 'before-create': ['h'] } }],
    ['a refresh before each update', { refreshBeforeUpdate: true }],
    ['replaceWith', { replaceWith: [root] }],
  ])('with %s is not deployed, since that would be lost', async (feature, fields) => {
    const stack = await Stack.create('dev', await workspace());
    const { resources = [], ...rest } = troubled();
    const marked = resources.map((resource) => (resource.id === '2' ? { ...resource, ...fields } : resource));
    await backend().saveDeployment(dev, { ...rest, resources: marked });
    const before = await readFile(backend().checkpointFile(dev));
    await expect(stack.destroy()).rejects.toThrow(`'${urn('t', 'new')}' has ${feature}`);
    expect(await readFile(backend().checkpointFile(dev))).toEqual(before);
  });

  it('is not touched while another process has the lock; cancel clears it', async () => {
    const stack = await Stack.create('dev', await workspace());
    await backend().lock(dev);
    await expect(stack.importStack({ version: 3, deployment: troubled() })).rejects.toThrow(
      ConcurrentUpdateError,
    );
    await expect(stack.destroy()).rejects.toThrow(`pid ${process.pid}`);
    await stack.cancel();
    await stack.importStack({ version: 3, deployment: troubled() });
  });
});

describe('what is not supported', () => {
  it.each([
    [['login', 'file:///x'], "'login file:///x'"],
    [['config', 'env', 'ls'], "'config env'"],
    [['up', '--remote', '--stack', 'dev'], '--remote'],
    [['stack', 'ls', '--project', 'x'], '--project'],
    [['plugin', 'install', 'resource', 'aws', 'v7'], "'plugin install'"],
    [['stack', 'select', 'a', 'b'], "'b'"],
    [['cancel', '--stack', 'dev'], '--yes'],
  ])('%j is refused by name', async (args, name) => {
    const { code, stderr } = await command(...args);
    expect(code).toBe(1);
    expect(stderr).toContain(name);
  });
});
