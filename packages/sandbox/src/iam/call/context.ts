import { arnAccount } from '../policy/arn-pattern.ts';
import type { Membership } from './lookups.ts';
import { type Context, contextOf, type Scope } from './rules.ts';

/**
 * Condition keys that AWS gives to every request.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 *
 * The sandbox stands in for AWS's TLS endpoints, so `aws:SecureTransport` is true unless the request says
 * otherwise with the header `x-amz-sandbox-secure-transport: false`.
 */
export async function callContext(scope: Scope): Promise<Context> {
  const { call, lookups } = scope;
  const { caller } = call;
  const now = lookups.now();
  const isService = caller.kind === 'service';
  return {
    ...contextOf({
      'aws:currenttime': now.toISOString(),
      'aws:epochtime': Math.floor(now.getTime() / 1000),
      'aws:requestedregion': call.region,
      'aws:securetransport': call.request.headers['x-amz-sandbox-secure-transport'] !== 'false',
      'aws:viaawsservice': false,
      'aws:useragent': call.request.headers['user-agent'],
      'aws:sourceip': isService ? undefined : '127.0.0.1',
      'aws:multifactorauthpresent': bringsMfaCode(scope)
        ? true
        : (caller.mfa ?? (caller.kind === 'assumed-role' ? false : undefined)),
      // https://docs.aws.amazon.com/lambda/latest/dg/permissions-source-function-arn.html
      'lambda:sourcefunctionarn': caller.sourceFunctionArn,
      'aws:userid': isService ? undefined : await lookups.userId(caller),
    }),
    ...(isService ? await sourceContext(scope) : await ownContext(scope)),
    ...requestTags(call.input),
  };
}

/**
 * Whether a call for temporary credentials brings an MFA code, which STS checks afterwards.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html
 */
function bringsMfaCode({ call: { service, operation, input } }: Scope): boolean {
  return (
    service === 'sts' &&
    (operation === 'AssumeRole' || operation === 'GetSessionToken') &&
    input.SerialNumber !== undefined &&
    input.TokenCode !== undefined
  );
}

/** Whose call it is: organization and tags of the principal. */
async function ownContext({ call: { caller }, lookups }: Scope): Promise<Context> {
  const tags = Object.entries((await lookups.principalTags(caller)) ?? {});
  return {
    ...membershipContext('aws:principalorg', await lookups.membership(caller.accountId)),
    ...Object.fromEntries(tags.map(([key, value]) => [`aws:principaltag/${key.toLowerCase()}`, [value]])),
  };
}

/** For whom a service makes the call: the resource it acts for, its account and organization. */
async function sourceContext({ call: { caller }, lookups }: Scope): Promise<Context> {
  if (caller.sourceArn === undefined) return {};
  const account = arnAccount(caller.sourceArn) ?? caller.accountId;
  return {
    ...contextOf({ 'aws:sourcearn': caller.sourceArn, 'aws:sourceaccount': account }),
    ...membershipContext('aws:sourceorg', await lookups.membership(account)),
  };
}

/** `aws:PrincipalOrgID` and `aws:PrincipalOrgPaths`, and likewise for resource and source. */
export function membershipContext(prefix: string, membership: Membership | undefined): Context {
  if (membership === undefined) return {};
  return { [`${prefix}id`]: [membership.organizationId], [`${prefix}paths`]: [membership.path] };
}

/** `aws:RequestTag/…` and `aws:TagKeys`, in whichever shape the service takes tags. */
function requestTags(input: Readonly<Record<string, unknown>>): Context {
  const tags = new Map<string, string>();
  for (const member of ['Tags', 'tags', 'TagList', 'TagsList', 'Tagging', 'CreateBucketConfiguration']) {
    for (const [key, value] of readTags(Object.hasOwn(input, member) ? input[member] : undefined))
      tags.set(key, value);
  }
  const removed = ['TagKeys', 'tagKeys']
    .flatMap((member) => input[member] ?? [])
    .filter((key) => typeof key === 'string');
  if (tags.size === 0 && removed.length === 0) return {};
  return {
    ...Object.fromEntries([...tags].map(([key, value]) => [`aws:requesttag/${key.toLowerCase()}`, [value]])),
    'aws:tagkeys': [...tags.keys(), ...removed],
  };
}

/** Tags as a list of pairs, a map, `a=b&c=d`, or `{TagSet}`. */
export function readTags(value: unknown): [key: string, value: string][] {
  if (typeof value === 'string') return [...new URLSearchParams(value)];
  if (Array.isArray(value)) return value.flatMap(readPair);
  if (typeof value !== 'object' || value === null) return [];
  for (const member of ['TagSet', 'Tags'])
    if (Object.hasOwn(value, member)) return readTags(Reflect.get(value, member));
  return Object.entries(value).filter((pair): pair is [string, string] => typeof pair[1] === 'string');
}

function readPair(item: unknown): [key: string, value: string][] {
  if (typeof item !== 'object' || item === null) return [];
  const { Key, Value, TagKey, TagValue, key, value } = item as Record<string, unknown>;
  const name = Key ?? TagKey ?? key;
  return typeof name === 'string' ? [[name, String(Value ?? TagValue ?? value ?? '')]] : [];
}
