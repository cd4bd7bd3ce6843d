import { join } from 'node:path';
import { pythonEnvironment } from '../../src/moto/environment.ts';

/** A Python with boto3 and the AWS CLI in it, made once beside this file. */
export async function clientsPython(): Promise<string> {
  const requirements = join(import.meta.dirname, 'requirements.txt');
  const { python } = await pythonEnvironment(join(import.meta.dirname, '.venv'), undefined, requirements);
  return python;
}

/**
 * The environment of a client of the sandbox: nothing of the machine's own AWS settings.
 *
 * @param sandbox `environment` of a running one.
 */
export function clientEnvironment(sandbox: Readonly<Record<string, string>>): Record<string, string> {
  return {
    ...sandbox,
    PATH: process.env.PATH ?? '',
    HOME: '/nonexistent',
    AWS_DEFAULT_REGION: sandbox.AWS_REGION ?? 'us-east-1',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_RETRY_MODE: 'standard',
    AWS_PAGER: '',
    PYTHONDONTWRITEBYTECODE: '1',
  };
}
