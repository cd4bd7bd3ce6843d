/**
 * `credential_process` of the profiles that `profiles.ts` writes: opens a session in another account from
 * the job's session in the management account, which the environment holds. An account that AWS is still
 * to make is found by its e-mail address.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html
 *
 * usage: member-credentials.ts PURPOSE JOB-ID TARGET
 */
import { findAccountByEmail } from '@trailguard/existing/accounts';
import { readConfig } from '../config.ts';
import { openMemberSession, type Purpose } from './credentials.ts';
import type { ProfileTarget } from './profiles.ts';

const [purpose, jobId, encoded] = process.argv.slice(2) as [Purpose, string, string];
const target = JSON.parse(Buffer.from(encoded, 'base64url').toString()) as ProfileTarget;
// The profile is for what runs Pulumi, not for this process.
delete process.env.AWS_PROFILE;
const config = readConfig(process.env);

async function accountId(): Promise<string> {
  if ('accountId' in target) return target.accountId;
  const account = await findAccountByEmail(target.email, { region: config.organization.homeRegion });
  if (account === undefined)
    throw new Error(`there is no account with the e-mail address ${target.email} yet`);
  return account.id;
}

const session = await openMemberSession(config, purpose, await accountId(), jobId);
process.stdout.write(
  JSON.stringify({
    Version: 1,
    AccessKeyId: session.AWS_ACCESS_KEY_ID,
    SecretAccessKey: session.AWS_SECRET_ACCESS_KEY,
    SessionToken: session.AWS_SESSION_TOKEN,
    // A session opened from another lasts an hour at most; ask anew well before.
    Expiration: new Date(Date.now() + 45 * 60_000).toISOString(),
  }),
);
