import { type Ended, runTrailguard } from '@trailguard/cli/testing';
import { vi } from 'vitest';
import type { Client } from '../sandbox-stacks.ts';

/** Runs `trailguard` with somebody's credentials in the environment. */
export async function trailguardAs(
  { endpoint, region, credentials }: Client,
  ...args: readonly string[]
): Promise<Ended> {
  vi.stubEnv('AWS_ENDPOINT_URL', endpoint);
  vi.stubEnv('AWS_REGION', region);
  vi.stubEnv('AWS_ACCESS_KEY_ID', credentials.accessKeyId);
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', credentials.secretAccessKey);
  vi.stubEnv('AWS_SESSION_TOKEN', credentials.sessionToken);
  try {
    return await runTrailguard(args);
  } finally {
    vi.unstubAllEnvs();
  }
}
