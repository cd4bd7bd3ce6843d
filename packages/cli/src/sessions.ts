import { AssumeRoleCommand, type Credentials, STSClient } from '@aws-sdk/client-sts';
import { fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import type { AccountCredentials, CredentialsFor } from '@trailguard/audit';
import { partitionOf } from '@trailguard/controls';
import type { Organization } from './organization.ts';

/**
 * Sessions of the role: in the management account from the credentials in use, elsewhere from there, by one client of STS
 * for all accounts. What STS admits a second is shared by all callers of an account; audits open as many sessions at once as
 * they read accounts, eight, which is far from it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
export function sessions({ audited, externalId }: Organization, role: string): CredentialsFor {
  const { homeRegion: region, managementAccountId } = audited;
  const sessionOf = (accountId: string) => ({
    RoleArn: `arn:${partitionOf(region)}:iam::${accountId}:role/${role}`,
    RoleSessionName: 'trailguard-audit',
  });
  const management = fromTemporaryCredentials({
    params: sessionOf(managementAccountId),
    clientConfig: { region },
  });
  const sts = new STSClient({ region, credentials: management });
  return async (accountId) => {
    if (accountId === managementAccountId) return management();
    const asked = externalId === undefined ? {} : { ExternalId: externalId };
    const command = new AssumeRoleCommand({ ...sessionOf(accountId), ...asked });
    return sessionIn(accountId, (await sts.send(command)).Credentials);
  };
}

/** @throws Error when STS opened a session without telling all of its credentials. */
function sessionIn(accountId: string, made: Credentials | undefined): AccountCredentials {
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = made ?? {};
  if (!AccessKeyId || !SecretAccessKey || !SessionToken || Expiration === undefined)
    throw new Error(`sts:AssumeRole in ${accountId} answered without credentials`);
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: SessionToken,
    expiration: Expiration,
  };
}
