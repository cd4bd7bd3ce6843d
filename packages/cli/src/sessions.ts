import { fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import type { CredentialsFor } from '@trailguard/audit';
import { partitionOf } from '@trailguard/controls';
import type { Organization } from './organization.ts';

/** Sessions of the role: in the management account from the credentials in use, elsewhere from there. */
export function sessions({ audited, externalId }: Organization, role: string): CredentialsFor {
  const { homeRegion: region, managementAccountId } = audited;
  const clientConfig = { region };
  const sessionOf = (accountId: string) => ({
    RoleArn: `arn:${partitionOf(region)}:iam::${accountId}:role/${role}`,
    RoleSessionName: 'trailguard-audit',
  });
  const management = fromTemporaryCredentials({ params: sessionOf(managementAccountId), clientConfig });
  return async (accountId) => {
    if (accountId === managementAccountId) return management();
    const params = {
      ...sessionOf(accountId),
      ...(externalId === undefined ? {} : { ExternalId: externalId }),
    };
    return fromTemporaryCredentials({ params, clientConfig, masterCredentials: management })();
  };
}
