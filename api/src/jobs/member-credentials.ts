/**
 * `credential_process` of the profile that the account stack's provider uses. The account's id is unknown
 * until AWS has made the account, so this process looks it up by its natural key, the e-mail address, and
 * opens the session there from the job's session in the management account, which the environment holds.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html
 */
import { readConfig } from '../config.ts';
import { findAccountByEmail } from './account-lookup.ts';
import { openMemberSession, type Purpose } from './credentials.ts';

function required(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set`);
  return value;
}

const email = required('TRAILGUARD_MEMBER_EMAIL');
// The profile is for what runs Pulumi, not for this process.
delete process.env.AWS_PROFILE;
const config = readConfig(process.env);
const account = await findAccountByEmail(config.organization.homeRegion, email);
if (account === undefined) throw new Error(`there is no account with the e-mail address ${email} yet`);
const purpose = required('TRAILGUARD_MEMBER_PURPOSE') as Purpose;
const session = await openMemberSession(config, purpose, account.id, required('TRAILGUARD_JOB_ID'));
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
