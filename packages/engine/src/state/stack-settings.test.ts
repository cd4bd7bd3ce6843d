import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findProject, type Project } from './project.ts';
import { plaintextManager } from './secrets.ts';
import { effectiveConfig } from './stack-config.ts';
import { StackSettings } from './stack-settings.ts';

let folder: string;
let project: Project;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'settings-'));
  await writeFile(
    join(folder, 'Pulumi.yaml'),
    'name: shop\nruntime: nodejs\nconfig:\n  size:\n    default: 3\n',
  );
  project = findProject(folder) as Project;
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const write = (text: string) => writeFile(join(folder, 'Pulumi.dev.yaml'), text);
const load = () => StackSettings.load(project, 'dev');
const text = () => readFile(join(folder, 'Pulumi.dev.yaml'), 'utf8');
const get = (settings: StackSettings, key: string) => settings.get(key, [], plaintextManager);

describe('the settings of a stack', () => {
  it('keep comments and what they do not know through an edit', async () => {
    await write('# mine\nfuture: 1\nconfig:\n  # why\n  shop:a: x # here\n');
    const settings = await load();
    settings.set('shop:b', [], 'y', false);
    await settings.save();
    expect(await text()).toBe('# mine\nfuture: 1\nconfig:\n  # why\n  shop:a: x # here\n  shop:b: y\n');
  });

  it('keep the digits of a number', async () => {
    await write('config:\n  shop:account: 012345678901\n  shop:ratio: 1.50\n');
    const settings = await load();
    expect(get(settings, 'shop:account')?.value).toBe('012345678901');
    expect(get(settings, 'shop:ratio')?.value).toBe('1.50');
  });

  it('quote text that looks like something else', async () => {
    const settings = await load();
    for (const value of ['012', 'true', 'null', '1e3', '', '- a', 'a: b', '{}', '#x']) {
      settings.set('shop:k', [], value, false);
      await settings.save();
      expect(get(await load(), 'shop:k')).toEqual({ value, secret: false });
    }
  });

  it('give a key without a namespace that of the project', async () => {
    await write('config:\n  a: x\n  aws:config:region: eu\n');
    const settings = await load();
    expect(settings.keys).toEqual(['aws:region', 'shop:a']);
    settings.set('shop:a', [], 'y', false);
    expect(get(settings, 'shop:a')?.value).toBe('y');
    expect(settings.remove('aws:region', [])).toBe(true);
    expect(settings.keys).toEqual(['shop:a']);
  });

  it('open secrets at any depth and say that there are some', async () => {
    const settings = await load();
    settings.set('shop:o', ['list', 0, 'token'], plaintextManager.encrypt('t'), true);
    settings.set('shop:o', ['count'], '2', false);
    expect(get(settings, 'shop:o')).toEqual({
      value: '{"list":[{"token":"t"}],"count":2}',
      secret: true,
      objectValue: { list: [{ token: 't' }], count: 2 },
    });
    expect(settings.hasSecrets).toBe(true);
  });

  it('refuse a path through plain text or past the end of a list', async () => {
    const settings = await load();
    settings.set('shop:a', [], 'text', false);
    expect(() => settings.set('shop:a', ['b'], 'x', false)).toThrow("'shop:a' is not a list or map");
    expect(() => settings.set('shop:l', [1], 'x', false)).toThrow('no place for index 1');
  });

  it('name the file that is malformed', async () => {
    await write('config: [\n');
    await expect(load()).rejects.toThrow(join(folder, 'Pulumi.dev.yaml'));
    await write('- a\n');
    await expect(load()).rejects.toThrow('not a map');
  });

  it('take what the project declares for keys that the stack lacks', async () => {
    const settings = await load();
    const values = () => [...effectiveConfig(project, settings, plaintextManager)];
    expect(values()).toEqual([['shop:size', { value: '3', secret: false }]]);
    settings.set('shop:size', [], '4', false);
    expect(values()).toEqual([['shop:size', { value: '4', secret: false }]]);
  });
});
