import { mkdir, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { StackOrder } from '@trailguard/stacks/bring-up';
import type { SandboxStacks } from '../baseline/sandbox-stacks.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Profiles of {@link writeStackProjects}, by stack. */
export const profiles = {
  'log-archive': 'log-archive',
  organization: 'management',
  security: 'security',
  account: 'management',
};

/**
 * Writes projects of the stacks with the sandbox's provider into a folder, and profiles with credentials of the three
 * accounts: what the CLI would find in a checkout and a home.
 * @returns the environment of the sandbox, with the profiles and states (below `pulumi`) of that folder.
 */
export async function writeStackProjects(
  stacks: SandboxStacks,
  folder: string,
): Promise<Record<string, string>> {
  for (const name of StackOrder) {
    const project = {
      name: `trailguard-${name}`,
      runtime: { name: 'nodejs', options: { typescript: false } },
      main: relative(join(folder, name), join(root, 'stacks', name)),
      plugins: { providers: [{ name: 'aws', path: join(root, 'packages/sandbox/provider') }] },
    };
    await mkdir(join(folder, name));
    await writeFile(join(folder, name, 'Pulumi.yaml'), JSON.stringify(project));
  }
  await mkdir(join(folder, 'pulumi'));
  const { logArchive, security } = stacks.sandbox.accounts;
  const accounts = { management: undefined, 'log-archive': logArchive, security };
  const sections = await Promise.all(
    Object.entries(accounts).map(async ([name, accountId]) => {
      const { credentials } = await stacks.client(accountId);
      return [
        `[profile ${name}]`,
        `aws_access_key_id = ${credentials.accessKeyId}`,
        `aws_secret_access_key = ${credentials.secretAccessKey}`,
        ...(credentials.sessionToken ? [`aws_session_token = ${credentials.sessionToken}`] : []),
      ].join('\n');
    }),
  );
  await writeFile(join(folder, 'aws-config'), `${sections.join('\n')}\n`);
  return {
    ...stacks.sandbox.environment,
    AWS_CONFIG_FILE: join(folder, 'aws-config'),
    PULUMI_BACKEND_URL: pathToFileURL(join(folder, 'pulumi')).href,
    PULUMI_CONFIG_PASSPHRASE: 'test',
  };
}
