import { STSClient } from '@aws-sdk/client-sts';
import { advice, type Check, fault, type Finding, ok } from '../check.ts';
import type { Caller, Patient } from '../patient.ts';

/** Minutes left of a session below which an audit of many accounts may outlive it. */
const shortSession = 30;

/** Whose credentials are in use, in which account, and until when. */
export const credentials: Check = {
  name: 'credentials',
  title: 'Credentials',
  needs: 'aws',
  async run(patient) {
    const { expiration, sessionToken } = await patient
      .client(STSClient, patient.globalRegion)
      .config.credentials();
    if (expiration !== undefined && expiration.getTime() <= Date.now())
      return [fault(`the session ended at ${expiration.toISOString()}`, signInAgain)];
    const caller = await patient.caller();
    return [
      ok(`${caller.arn} in account ${caller.accountId}`),
      ...(caller.arn.endsWith(':root') ? [rootUser] : sessionToken === undefined ? [longLived] : []),
      ...lifetime(expiration),
      ...place(caller, patient),
    ];
  },
};

const signInAgain = 'sign in again, as by "aws sso login", or take other credentials (AWS_PROFILE)';
const rootUser = fault(
  'these are credentials of the root user, whom no policy limits',
  'delete its access keys and take a role: https://docs.aws.amazon.com/IAM/latest/UserGuide/root-user-best-practices.html',
);
const longLived = advice(
  'these are access keys of a user, which never end',
  'take a role by IAM Identity Center or sts:AssumeRole',
);

function lifetime(expiration: Date | undefined): readonly Finding[] {
  if (expiration === undefined) return [];
  const minutes = Math.floor((expiration.getTime() - Date.now()) / 60_000);
  const says = `the session ends at ${expiration.toISOString()}, in ${minutes} minutes`;
  return [minutes < shortSession ? advice(says, signInAgain) : ok(says)];
}

/** Audits and stacks of the organization begin in the management account. */
function place({ accountId }: Caller, { organization }: Patient): readonly Finding[] {
  const managementAccountId = organization?.audited.managementAccountId;
  if (managementAccountId === undefined || managementAccountId === accountId) return [];
  return [
    fault(
      `account ${accountId} is not the management account ${managementAccountId} of the organization’s file`,
      'take credentials of the management account, or correct managementAccountId in the file',
    ),
  ];
}
