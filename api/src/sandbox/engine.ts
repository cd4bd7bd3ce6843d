import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { embeddedPulumi } from '@trailguard/engine';
import type { Engine } from '../jobs/engine.ts';

/** The embedded engine with the sandbox's `aws` provider, which refuses any endpoint that is not on loopback. */
export function sandboxEngine(): Engine {
  const plugin = import.meta.resolve('@trailguard/sandbox/provider/PulumiPlugin.yaml');
  return { command: embeddedPulumi(), providers: [{ name: 'aws', path: dirname(fileURLToPath(plugin)) }] };
}
