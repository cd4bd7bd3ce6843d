import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { clientEnvironment, clientsPython } from './environment.ts';

/** Clients that the scenarios are played with: botocore's, and the AWS CLI's own `main` in one process. */
export type Client = 'boto3' | 'aws';

/** A call of a scenario: answered, refused with a code, denied to a role without policies, paged, or waited for. */
export interface Played {
  readonly service: string;
  readonly operation: string;
  readonly kind: 'answered' | 'refused' | 'denied' | 'paged' | 'waited';
  /** Error code, as the client told it. */
  readonly code?: string;
  /** HTTP status, which the CLI does not tell. */
  readonly status?: number | null;
}

/** What a client did and what was wrong with it. */
export interface Play {
  readonly record: readonly Played[];
  readonly faults: readonly string[];
  /** Lists with a paginator and waiters, of what the sandbox answers itself. */
  readonly lists: readonly string[];
  /** Time of each scenario. */
  readonly seconds: Readonly<Record<string, number>>;
}

/**
 * Plays the scenarios of `python/scenarios` against a sandbox.
 *
 * @param only names of scenarios. Default: all.
 * @throws Error with what Python said when it does not come to its end.
 */
export async function play(
  client: Client,
  environment: Readonly<Record<string, string>>,
  only: readonly string[] = [],
): Promise<Play> {
  const program = join(import.meta.dirname, 'python', 'run.py');
  const child = spawn(await clientsPython(), [program, client, ...only], {
    env: clientEnvironment(environment),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [output, errors] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new Error(`the scenarios ended with ${String(code)}: ${errors}`);
  return JSON.parse(output) as Play;
}
