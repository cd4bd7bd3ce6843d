import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { embeddedPulumi } from '@trailguard/engine';
import { bringUp, type PlannedStack, readOrganizationFile, StackOrder } from '@trailguard/stacks/bring-up';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SandboxStacks } from '../baseline/sandbox-stacks.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

let stacks: SandboxStacks;
let folder: string;

/** Projects of the stacks with the sandbox's provider; profiles with credentials of the three accounts. */
beforeAll(async () => {
  stacks = await SandboxStacks.start({ regions: ['us-east-1'] });
  folder = await mkdtemp(join(tmpdir(), 'trailguard-bring-up-'));
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
  const { logArchive, security } = stacks.sandbox.accounts;
  const profiles = { management: undefined, 'log-archive': logArchive, security };
  const sections = await Promise.all(
    Object.entries(profiles).map(async ([name, accountId]) => {
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
});

afterAll(async () => {
  await stacks?.[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

/** Reads an organization of the sandbox from a file, as a user writes it. */
async function organization(different: Record<string, unknown> = {}): Promise<PlannedStack[]> {
  const file = join(folder, 'organization.yaml');
  const value = {
    stack: 'production',
    profiles: {
      'log-archive': 'log-archive',
      organization: 'management',
      security: 'security',
      account: 'management',
    },
    // Order and credentials are the same with less to make.
    settings: {
      ...stacks.settings(),
      regions: ['us-east-1'],
      alarms: false,
      changeMonitor: false,
      guardrails: [],
    },
    accounts: {
      payments: {
        accountName: 'payments',
        email: 'aws+payments@example.com',
        organizationalUnitId: stacks.sandbox.rootId,
      },
    },
    ...different,
  };
  await writeFile(file, JSON.stringify(value));
  return readOrganizationFile(file);
}

/** Brings it up, and tells what was reported. */
async function lines(plan: PlannedStack[], preview = false): Promise<string[]> {
  const reported: string[] = [];
  await bringUp(plan, {
    preview,
    projects: folder,
    pulumiCommand: embeddedPulumi(),
    environment: {
      ...stacks.sandbox.environment,
      AWS_CONFIG_FILE: join(folder, 'aws-config'),
      PULUMI_BACKEND_URL: `file://${folder}`,
      PULUMI_CONFIG_PASSPHRASE: 'test',
    },
    report: (line) => reported.push(line),
  });
  return reported;
}

describe('bringing an organization up', () => {
  it('refuses credentials of another account, and tries nothing that builds on the stack', async () => {
    const plan = await organization({ profiles: { 'log-archive': 'security' } });
    const { logArchive } = stacks.sandbox.accounts;
    await expect(lines(plan)).rejects.toThrow(
      new RegExp(
        `^log-archive production failed with profile security: .*${logArchive}.*` +
          'Not tried: organization production, security production, account payments$',
        's',
      ),
    );
  });

  it('runs all stacks in their order, each with its own profile', async () => {
    const reported = await lines(await organization());
    expect(reported.filter((line) => line.includes(': up'))).toEqual([
      'log-archive production: up with profile log-archive',
      'organization production: up with profile management',
      'security production: up with profile security',
      'account payments: up with profile management',
    ]);
    expect(reported.filter((line) => / \d+ create/.test(line))).toHaveLength(4);
  }, 300_000);

  it('changes nothing the second time, as a preview tells', async () => {
    const reported = await lines(await organization(), true);
    expect(reported.filter((line) => /: \d+ same$/.test(line))).toHaveLength(4);
  }, 300_000);
});
