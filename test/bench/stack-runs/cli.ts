import { PulumiCommand } from '@pulumi/pulumi/automation/index.js';

/** Version of the real `pulumi` on PATH; `undefined` when there is none that works. */
export async function cliVersion(): Promise<string | undefined> {
  try {
    return String((await PulumiCommand.get({ skipVersionCheck: true })).version);
  } catch {
    // The SDK gives one error for a command that is missing and for one that fails.
    return undefined;
  }
}
