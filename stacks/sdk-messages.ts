import * as pulumi from '@pulumi/pulumi';

/**
 * Leaves out what Pulumi's SDK tells the engine of its own work: three messages for each resource and each look-up, every one
 * a call of its own, which engines throw away unless they are asked for debug output. Messages of programs, providers and
 * engines stay. `TRAILGUARD_SDK_MESSAGES=true` lets them through, for `pulumi up --debug`.
 */
export function leaveOutSdkMessages(): void {
  if (process.env.TRAILGUARD_SDK_MESSAGES === 'true') return;
  Object.assign(pulumi.log, { debug: async () => {} });
}
