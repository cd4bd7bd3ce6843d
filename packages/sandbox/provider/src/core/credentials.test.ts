import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Configuration } from './configuration.ts';
import { credentialsOf } from './credentials.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'credentials-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** The keys of a profile whose process writes a line each time it is asked; they end after `seconds`. */
async function profileKeys(seconds: number) {
  const script = join(folder, 'process.mjs');
  const log = join(folder, 'asked');
  const answer = `{ Version: 1, AccessKeyId: 'AKIAEXAMPLE', SecretAccessKey: 'secret', SessionToken: 'token', Expiration: new Date(Date.now() + ${seconds * 1000}).toISOString() }`;
  await writeFile(
    script,
    `import { appendFileSync } from 'node:fs';
     appendFileSync(${JSON.stringify(log)}, 'asked\\n');
     console.log(JSON.stringify(${answer}));`,
  );
  const configFile = join(folder, 'config');
  await writeFile(configFile, `[profile member]\ncredential_process = "${process.execPath}" "${script}"\n`);
  const configuration = {
    profile: 'member',
    configFile,
    credentialsFile: join(folder, 'none'),
    assumeRoles: [],
    stsRegion: 'us-east-1',
    endpointOf: () => 'http://127.0.0.1:1',
  } as unknown as Configuration;
  const keys = credentialsOf(configuration, {}, new AbortController().signal);
  return { keys, asked: async () => (await readFile(log, 'utf8')).trim().split('\n').length };
}

it('asks the process of a profile once for all clients, as long as the keys are good', async () => {
  const { keys, asked } = await profileKeys(3_600);
  const answers = await Promise.all([keys(), keys(), keys()]);
  await keys();
  expect(answers.map(({ accessKeyId }) => accessKeyId)).toEqual(Array(3).fill('AKIAEXAMPLE'));
  expect(await asked()).toBe(1);
});

it('asks again when the keys are about to end', async () => {
  const { keys, asked } = await profileKeys(60);
  await keys();
  await keys();
  expect(await asked()).toBe(2);
});
