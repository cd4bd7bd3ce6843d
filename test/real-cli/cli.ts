import { PulumiCommand } from '@pulumi/pulumi/automation/index.js';

/** The oldest CLI that the product has run with: the one that recorded the engine's traces. */
export const oldestVersion = '3.259.0';

const howToGetIt = `install ${oldestVersion} or a newer release of version 3 (https://www.pulumi.com/docs/install/) and run the tests again`;

/** Version of the `pulumi` on the PATH, as far as there is one. */
export const cliVersion = await findVersion();

/** Why the tests of the CLI do not run, and the way out; undefined when they do. */
export const unavailable = reasonToSkip(cliVersion);

async function findVersion(): Promise<string | undefined> {
  try {
    return String((await PulumiCommand.get({ skipVersionCheck: true })).version ?? 'of no known form');
  } catch {
    return undefined; // The SDK gives one error for a command that is missing and for one that fails.
  }
}

function reasonToSkip(version: string | undefined): string | undefined {
  if (version === undefined) return `no pulumi that works is on the PATH; ${howToGetIt}`;
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = oldestVersion.split('.').map(Number);
  if (major === oldestMajor && minor >= oldestMinor) return undefined;
  return `the pulumi on the PATH is ${version}; ${howToGetIt}`;
}
