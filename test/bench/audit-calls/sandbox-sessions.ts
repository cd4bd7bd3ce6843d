import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import type { CredentialsFor } from '@trailguard/audit';
import { auditRole } from '@trailguard/audit/test';
import type { AuditedAnswer } from '../processes/audited-organization.ts';

/**
 * Lets this process live in the sandbox's time, as a machine has AWS's: building the organization moved that clock
 * by a day, and the SDK repeats every call that fails while its own clock is minutes off, even one that proves
 * absence.
 */
export async function takeClockOf(endpoint: string): Promise<void> {
  const { headers } = await fetch(`${endpoint}/_sandbox/status`);
  const ahead = Date.parse(headers.get('date') ?? '') - Date.now();
  if (!Number.isFinite(ahead)) throw new Error(`${endpoint} does not tell the time`);
  const { now } = Date;
  Date.now = () => now() + ahead;
}

/**
 * Sessions of a role, opened before the first round: what is measured is the reading.
 *
 * @param role default: that of audits
 */
export function sessions({ endpoint, environment }: AuditedAnswer, role = auditRole): CredentialsFor {
  const { AWS_ACCESS_KEY_ID: accessKeyId = '', AWS_SECRET_ACCESS_KEY: secretAccessKey = '' } = environment;
  const sts = new STSClient({ endpoint, region: 'us-east-1', credentials: { accessKeyId, secretAccessKey } });
  const open = async (accountId: string) => {
    const { Credentials: made } = await sts.send(
      new AssumeRoleCommand({
        RoleArn: `arn:aws:iam::${accountId}:role/${role}`,
        RoleSessionName: 'bench',
        DurationSeconds: 3600,
      }),
    );
    return {
      accessKeyId: made?.AccessKeyId ?? '',
      secretAccessKey: made?.SecretAccessKey ?? '',
      sessionToken: made?.SessionToken ?? '',
    };
  };
  const opened = new Map<string, ReturnType<typeof open>>();
  return (accountId) => {
    const session = opened.get(accountId) ?? open(accountId);
    opened.set(accountId, session);
    return session;
  };
}
