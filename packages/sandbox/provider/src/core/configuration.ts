import type { ProviderArgs } from '@pulumi/aws/provider.js';
import type { Credentials } from './clients.ts';
import { loopbackEndpoint } from './endpoint.ts';
import type { Plain } from './plain.ts';
import { UNKNOWN, type Value, type Values, hasUnknown, isObject } from './values.ts';

/** The provider's configuration as `@pulumi/aws` types it. */
type Arguments = Plain<ProviderArgs>;

/** One role of a chain. */
export type AssumeRole = NonNullable<Arguments['assumeRoles']>[number];

/** What the provider is told, once everything is known. */
export interface Configuration {
  readonly region: string;
  readonly stsRegion: string;
  readonly profile?: string | undefined;
  readonly configFile?: string | undefined;
  readonly credentialsFile?: string | undefined;
  readonly keys?: Credentials | undefined;
  readonly assumeRoles: readonly AssumeRole[];
  readonly allowedAccountIds: readonly string[];
  readonly forbiddenAccountIds: readonly string[];
  readonly maxAttempts: number;
  /** Address of a service by its id in lower case, checked to be on loopback. */
  readonly endpointOf: (service: string) => string;
}

/** Tags that the provider adds or looks away from; needed by Check, also while the rest is unknown. */
export interface TagPolicy {
  /** `undefined` while not known. */
  readonly defaults: { readonly [key: string]: string } | undefined;
  readonly ignoredKeys: readonly string[];
  readonly ignoredPrefixes: readonly string[];
}

/**
 * How each member of the configuration is treated. Every member of the real provider is here, so that a new one in `@pulumi/aws`
 * does not compile until it is decided.
 */
const MEMBERS: { readonly [K in keyof Required<ProviderArgs>]: 'text' | 'json' | 'ignored' | 'refused' } = {
  accessKey: 'text',
  allowedAccountIds: 'json',
  assumeRoleWithWebIdentity: 'refused',
  assumeRoles: 'json',
  customCaBundle: 'refused',
  defaultTags: 'json',
  ec2MetadataServiceEndpoint: 'refused',
  ec2MetadataServiceEndpointMode: 'refused',
  endpoints: 'json',
  forbiddenAccountIds: 'json',
  httpProxy: 'refused',
  httpsProxy: 'refused',
  ignoreTags: 'json',
  insecure: 'ignored',
  maxRetries: 'json',
  noProxy: 'ignored',
  profile: 'text',
  region: 'text',
  retryMode: 'ignored',
  s3UsEast1RegionalEndpoint: 'ignored',
  s3UsePathStyle: 'ignored',
  secretKey: 'text',
  sharedConfigFiles: 'json',
  sharedCredentialsFiles: 'json',
  skipCredentialsValidation: 'ignored',
  skipMetadataApiCheck: 'ignored',
  skipRegionValidation: 'ignored',
  skipRequestingAccountId: 'ignored',
  stsRegion: 'text',
  tagPolicyCompliance: 'ignored',
  token: 'text',
  tokenBucketRateLimiterCapacity: 'ignored',
  useDualstackEndpoint: 'refused',
  useFipsEndpoint: 'refused',
  userAgents: 'ignored',
};

/** Members that the engine adds and that are none of AWS's. */
const ENGINE_MEMBERS = new Set([
  'version',
  'pluginDownloadURL',
  'parameterization',
  'name',
  '__internal',
  '__defaults',
]);

/** A fault of one member. */
export interface ConfigurationFault {
  readonly property: string;
  readonly reason: string;
}

/** Names every member that is unknown to the provider, malformed or not offered by the sandbox. */
export function configurationFaults(values: Values): ConfigurationFault[] {
  const faults: ConfigurationFault[] = [];
  for (const [property, value] of Object.entries(values)) {
    if (ENGINE_MEMBERS.has(property) || value === UNKNOWN || value === null || value === '') continue;
    const kind = MEMBERS[property as keyof ProviderArgs] as string | undefined;
    if (kind === undefined) {
      faults.push({
        property,
        reason: `is not a setting of the aws provider. Its settings are: ${Object.keys(MEMBERS).join(', ')}`,
      });
    } else if (kind === 'refused' && value !== false && value !== 'false') {
      faults.push({
        property,
        reason:
          'is not offered by the aws provider of the sandbox, which only speaks to this machine. Leave it out',
      });
    } else if (kind === 'json' && typeof value === 'string' && parseJson(value) === undefined) {
      faults.push({ property, reason: 'is not JSON' });
    }
  }
  return faults;
}

