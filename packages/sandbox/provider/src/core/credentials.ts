import { STS } from '@aws-sdk/client-sts';
import { fromEnv, fromIni } from '@aws-sdk/credential-providers';
import type { ClientConfiguration, Credentials } from './clients.ts';
import { Clients } from './clients.ts';
import type { AssumeRole, Configuration } from './configuration.ts';
import { isError, retry } from './retry.ts';

type CredentialsSource = ClientConfiguration['credentials'];

/** A session is renewed this long before it ends. */
const RENEW_BEFORE_MILLISECONDS = 5 * 60_000;

/** How long a refusal may be a role that is not seen yet; a role that stays refused is reported after it. */
const ASSUME_ROLE_MILLISECONDS = 60_000;

/**
 * The credentials that the configuration stands for: its keys, else the environment's, else the profile's; then each role of
 * `assumeRoles` in turn. Instance metadata, containers and single sign-on are not asked: they are not on this machine.
 */
export function credentialsOf(
  configuration: Configuration,
  environment: NodeJS.ProcessEnv,
  signal: AbortSignal,
): CredentialsSource {
  let source = baseCredentials(configuration, environment);
  for (const role of configuration.assumeRoles) source = assumedRole(role, source, configuration, signal);
  return source;
}

function baseCredentials(configuration: Configuration, environment: NodeJS.ProcessEnv): CredentialsSource {
  const { keys } = configuration;
  if (keys) return async () => keys;
  const profile = configuration.profile ?? environment.AWS_PROFILE;
  if (!profile && environment.AWS_ACCESS_KEY_ID) return fromEnv();
  return keptWhileGood(
    fromIni({
      ...(profile ? { profile } : {}),
      ...(configuration.configFile ? { configFilepath: configuration.configFile } : {}),
      ...(configuration.credentialsFile ? { filepath: configuration.credentialsFile } : {}),
      // A profile with `role_arn` asks STS itself.
      clientConfig: { region: configuration.stsRegion, endpoint: configuration.endpointOf('sts') },
    }),
  );
}

/** Every client asks for itself; a profile's process, which may take a second, answers once for all. */
function keptWhileGood(source: CredentialsSource): CredentialsSource {
  let kept: Promise<Credentials> | undefined;
  const ask = () => {
    kept = source();
    kept.catch(() => {
      kept = undefined;
    });
    return kept;
  };
  return async () => {
    const before = kept;
    if (before === undefined) return ask();
    const keys = await before;
    const endsAt = keys.expiration?.getTime() ?? Number.POSITIVE_INFINITY;
    if (endsAt - Date.now() > RENEW_BEFORE_MILLISECONDS) return keys;
    // Somebody else may have asked meanwhile.
    return kept === undefined || kept === before ? ask() : kept;
  };
}

function assumedRole(
  role: AssumeRole,
  source: CredentialsSource,
  configuration: Configuration,
  signal: AbortSignal,
): CredentialsSource {
  if (!role.roleArn) throw new Error('assumeRoles of the aws provider has an entry without roleArn');
  const { roleArn } = role;
  let session: Promise<Credentials> | undefined;
  let renewAt = 0;
  const assume = async (): Promise<Credentials> => {
    const clients = new Clients(
      { credentials: source, maxAttempts: configuration.maxAttempts },
      configuration.endpointOf,
    );
    try {
      const sts = clients.get(STS, configuration.stsRegion);
      const answer = await retry(
        () =>
          sts.assumeRole({
            RoleArn: roleArn,
            RoleSessionName: role.sessionName ?? `pulumi-${Date.now()}`,
            DurationSeconds: role.duration ? seconds(role.duration) : undefined,
            ExternalId: role.externalId,
            Policy: role.policy,
            PolicyArns: role.policyArns?.map((arn) => ({ arn })),
            SourceIdentity: role.sourceIdentity,
            Tags: role.tags && Object.entries(role.tags).map(([Key, Value]) => ({ Key, Value })),
            TransitiveTagKeys: role.transitiveTagKeys,
          }),
        // The role of a fresh account, or a fresh trust policy, is not seen everywhere at once:
        // https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html#troubleshoot_general_eventual-consistency
        {
          when: (error) => isError(error, ['AccessDenied', 'AccessDeniedException', 'InvalidClientTokenId']),
          timeoutMilliseconds: ASSUME_ROLE_MILLISECONDS,
          signal,
        },
      );
      const keys = answer.Credentials;
      if (!keys?.AccessKeyId || !keys.SecretAccessKey)
        throw new Error(`sts:AssumeRole of ${roleArn} answered no credentials`);
      renewAt = (keys.Expiration?.getTime() ?? 0) - RENEW_BEFORE_MILLISECONDS;
      return {
        accessKeyId: keys.AccessKeyId,
        secretAccessKey: keys.SecretAccessKey,
        ...(keys.SessionToken ? { sessionToken: keys.SessionToken } : {}),
        ...(keys.Expiration ? { expiration: keys.Expiration } : {}),
      };
    } catch (error) {
      session = undefined;
      throw new Error(`cannot assume ${roleArn}: ${error instanceof Error ? error.message : String(error)}`, {
        cause: error,
      });
    } finally {
      clients.destroy();
    }
  };
  return () => {
    if (!session || Date.now() > renewAt) {
      renewAt = Number.POSITIVE_INFINITY;
      session = assume();
    }
    return session;
  };
}

/** Seconds of a Go duration such as `1h30m`, as `assumeRoles[].duration` is written. */
function seconds(duration: string): number {
  const parts = [...duration.matchAll(/(\d+(?:\.\d+)?)(h|m|s)/g)];
  if (parts.length === 0 || parts.map((part) => part[0]).join('') !== duration) {
    throw new Error(`assumeRoles duration "${duration}" is not a duration such as 1h30m`);
  }
  const unit = { h: 3600, m: 60, s: 1 };
  return parts.reduce((sum, [, amount, name]) => sum + Number(amount) * unit[name as keyof typeof unit], 0);
}
