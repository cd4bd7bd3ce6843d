import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import { recordProgram } from '@trailguard/baseline/testing';
import { afterEach, expect, it, vi } from 'vitest';
import { leaveOutSdkMessages } from './sdk-messages.ts';

const { debug } = pulumi.log;
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  Object.assign(pulumi.log, { debug });
});

/** Messages that an engine is told while a resource is declared, by their severity. */
async function messages(leaveOut: () => void): Promise<string[]> {
  const told: string[] = [];
  const keep = (severity: string) => async () => void told.push(severity);
  Object.assign(pulumi.log, { debug: keep('debug') });
  vi.spyOn(pulumi.log, 'warn').mockImplementation(keep('warn'));
  leaveOut();
  await recordProgram(async () => {
    new aws.sns.Topic('topic');
    await pulumi.log.warn('of the program');
  });
  return told;
}

it('leaves out what the SDK tells of a resource, and nothing of the program', async () => {
  expect(await messages(() => {})).toContain('debug');
  expect(await messages(leaveOutSdkMessages)).toEqual(['warn']);
});

it('lets everything through when it is asked to', async () => {
  vi.stubEnv('TRAILGUARD_SDK_MESSAGES', 'true');
  expect(await messages(leaveOutSdkMessages)).toContain('debug');
});
