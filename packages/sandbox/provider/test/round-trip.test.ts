import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startSandbox } from '../../src/index.ts';
import { UNKNOWN } from '../src/core/values.ts';
import { loadAll } from '../src/core/loaded-late.ts';
import { resources } from '../src/resources/index.ts';
import { cfg } from './examples/cfg.ts';
import { cloudtrail } from './examples/cloudtrail.ts';
import { cloudwatch } from './examples/cloudwatch.ts';
import { guardduty } from './examples/guardduty.ts';
import { iam } from './examples/iam.ts';
import { investigation } from './examples/investigation.ts';
import { kms, replicas, sns } from './examples/kms-sns.ts';
import { lambda } from './examples/lambda.ts';
import { organizations, others } from './examples/organizations.ts';
import { s3 } from './examples/s3.ts';
import { securityhub } from './examples/securityhub.ts';
import { sqs } from './examples/sqs.ts';
import { World } from './world.ts';

const examples = [
  ...s3,
  ...kms,
  ...replicas,
  ...sqs,
  ...sns,
  ...cloudwatch,
  ...iam,
  ...cloudtrail,
  ...guardduty,
  ...lambda,
  ...cfg,
  ...securityhub,
  ...organizations,
  ...others,
  ...investigation,
];

/** The organization exists before any program: it is imported, never made. */
const imported = ['aws:organizations/organization:Organization'];

describe('each resource type', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.around(await startSandbox());
  });
  afterEach(() => world.clean());
  afterAll(() => world[Symbol.asyncDispose]());

  it('is found by its token', async () => {
    const tokens = (await loadAll(resources)).map(({ token }) => token);
    expect(tokens).toEqual(Object.keys(resources));
  });

  it('has an example', () => {
    const tokens = Object.keys(resources).filter((token) => !imported.includes(token));
    expect(examples.map(({ token }) => token).sort()).toEqual(tokens.sort());
  });

  it.each(examples)('$token is made, read, imported, changed and removed', async (example) => {
    const { inputs, changed } = await example.prepare(world);
    const plugin = world.plugin(example.actor);
    const preview = await plugin.create(example.token, inputs, { name: 'Example', preview: true });

    const created = await plugin.create(example.token, inputs, { name: 'Example' });
    const again = await plugin.check(example.token, inputs, { name: 'Example', olds: created.inputs });
    expect(again.inputs).toEqual(created.inputs);
    expect((await plugin.diff(created, again.inputs)).changed, 'right after the create').toEqual([]);
    expect(Object.keys(preview.outputs), 'a preview names every output').toEqual(
      expect.arrayContaining(Object.keys(created.outputs)),
    );

    const read = await plugin.read(created);
    expect(read?.outputs).toEqual(created.outputs);
    expect((await plugin.diff(read ?? created, again.inputs)).changed, 'after a refresh').toEqual([]);

    const importId = example.importId?.(created) ?? created.id;
    const found = await plugin.read({ token: example.token, name: 'Example', id: importId });
    const differing = (await plugin.diff({ ...created, ...found }, again.inputs)).changed;
    expect(
      differing.filter((name) => !example.unread?.includes(name)),
      'after an import',
    ).toEqual([]);

    let last = created;
    if (changed) {
      const next = await plugin.check(example.token, changed, { name: 'Example', olds: created.inputs });
      const difference = await plugin.diff(created, next.inputs);
      expect(difference.changed).not.toEqual([]);
      expect(difference.replaces).toEqual([]);
      const promised = await plugin.update(created, changed, { preview: true });
      last = await plugin.update(created, changed);
      for (const [name, value] of Object.entries(promised.outputs)) {
        if (value !== UNKNOWN) expect(last.outputs[name], `the preview of ${name}`).toEqual(value);
      }
      const reread = await plugin.read(last);
      expect((await plugin.diff(reread ?? last, next.inputs)).changed, 'after the update').toEqual([]);
    } else {
      const definition = await resources[example.token]?.();
      const inPlace = Object.values(definition?.properties ?? {}).filter(
        (property) => !property.replaces && !property.unsupported,
      );
      expect(
        inPlace.length === 0 ||
          definition?.update !== undefined ||
          inPlace.every(({ writeOnly }) => writeOnly),
      ).toBe(true);
    }

    await Promise.all([plugin.delete(last), example.removing?.(world)]);
    const left = await plugin.read(last);
    if (example.stays) expect(left).toBeDefined();
    else expect(left).toBeUndefined();
  });
});
