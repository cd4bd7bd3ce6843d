import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pythonEnvironment } from '@trailguard/sandbox/python';
import type { ListeningService } from './service.ts';

const here = import.meta.dirname;

/** Python with schemathesis and the OpenAPI validator, in a virtual environment of its own. */
export async function openapiTools(report?: (message: string) => void): Promise<string> {
  const { python } = await pythonEnvironment(join(here, '.venv'), report, join(here, 'requirements.txt'));
  return python;
}

/** How long and how varied a campaign is. */
export interface Campaign {
  /** Requests that are made up for each operation, at most. */
  readonly examples: number;
  readonly seed: number;
  /** Seconds after which it ends, whatever is left. Default: when all is tried once. */
  readonly seconds?: number;
}

/**
 * Lets schemathesis read `/openapi.json` and try what it promises: valid and invalid requests, missing keys,
 * methods that are not there, and sequences along the links.
 * @returns its exit code (0: every check held) and what it printed.
 */
export async function fuzz(
  python: string,
  service: ListeningService,
  campaign: Campaign,
  onOutput: (text: string) => void = () => {},
): Promise<{ code: number | null; output: string }> {
  // What it remembers of one campaign would change the next.
  const folder = await mkdtemp(join(tmpdir(), 'trailguard-fuzz-'));
  const child = spawn(
    python,
    [
      '-m',
      'schemathesis.cli',
      '--config-file',
      join(here, 'schemathesis.toml'),
      'run',
      `${service.url}/openapi.json`,
      '--header',
      `Authorization: Bearer ${service.apiKey}`,
      '--max-examples',
      String(campaign.examples),
      '--seed',
      String(campaign.seed),
      ...(campaign.seconds === undefined ? [] : ['--max-time', String(campaign.seconds)]),
    ],
    {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: process.env.PATH, HOME: process.env.HOME },
    },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      onOutput(text);
    });
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  }).finally(() => rm(folder, { recursive: true, force: true }));
  return { code, output };
}
