import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { LocalWorkspace, type PulumiFn, type Stack } from '@pulumi/pulumi/automation/index.js';
import { embeddedPulumi } from '@trailguard/engine';
import { type Sandbox, type SandboxOptions, startSandbox } from '@trailguard/sandbox';

/** Configuration of an SDK client. */
export interface Client {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { accessKeyId: string; secretAccessKey: string; sessionToken?: string };
  readonly maxAttempts: number;
}

/** Settings with which the stacks make trail, archive and detection, and nothing that only watches or guards them. */
export const bare = { configRecorder: 'false', changeMonitor: 'false', alarms: 'false', guardrails: '[]' };

/** A sandbox organization and stacks on it, each with a program and credentials of an account. */
export class SandboxStacks implements AsyncDisposable {
  readonly sandbox: Sandbox;
  readonly #folder: string;

  private constructor(sandbox: Sandbox, folder: string) {
    this.sandbox = sandbox;
    this.#folder = folder;
  }

  static async start(options: SandboxOptions = {}): Promise<SandboxStacks> {
    const folder = await mkdtemp(join(tmpdir(), 'trailguard-baseline-'));
    return new SandboxStacks(await startSandbox({ delays: { iam: 0 }, ...options }), folder);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.sandbox.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }

  /** The settings of this organization; a test states what differs. */
  settings(different: Record<string, string> = {}): Record<string, string> {
    const { organizationId, accounts } = this.sandbox;
    return {
      organizationId,
      managementAccountId: accounts.management,
      logArchiveAccountId: accounts.logArchive,
      securityAccountId: accounts.security,
      homeRegion: 'us-east-1',
      ...different,
    };
  }

  /** An SDK client of an account, with a role of it; the management account's administrator without one. */
  async client(
    accountId?: string,
    roleName = 'OrganizationAccountAccessRole',
    region = 'us-east-1',
  ): Promise<Client> {
    const { endpoint, environment } = this.sandbox;
    const { AWS_ACCESS_KEY_ID: accessKeyId = '', AWS_SECRET_ACCESS_KEY: secretAccessKey = '' } = environment;
    const administrator = { endpoint, region, maxAttempts: 1, credentials: { accessKeyId, secretAccessKey } };
    if (accountId === undefined) return administrator;
    const sts = new STSClient(administrator);
    try {
      const { Credentials: made } = await sts.send(
        new AssumeRoleCommand({
          RoleArn: `arn:aws:iam::${accountId}:role/${roleName}`,
          RoleSessionName: 'test',
        }),
      );
      const credentials = {
        accessKeyId: made?.AccessKeyId ?? '',
        secretAccessKey: made?.SecretAccessKey ?? '',
        sessionToken: made?.SessionToken ?? '',
      };
      return { ...administrator, credentials };
    } finally {
      sts.destroy();
    }
  }

  /** Writes profiles with credentials of clients into a file. @returns the environment in which they are found. */
  async profiles(clients: Readonly<Record<string, Client>>): Promise<Record<string, string>> {
    const sections = Object.entries(clients).map(([name, { credentials }]) =>
      [
        `[profile ${name}]`,
        `aws_access_key_id = ${credentials.accessKeyId}`,
        `aws_secret_access_key = ${credentials.secretAccessKey}`,
        ...(credentials.sessionToken ? [`aws_session_token = ${credentials.sessionToken}`] : []),
      ].join('\n'),
    );
    const AWS_CONFIG_FILE = join(this.#folder, 'aws-config');
    await writeFile(AWS_CONFIG_FILE, `${sections.join('\n')}\n`);
    return { AWS_CONFIG_FILE };
  }

  /** A stack of its own with an inline program, run with a client's credentials and what else there is to be in the environment. */
  async open(
    name: string,
    program: PulumiFn,
    { credentials }: Client,
    environment: Readonly<Record<string, string>> = {},
  ): Promise<Stack> {
    const workDir = join(this.#folder, name);
    await mkdir(workDir);
    const provider = dirname(
      fileURLToPath(import.meta.resolve('@trailguard/sandbox/provider/PulumiPlugin.yaml')),
    );
    return LocalWorkspace.createOrSelectStack(
      { stackName: 'test', projectName: name, program },
      {
        workDir,
        pulumiCommand: embeddedPulumi(),
        projectSettings: {
          name,
          runtime: 'nodejs',
          plugins: { providers: [{ name: 'aws', path: provider }] },
        } as never,
        envVars: {
          ...this.sandbox.environment,
          ...environment,
          AWS_ACCESS_KEY_ID: credentials.accessKeyId,
          AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
          ...(credentials.sessionToken ? { AWS_SESSION_TOKEN: credentials.sessionToken } : {}),
          PULUMI_BACKEND_URL: `file://${this.#folder}`,
          PULUMI_CONFIG_PASSPHRASE: 'test',
        },
      },
    );
  }
}

/** Sets a stack's whole configuration: what was set before and is not any more goes. */
export async function configure(stack: Stack, settings: Record<string, string>): Promise<void> {
  for (const key of Object.keys(await stack.getAllConfig())) await stack.removeConfig(key);
  await stack.setAllConfig(
    Object.fromEntries(Object.entries(settings).map(([key, value]) => [`trailguard:${key}`, { value }])),
  );
}

/**
 * Applies, then applies again: the operations of both.
 * @param refresh whether everything is read back from AWS in between, which takes longer than the update.
 */
export async function applyTwice(
  stack: Stack,
  refresh = true,
): Promise<{ first: Record<string, number>; second: Record<string, number> }> {
  const first = (await stack.up()).summary.resourceChanges ?? {};
  const second = (await stack.up({ refresh })).summary.resourceChanges ?? {};
  return { first, second };
}
