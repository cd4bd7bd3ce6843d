import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { embeddedPulumi } from '@trailguard/engine';
import {
  adoptOrganization,
  bringUp,
  readOrganizationFile,
  type StackFolder,
  StackOrder,
} from '@trailguard/stacks/bring-up';
import { parse } from 'yaml';
import type { SandboxStacks } from '../baseline/sandbox-stacks.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A folder with an organization's file, projects of the stacks with the sandbox's provider, and profiles with credentials. */
export class OrganizationFolder implements AsyncDisposable {
  readonly #folder: string;
  readonly #stacks: SandboxStacks;

  private constructor(folder: string, stacks: SandboxStacks) {
    this.#folder = folder;
    this.#stacks = stacks;
  }

  static async make(stacks: SandboxStacks): Promise<OrganizationFolder> {
    const folder = await mkdtemp(join(tmpdir(), 'trailguard-bring-up-'));
    for (const name of StackOrder) {
      const project = {
        ...parse(await readFile(join(root, 'stacks', name, 'Pulumi.yaml'), 'utf8')),
        main: relative(join(folder, name), join(root, 'stacks', name)),
        plugins: { providers: [{ name: 'aws', path: join(root, 'packages/sandbox/provider') }] },
      };
      await mkdir(join(folder, name));
      await writeFile(join(folder, name, 'Pulumi.yaml'), JSON.stringify(project));
    }
    await mkdir(join(folder, 'pulumi'));
    await writeFile(join(folder, 'aws-config'), await profilesOf(stacks));
    return new OrganizationFolder(folder, stacks);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true });
  }

  /** Where it all is; states lie below `pulumi`. */
  get path(): string {
    return this.#folder;
  }

  /** The organization's file. */
  get file(): string {
    return join(this.#folder, 'organization.yaml');
  }

  /** Writes the file, as a user does; with a profile for each account. */
  async write(
    settings: Record<string, unknown>,
    different: Record<string, unknown> = {},
    comment = '',
  ): Promise<void> {
    const value = {
      stack: 'production',
      profiles: {
        'log-archive': 'log-archive',
        organization: 'management',
        security: 'security',
        account: 'management',
      },
      settings: { ...this.#stacks.settings(), ...settings },
      ...different,
    };
    await writeFile(this.file, `${comment}${JSON.stringify(value, undefined, 2)}`);
  }

  /** The file as it is now. */
  read(): Promise<string> {
    return readFile(this.file, 'utf8');
  }

  /** Brings stacks of the organization up, and tells what was reported. */
  async up(preview = false, stacks: readonly StackFolder[] = StackOrder): Promise<string[]> {
    const reported: string[] = [];
    const plan = await readOrganizationFile(this.file);
    await bringUp(
      plan.filter(({ folder }) => stacks.includes(folder)),
      {
        ...this.places,
        preview,
        report: (line) => reported.push(line),
      },
    );
    return reported;
  }

  /** Looks for what is to be taken over, and tells what was reported. */
  async adopt(): Promise<string[]> {
    const reported: string[] = [];
    await adoptOrganization(this.file, { ...this.places, report: (line) => reported.push(line) });
    return reported;
  }

  /** Where the projects, the credentials and the states are, and what runs them. */
  get places() {
    return {
      projects: this.#folder,
      pulumiCommand: embeddedPulumi(),
      environment: {
        ...this.#stacks.sandbox.environment,
        AWS_CONFIG_FILE: join(this.#folder, 'aws-config'),
        PULUMI_BACKEND_URL: pathToFileURL(join(this.#folder, 'pulumi')).href,
        PULUMI_CONFIG_PASSPHRASE: 'test',
      },
    };
  }
}

async function profilesOf(stacks: SandboxStacks): Promise<string> {
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
  return `${sections.join('\n')}\n`;
}
