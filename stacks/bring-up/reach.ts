import { fromNodeProviderChain, fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import { OrganizationAccessRoleName, partitionOf } from '@trailguard/baseline';
import type { Reach } from '../adoption/find-existing.ts';
import type { StackPlaces } from './open-stack.ts';
import type { PlannedStack } from './organization-file.ts';

/**
 * How AWS is asked for a stack: with its own credentials in its account, and elsewhere as its providers do, by a profile or by the role
 * that Organizations made.
 */
export function reachOf(planned: PlannedStack, { environment, pulumiCommand }: StackPlaces): Reach {
  const { config, homeRegion, profile } = planned;
  const settings = (key: string): string | undefined => config[`trailguard:${key}`];
  const variables: NodeJS.ProcessEnv = { ...process.env, ...environment };
  const endpoint = variables.AWS_ENDPOINT_URL ? { endpoint: variables.AWS_ENDPOINT_URL } : {};
  const clientConfig = { region: homeRegion, ...endpoint };
  const [accountId = ''] = JSON.parse(config['aws:allowedAccountIds'] ?? '[]') as string[];
  const own =
    profile === undefined ? keysOf(variables) : credentialsOfProfile(profile, variables, clientConfig);
  const profiles = new Map([
    [settings('securityAccountId'), settings('securityProfile')],
    [settings('managementAccountId'), undefined],
  ]);
  return {
    accountId,
    homeRegion,
    administratorAccountId: settings('securityAccountId') ?? '',
    ...(pulumiCommand === undefined ? {} : { pulumiCommand }),
    accessTo: async (wanted) => {
      if (wanted === accountId) return { credentials: own, ...endpoint };
      const other = profiles.get(wanted) ?? (profiles.has(wanted) ? undefined : settings('memberProfile'));
      const credentials =
        other === undefined
          ? fromTemporaryCredentials({
              masterCredentials: own,
              params: {
                RoleArn: `arn:${partitionOf(homeRegion)}:iam::${wanted}:role/${OrganizationAccessRoleName}`,
                RoleSessionName: 'trailguard-existing',
              },
              clientConfig,
            })
          : credentialsOfProfile(other, variables, clientConfig);
      return { credentials, ...endpoint };
    },
  };
}

type Credentials = ReturnType<typeof fromNodeProviderChain>;
type ClientConfig = { region: string; endpoint?: string };

/** Keys that the environment holds, or else what the SDK finds. */
function keysOf(variables: NodeJS.ProcessEnv): Credentials {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = variables;
  if (!accessKeyId || !secretAccessKey) return fromNodeProviderChain();
  const sessionToken = variables.AWS_SESSION_TOKEN;
  return async () => ({ accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) });
}

function credentialsOfProfile(
  profile: string,
  variables: NodeJS.ProcessEnv,
  clientConfig: ClientConfig,
): Credentials {
  const { AWS_CONFIG_FILE: configFilepath, AWS_SHARED_CREDENTIALS_FILE: filepath } = variables;
  return fromNodeProviderChain({
    profile,
    clientConfig,
    ...(configFilepath ? { configFilepath } : {}),
    ...(filepath ? { filepath } : {}),
  });
}
