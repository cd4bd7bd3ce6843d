import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Sandbox } from '../../../index.ts';
import { pythonEnvironment } from '../../../moto/environment.ts';

const run = promisify(execFile);

/** Makes the AWS CLI available to the tests, in a virtual environment of its own. */
export async function awsCli(): Promise<string> {
  const folder = join(import.meta.dirname, '.venv');
  const { python } = await pythonEnvironment(
    folder,
    undefined,
    join(import.meta.dirname, 'requirements.txt'),
  );
  return python;
}

/** `aws cloudtrail validate-logs` of one account and region. @returns exit code and what it printed. */
export async function validateLogs(
  python: string,
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
  const script = join(python, '..', 'aws');
  try {
    const { stdout } = await run(
      python,
      [script, 'cloudtrail', 'validate-logs', '--verbose', ...Object.entries(parameters).flat()],
      { env: { ...sandbox.environment, PATH: process.env.PATH, AWS_PAGER: '' }, maxBuffer: 1 << 26 },
    );
    return { code: 0, output: stdout };
  } catch (error) {
    const { code, stdout = '', stderr = '' } = error as { code: number; stdout?: string; stderr?: string };
    return { code, output: stdout + stderr };
  }
}
