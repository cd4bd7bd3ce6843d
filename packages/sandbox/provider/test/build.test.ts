import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BuildOptions, build } from 'rolldown';
import { expect, it } from 'vitest';
import { Plugin } from './plugin.ts';

it('runs as it is built, far from its node_modules', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'provider-'));
  try {
    const { default: config } = (await import(`${import.meta.dirname}/../rolldown.config.js`)) as {
      default: BuildOptions;
    };
    await build({ ...config, output: { ...config.output, dir: folder } } as BuildOptions);
    await using plugin = await Plugin.start({ AWS_REGION: 'us-east-1' }, join(folder, 'main.js'));
    expect((await plugin.checkConfig({})).inputs).toEqual({ region: 'us-east-1' });
  } finally {
    await rm(folder, { recursive: true });
  }
});
