import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { PulumiCommand, ProjectSettings } from '@pulumi/pulumi/automation/index.js';
import type { JobContext } from './context.ts';
import type { Session } from './credentials.ts';
import { openEngine } from './engine.ts';
import { jobFolder } from './job-folder.ts';
import type { StackFolder } from './programs.ts';

/** Variables of a session, and of what else a stack's providers need. */
export type Environment = Session & Readonly<Record<string, string>>;

/** What Pulumi's Automation API asks of whoever opens a workspace. */
export interface WorkspaceOptions {
  readonly workDir: string;
  readonly pulumiCommand: PulumiCommand;
  readonly projectSettings: ProjectSettings;
  readonly envVars: Record<string, string>;
}

/**
 * Where a job works on a stack: a folder of its own, with the service's engine, backend and passphrase.
 * @param purpose what it is opened for; each purpose has its folder.
 * @param environment credentials that the engine and its plugins have.
 */
export async function workspaceFor(
  { config, job }: Pick<JobContext, 'config' | 'job'>,
  folder: StackFolder,
  purpose: 'preview' | 'apply' | 'state',
  environment: Environment,
): Promise<WorkspaceOptions> {
  const { command: pulumiCommand, providers } = await openEngine(config);
  const workDir = join(jobFolder(config, job.id), `${folder}-${purpose}`);
  await mkdir(workDir, { recursive: true });
  const projectSettings: ProjectSettings & { plugins?: object } = {
    name: `trailguard-${folder}`,
    runtime: { name: 'nodejs', options: { typescript: false } },
    backend: { url: config.backendUrl },
    ...(providers.length > 0 ? { plugins: { providers } } : {}),
  };
  const envVars = {
    ...environment,
    AWS_REGION: config.organization.homeRegion,
    PULUMI_BACKEND_URL: config.backendUrl,
    PULUMI_CONFIG_PASSPHRASE: config.passphrase,
    ...(config.exceptionsFile === undefined ? {} : { TRAILGUARD_EXCEPTIONS: config.exceptionsFile }),
  };
  return { workDir, pulumiCommand, projectSettings, envVars };
}
