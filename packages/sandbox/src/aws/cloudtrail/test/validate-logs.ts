import { awsCli } from '../../../../test/clients/aws-cli.ts';
import type { Sandbox } from '../../../index.ts';

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
  const command = ['cloudtrail', 'validate-logs', '--verbose', ...Object.entries(parameters).flat()];
  const { code, stdout, stderr } = await awsCli(sandbox.environment, ...command);
  return { code, output: stdout + stderr };
}
