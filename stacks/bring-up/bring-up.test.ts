import { appendFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { PulumiCommand } from '@pulumi/pulumi/automation/index.js';
import { describe, expect, it, vi } from 'vitest';
import { bringUp } from './bring-up.ts';
import { type PlannedStack, type StackFolder, StackOrder } from './organization-file.ts';

/** A command as Pulumi's CLI was given it. */
interface Command {
  readonly project: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** Events of a preview that has nothing to do. */
const NothingPlanned = `${JSON.stringify({ sequence: 0, timestamp: 0, summaryEvent: { resourceChanges: {} } })}\n`;

/** A CLI that keeps no state: it notes its commands, and an update of a stack in `failing` fails. */
function fakePulumi(failing: readonly string[] = []): { pulumiCommand: PulumiCommand; commands: Command[] } {
  const commands: Command[] = [];
  const run = async (args: string[], cwd: string, env: Record<string, string>) => {
    commands.push({ project: basename(cwd), args, env });
    const stack = args[args.indexOf('--stack') + 1] ?? '';
    if (args[0] === 'preview') await appendFile(args[args.indexOf('--event-log') + 1] ?? '', NothingPlanned);
    if (args[0] === 'up' && failing.includes(stack)) throw new Error(`AWS refuses ${stack}`);
    return { stdout: answerTo(args), stderr: '', code: 0 };
  };
  // One that writes its events into a file, as the CLI did up to 3.205.
  const version = { compare: () => 0, toString: () => '3.200.0' };
  return { pulumiCommand: { command: 'pulumi', version, run } as unknown as PulumiCommand, commands };
}

function answerTo(args: readonly string[]): string {
  if (args[0] === 'config' && args.includes('--json'))
    return JSON.stringify({
      'trailguard:insights': { value: '[]', secret: false },
      'aws:region': { value: 'us-east-1', secret: false },
    });
  if (args[0] === 'stack' && args[1] === 'history')
    return JSON.stringify([
      {
        ...{ version: 1, kind: 'update', result: 'succeeded', message: '', environment: {}, config: {} },
        ...{
          startTime: '2026-01-01T00:00:00Z',
          endTime: '2026-01-01T00:00:01Z',
          resourceChanges: { create: 2 },
        },
      },
    ]);
  return '{}';
}

function planned(folder: StackFolder, name = 'production', profile?: string): PlannedStack {
  return {
    folder,
    name,
    config: { 'trailguard:homeRegion': 'eu-central-1' },
    homeRegion: 'eu-central-1',
    profile,
  };
}

const shared = StackOrder.filter((folder) => folder !== 'account').map((folder) => planned(folder));
const accounts = ['payments', 'billing', 'search'].map((name) => planned('account', name));
const updated = (commands: readonly Command[]) =>
  commands
    .filter(({ args }) => args[0] === 'up')
    .map(({ project, args }) => `${project} ${args[args.indexOf('--stack') + 1]}`);

describe('bringUp', () => {
  it('leaves no account out because another one fails, and names the one that did', async () => {
    const { pulumiCommand, commands } = fakePulumi(['billing']);
    const report = vi.fn();
    await expect(bringUp([...shared, ...accounts], { pulumiCommand, report, parallel: 1 })).rejects.toThrow(
      /^account billing failed: AWS refuses billing$/,
    );
    expect(updated(commands)).toEqual([
      'log-archive production',
      'organization production',
      'security production',
      'account payments',
      'account billing',
      'account search',
    ]);
    expect(report).toHaveBeenCalledWith('account search: 2 create');
    expect(report).toHaveBeenCalledWith('account billing: failed');
  });

  it('tries nothing that builds on a stack that fails', async () => {
    const { pulumiCommand, commands } = fakePulumi(['production']);
    await expect(bringUp([...shared, ...accounts], { pulumiCommand, report: () => {} })).rejects.toThrow(
      'Not tried: organization production, security production, account payments, account billing, account search',
    );
    expect(updated(commands)).toEqual(['log-archive production']);
  });

  it('takes away a setting that the file has no more, and leaves other namespaces alone', async () => {
    const { pulumiCommand, commands } = fakePulumi();
    await bringUp([planned('security')], { pulumiCommand, report: () => {} });
    const removed = commands.filter(({ args }) => args[1] === 'rm-all').flatMap(({ args }) => args);
    expect(removed).toContain('trailguard:insights');
    expect(removed).not.toContain('aws:region');
  });

  it('lets no keys of the environment win over a profile', async () => {
    const { pulumiCommand, commands } = fakePulumi();
    const environment = { AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret' };
    await bringUp([planned('security', 'production', 'audit')], {
      pulumiCommand,
      environment,
      report: () => {},
    });
    expect(commands.length).toBeGreaterThan(0);
    for (const { env } of commands)
      expect(env).toMatchObject({
        AWS_PROFILE: 'audit',
        AWS_ACCESS_KEY_ID: '',
        AWS_SECRET_ACCESS_KEY: '',
        AWS_SESSION_TOKEN: '',
        AWS_REGION: 'eu-central-1',
      });
  });

  it('says how to get the CLI when there is none', async () => {
    vi.spyOn(PulumiCommand, 'get').mockRejectedValueOnce(new Error('spawn pulumi ENOENT'));
    await expect(bringUp(shared, { report: () => {} })).rejects.toThrow(
      'The pulumi CLI is not on PATH; install it: https://www.pulumi.com/docs/iac/download-install/',
    );
  });
});
