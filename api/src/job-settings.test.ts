import { describe, expect, it } from 'vitest';
import { sandboxConfig } from '../test/sandbox-config.ts';
import { ConfigError } from './config.ts';

const config = (environment: NodeJS.ProcessEnv) => sandboxConfig('/var/lib/trailguard', environment);
function faultsOf(environment: NodeJS.ProcessEnv): readonly string[] {
  try {
    config(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
  throw new Error('the environment was accepted');
}

describe('settings of jobs', () => {
  it('have defaults under which nothing waits that could run, and what is begun may finish', () => {
    expect(config({})).toMatchObject({
      totalConcurrency: null,
      accountConcurrency: 2,
      jobMinutes: {},
      stopSeconds: 300,
      drainSeconds: 0,
    });
  });

  it('give kinds other times, and the whole service a limit', () => {
    const settings = { TRAILGUARD_JOB_MINUTES: '{"audit-account":30}', TRAILGUARD_TOTAL_CONCURRENCY: '5' };
    expect(config(settings)).toMatchObject({ jobMinutes: { 'audit-account': 30 }, totalConcurrency: 5 });
  });

  it.each([
    ['30', 'is malformed'],
    ['{"audit":30}', 'names audit, which is no kind of job; the kinds are deploy-organization, '],
    ['{"audit-account":0}', 'gives audit-account no whole number from 1 to 1320'],
    ['{"audit-account":"30"}', 'gives audit-account no whole number from 1 to 1320'],
    ['{"audit-account":1321}', 'gives audit-account no whole number from 1 to 1320'],
  ])('refuse times that are %s', (text, why) => {
    const [fault] = faultsOf({ TRAILGUARD_JOB_MINUTES: text });
    expect(fault).toContain(`TRAILGUARD_JOB_MINUTES ${why}`);
  });

  it.each(['TRAILGUARD_TOTAL_CONCURRENCY', 'TRAILGUARD_STOP_SECONDS', 'TRAILGUARD_METRICS_PORT'])(
    'refuse a %s that is no number',
    (name) => {
      expect(faultsOf({ [name]: 'many' })).toEqual([expect.stringMatching(`^${name} is malformed`)]);
    },
  );
});
