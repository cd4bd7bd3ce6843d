import { zipSync } from 'fflate';
import { expect, it } from 'vitest';
import { runFunction } from './run-function.ts';

const run = (code: string) =>
  runFunction(
    {
      arn: 'arn:aws:lambda:us-east-1:111111111111:function:one',
      name: 'one',
      region: 'us-east-1',
      code: Buffer.from(zipSync({ 'index.mjs': Buffer.from(code) })).toString('base64'),
      settings: { Handler: 'index.handler', Runtime: 'nodejs24.x', Timeout: 60 },
    } as unknown as Parameters<typeof runFunction>[0],
    '{}',
    'request-1',
    { AccessKeyId: 'a', SecretAccessKey: 'b', SessionToken: 'c' },
    'http://127.0.0.1:1',
  );

it('answers whole what is longer than a pipe takes at once, in whatever letters', async () => {
  const { payload, functionError } = await run("export const handler = () => '€'.repeat(200_000);");
  expect(functionError).toBeUndefined();
  expect(JSON.parse(payload)).toBe('€'.repeat(200_000));
});