/**
 * The configuration with its lists and maps as such: the Node SDK sends every member of a provider that is not text as JSON text.
 * Members that are not known stay {@link UNKNOWN}.
 */
export function decodeConfiguration(values: Values): Values {
  const decoded: Values = {};
  for (const [key, value] of Object.entries(values)) {
    if (ENGINE_MEMBERS.has(key) || value === null || value === '') continue;
    const isText = MEMBERS[key as keyof ProviderArgs] === 'text';
    decoded[key] =
      !isText && typeof value === 'string' && value !== UNKNOWN ? (parseJson(value) ?? value) : value;
  }
  return decoded;
}

/** Region that resources get when they name none: configured, or of the environment; `undefined` when neither says. */
export function configuredRegion(decoded: Values, environment: NodeJS.ProcessEnv): string | undefined {
  const region = decoded.region ?? environment.AWS_REGION ?? environment.AWS_DEFAULT_REGION;
  return typeof region === 'string' && region !== '' ? region : undefined;
}

/** Whether a preview lacks something that credentials, endpoints or account checks need. */
export function isFullyKnown(decoded: Values): boolean {
  return !hasUnknown(decoded);
}

/** Reads tags to add and tags to leave alone. */
export function tagPolicy(decoded: Values): TagPolicy {
  const { defaultTags, ignoreTags } = decoded as Arguments;
  return {
    defaults: hasUnknown(decoded.defaultTags) ? undefined : { ...defaultTags?.tags },
    ignoredKeys: ignoreTags?.keys ?? [],
    ignoredPrefixes: ignoreTags?.keyPrefixes ?? [],
  };
}

/**
 * Checks and completes a configuration that is fully known.
 *
 * @throws Error when no region is set or an endpoint is missing or not on this machine.
 */
export function completeConfiguration(decoded: Values, environment: NodeJS.ProcessEnv): Configuration {
  const args = decoded as Arguments;
  const standard = loopbackEndpoint(environment.AWS_ENDPOINT_URL, 'AWS_ENDPOINT_URL');
  const endpoints = new Map<string, string>();
  for (const entry of args.endpoints ?? []) {
    for (const [service, address] of Object.entries(entry)) {
      if (address) endpoints.set(service.toLowerCase(), loopbackEndpoint(address, `endpoints.${service}`));
    }
  }
  const region = configuredRegion(decoded, environment);
  if (!region)
    throw new Error(
      'no region is set: set `region` of the provider (config key aws:region) or AWS_REGION, for example us-east-1',
    );
  if (Boolean(args.accessKey) !== Boolean(args.secretKey))
    throw new Error('accessKey and secretKey of the aws provider go together: set both or neither');
  return {
    region,
    stsRegion: args.stsRegion ?? region,
    profile: args.profile,
    configFile: args.sharedConfigFiles?.[0],
    credentialsFile: args.sharedCredentialsFiles?.[0],
    keys:
      args.accessKey && args.secretKey
        ? {
            accessKeyId: args.accessKey,
            secretAccessKey: args.secretKey,
            ...(args.token ? { sessionToken: args.token } : {}),
          }
        : undefined,
    assumeRoles: args.assumeRoles ?? [],
    allowedAccountIds: args.allowedAccountIds ?? [],
    forbiddenAccountIds: args.forbiddenAccountIds ?? [],
    // The real provider's own default is 25; a sandbox that is down should say so sooner.
    maxAttempts: args.maxRetries ?? 5,
    endpointOf: (service) => endpoints.get(service) ?? standard,
  };
}

function parseJson(text: string): Value | undefined {
  try {
    const value: Value = JSON.parse(text);
    return isObject(value) || Array.isArray(value) || typeof value === 'number' || typeof value === 'boolean'
      ? value
      : undefined;
  } catch {
    return undefined;
  }
}
