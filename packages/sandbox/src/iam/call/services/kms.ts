import { type Context, contextOf, type Draft, type Scope, type ServiceRules, text } from '../rules.ts';

/**
 * Keys are given by id, ARN, alias or alias ARN, or by the ciphertext they made; policies see the key's ARN.
 *
 * https://docs.aws.amazon.com/kms/latest/developerguide/kms-api-permissions-reference.html
 */
export const kms: ServiceRules = {
  prefix: 'kms',
  hasResourcePolicies: true,
  context: kmsContext,
  arns: {
    key: async (scope) => {
      const key = text(scope.call, 'KeyId') ?? text(scope.call, 'TargetKeyId');
      if (key !== undefined) return [await keyArn(scope, key)];
      const ciphertext = scope.call.input.CiphertextBlob;
      return ciphertext instanceof Uint8Array
        ? [(await scope.lookups.ciphertextKeyArn(ciphertext)) ?? unknownKey(scope)]
        : [];
    },
    alias: ({ call, accountId, partition }) => {
      const alias = text(call, 'AliasName');
      return alias === undefined ? [] : [`arn:${partition}:kms:${call.region}:${accountId}:${alias}`];
    },
  },
  async describe(scope) {
    const { call } = scope;
    switch (call.operation) {
      case 'ReEncrypt':
        return reEncrypt(scope);
      case 'UpdateAlias':
      case 'DeleteAlias':
        return changeAlias(scope);
      case 'ReplicateKey':
        return [
          { action: 'kms:ReplicateKey', resource: await keyArn(scope, text(call, 'KeyId') ?? '') },
          { action: 'kms:CreateKey', resource: '*' },
        ];
      default:
        return undefined;
    }
  },
};

async function keyArn({ call, lookups, accountId, partition }: Scope, key: string): Promise<string> {
  const known = await lookups.keyArn(key, accountId, call.region);
  return (
    known ?? (key.startsWith('arn:') ? key : `arn:${partition}:kms:${call.region}:${accountId}:key/${key}`)
  );
}

const unknownKey = ({ call, accountId, partition }: Scope): string =>
  `arn:${partition}:kms:${call.region}:${accountId}:key/unknown`;

async function reEncrypt(scope: Scope): Promise<readonly Draft[]> {
  const { call, lookups } = scope;
  const source = text(call, 'SourceKeyId');
  const ciphertext = call.input.CiphertextBlob;
  const made = ciphertext instanceof Uint8Array ? await lookups.ciphertextKeyArn(ciphertext) : undefined;
  return [
    {
      action: 'kms:ReEncryptFrom',
      resource: source === undefined ? (made ?? unknownKey(scope)) : await keyArn(scope, source),
    },
    { action: 'kms:ReEncryptTo', resource: await keyArn(scope, text(call, 'DestinationKeyId') ?? '') },
  ];
}

/** The alias, the key behind it and, for UpdateAlias, the new key. */
async function changeAlias(scope: Scope): Promise<readonly Draft[]> {
  const { call, accountId, partition } = scope;
  const alias = text(call, 'AliasName') ?? '';
  const target = text(call, 'TargetKeyId');
  const keys = [await keyArn(scope, alias), ...(target === undefined ? [] : [await keyArn(scope, target)])];
  const resources = [`arn:${partition}:kms:${call.region}:${accountId}:${alias}`, ...keys];
  return resources.map((resource) => ({ action: `kms:${call.operation}`, resource }));
}

/** https://docs.aws.amazon.com/kms/latest/developerguide/policy-conditions.html */
function kmsContext({ call, accountId }: Scope): Context {
  const { input } = call;
  const pairs = Object.entries((input.EncryptionContext as Record<string, unknown> | undefined) ?? {}).filter(
    (pair): pair is [string, string] => typeof pair[1] === 'string',
  );
  const operations = Array.isArray(input.Operations)
    ? input.Operations.filter((item) => typeof item === 'string')
    : [];
  return {
    ...contextOf({
      'kms:calleraccount': call.caller.kind === 'service' ? undefined : accountId,
      'kms:keyspec': text(call, 'KeySpec'),
      'kms:keyusage': text(call, 'KeyUsage'),
      'kms:keyorigin': text(call, 'Origin'),
      'kms:multiregion': typeof input.MultiRegion === 'boolean' ? input.MultiRegion : undefined,
      'kms:replicaregion': text(call, 'ReplicaRegion'),
      'kms:bypasspolicylockoutsafetycheck':
        typeof input.BypassPolicyLockoutSafetyCheck === 'boolean'
          ? input.BypassPolicyLockoutSafetyCheck
          : undefined,
      'kms:schedulekeydeletionpendingwindowindays':
        typeof input.PendingWindowInDays === 'number' ? input.PendingWindowInDays : undefined,
      'kms:rotationperiodindays':
        typeof input.RotationPeriodInDays === 'number' ? input.RotationPeriodInDays : undefined,
      'kms:granteeprincipal': text(call, 'GranteePrincipal'),
      'kms:retiringprincipal': text(call, 'RetiringPrincipal'),
      // A service that makes a grant on behalf of a caller does it in its own name or through a session of its own.
      'kms:grantisforawsresource':
        call.operation === 'CreateGrant' ? call.caller.kind === 'service' : undefined,
      'kms:requestalias': text(call, 'KeyId')?.startsWith('alias/') ? text(call, 'KeyId') : undefined,
    }),
    ...(operations.length > 0 && { 'kms:grantoperations': operations }),
    ...(pairs.length > 0 && { 'kms:encryptioncontextkeys': pairs.map(([key]) => key) }),
    ...Object.fromEntries(
      pairs.map(([key, value]) => [`kms:encryptioncontext:${key.toLowerCase()}`, [value]]),
    ),
  };
}
