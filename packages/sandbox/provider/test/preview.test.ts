import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UNKNOWN, type Values } from '../src/core/values.ts';
import { resources } from '../src/resources/index.ts';
import { Plugin, secret } from './plugin.ts';
import { Recorder } from './recorder.ts';

/** Of the types that need one of two optional properties: that one. */
const oneOfTwo: Readonly<Record<string, Values>> = {
  'aws:cfg/configurationAggregator:ConfigurationAggregator': { organizationAggregationSource: UNKNOWN },
  'aws:cloudwatch/eventRule:EventRule': { scheduleExpression: 'rate(1 hour)' },
};

describe('a preview', () => {
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

  it.each(Object.keys(resources))(
    'of %s asks AWS nothing, and knows no output that AWS makes',
    async (token) => {
      const definition = await resources[token]?.();
      const required = Object.entries(definition?.properties ?? {}).filter(
        ([, property]) => property.required,
      );
      const inputs: Values = {
        ...Object.fromEntries(required.map(([name]) => [name, UNKNOWN])),
        ...oneOfTwo[token],
      };
      const created = await plugin.create(token, inputs, { preview: true });
      expect(created.outputs.id).toBe(UNKNOWN);
      for (const name of Object.keys(definition?.computed ?? {}))
        expect(created.outputs[name], name).toBe(UNKNOWN);
      for (const [name] of required) expect(created.outputs[name], name).toBe(UNKNOWN);
      await plugin.update({ ...created, id: 'id', outputs: { ...created.outputs, id: 'id' } }, inputs, {
        preview: true,
      });
      expect(recorder.calls).toEqual([]);
    },
  );

  it('of an update keeps outputs that stay', async () => {
    const token = 'aws:sns/topic:Topic';
    const { inputs } = await plugin.check(token, { displayName: 'a' });
    const arn = 'arn:aws:sns:eu-west-1:111122223333:thing';
    const old = { token, name: 'thing', id: arn, inputs, outputs: { ...inputs, id: arn, arn } };
    expect((await plugin.update(old, { displayName: 'b' }, { preview: true })).outputs).toMatchObject({
      arn,
      id: arn,
      displayName: 'b',
    });
  });

  it('shows no secret in the clear', async () => {
    const { outputs } = await plugin.create(
      'aws:sns/topic:Topic',
      { displayName: secret('hidden') },
      { preview: true },
    );
    expect(outputs.displayName).toEqual(secret('hidden'));
  });
});
