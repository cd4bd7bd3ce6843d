import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import { openEngine } from '@trailguard/api/engine';
import { findPython } from '@trailguard/sandbox/python-environment';
import { advice, type Check, type Finding, ok } from '../check.ts';

const run = promisify(execFile);

/** Major version of Node.js that the product is tested with. */
const testedNode = 24;

/** What this machine runs the product with. */
export const versions: Check = {
  name: 'versions',
  title: 'Versions on this machine',
  needs: 'nothing',
  run: async () => [node(process.version), ...(await pulumi()), await python()],
};

/** Judges a version of Node.js, `v24.1.0`. */
export function node(version: string): Finding {
  const major = Number(/^v(\d+)/.exec(version)?.[1]);
  return major >= testedNode
    ? ok(`Node.js ${version}`)
    : advice(`Node.js ${version}: tests run on ${testedNode}`, `install Node.js ${testedNode}`);
}

/** The CLI is needed to bring up stacks and by the service; neither audits nor the sandbox need it. */
async function pulumi(): Promise<readonly Finding[]> {
  try {
    const { command } = await openEngine({ mode: 'aws' });
    return [ok(`pulumi ${command.version}`), await plugin()];
  } catch (error) {
    return [advice('stacks cannot be brought up from here', (error as Error).message)];
  }
}

async function plugin(): Promise<Finding> {
  // The one of the stacks, which this package does without.
  const stacks = createRequire(import.meta.resolve('@trailguard/stacks/bring-up'));
  const { version } = stacks('@pulumi/aws/package.json') as { version: string };
  const { stdout } = await run('pulumi', ['plugin', 'ls', '--json']);
  const installed = (JSON.parse(stdout) as { name: string; version?: string }[])
    .filter(({ name }) => name === 'aws')
    .map((one) => one.version);
  return installed.includes(version)
    ? ok(`the plugin aws ${version} of @pulumi/aws is installed`)
    : advice(
        `the plugin aws ${version} of @pulumi/aws is not installed (found: ${installed.join(', ') || 'none'})`,
        `pulumi downloads it at the first run; to have it before: pulumi plugin install resource aws ${version}`,
      );
}

async function python(): Promise<Finding> {
  try {
    return ok(`${await findPython()} for the sandbox`);
  } catch (error) {
    return advice('the sandbox cannot run here', (error as Error).message);
  }
}
