import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Sandbox } from '../../../index.ts';
import { clientEnvironment, clientsPython } from '../../../../test/clients/environment.ts';

const run = promisify(execFile);

/** `aws cloudtrail validate-logs` of one account and region. @returns exit code and what it printed. */
export async function validateLogs(
  sandbox: Sandbox,
  options: { trailArn: string; accountId: string; region: string; from: Date; to: Date },
): Promise<{ code: number; output: string }> {
  const parameters = {
    '--trail-arn': options.trailArn,
    '--account-id': options.accountId,
    '--region': options.region,
    '--start-time': options.from.toISOString(),
    '--end-time': options.to.toISOString(),
  };
  const python = await clientsPython();
  const script = join(python, '..', 'aws');
  try {
    const { stdout } = await run(
      python,
      [script, 'cloudtrail', 'validate-logs', '--verbose', ...Object.entries(parameters).flat()],
      { env: clientEnvironment(sandbox.environment), maxBuffer: 1 << 26 },
    );
    return { code: 0, output: stdout };
  } catch (error) {
    const { code, stdout = '', stderr = '' } = error as { code: number; stdout?: string; stderr?: string };
    return { code, output: stdout + stderr };
  }
}
