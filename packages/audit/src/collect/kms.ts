import {
  DescribeKeyCommand,
  GetKeyPolicyCommand,
  GetKeyRotationStatusCommand,
  type GrantListEntry,
  type KeyMetadata,
  KMSClient,
  paginateListGrants,
} from '@aws-sdk/client-kms';
import { type Fact, isUnknown, type Key } from '@trailguard/controls';
import { callsIn } from './collected-call.ts';
import { readPolicy } from './policy.ts';
import { type CallOptions, mapFact, type Reader } from './reader.ts';

/** Calls of this collector. */
export const calls = callsIn(
  'owner of the key',
  'kms:DescribeKey',
  'kms:GetKeyPolicy',
  'kms:GetKeyRotationStatus',
  'kms:ListGrants',
);

/** Account and region in which a key that is not given by its ARN is looked up. */
export interface KeyHome {
  readonly accountId: string;
  readonly region: string;
}

/**
 * A key, asked in its own account and region; `null` when there is none.
 * @param reference ARN of the key or of an alias, or a key id or alias (`alias/…`) of its user's own account.
 * @param home account and region of what uses the key.
 */
export async function readKey(reader: Reader, reference: string, home: KeyHome): Promise<Fact<Key>> {
  const { accountId, region } = placeOf(reference, home);
  const client = reader.client(KMSClient, accountId, region);
  const ask = <T>(call: string, send: (options: CallOptions) => Promise<T>, absent: readonly string[] = []) =>
    reader.ask(`${call} for ${reference}`, send, absent);
  const described = await ask(
    'kms:DescribeKey',
    (options) => client.send(new DescribeKeyCommand({ KeyId: reference }), options),
    ['NotFoundException'],
  );
  if (described === null) return null;
  // The calls below take no alias.
  const KeyId = isUnknown(described) ? reference : (described.KeyMetadata?.Arn ?? reference);
  const [rotation, policy, grants] = await Promise.all([
    // KMS does not rotate keys of foreign material, of a key store or of two halves.
    ask('kms:GetKeyRotationStatus', (o) => client.send(new GetKeyRotationStatusCommand({ KeyId }), o), [
      'UnsupportedOperationException',
    ]),
    ask('kms:GetKeyPolicy', (o) => client.send(new GetKeyPolicyCommand({ KeyId, PolicyName: 'default' }), o)),
    ask('kms:ListGrants', async (options) => {
      const found: GrantListEntry[] = [];
      for await (const page of paginateListGrants({ client }, { KeyId }, options))
        found.push(...(page.Grants ?? []));
      return found;
    }),
  ]);
  const metadata = <T>(read: (key: KeyMetadata) => T | undefined) =>
    mapFact(described, ({ KeyMetadata: key }) => (key === undefined ? undefined : read(key)) ?? null);
  return {
    arn: metadata((key) => key.Arn),
    id: metadata((key) => key.KeyId),
    accountId,
    region,
    role: 'other',
    manager: metadata((key) => key.KeyManager),
    state: metadata((key) => key.KeyState),
    deletionDate: metadata((key) => key.DeletionDate?.toISOString()),
    deletionWindowDays: null,
    spec: metadata((key) => key.KeySpec),
    usage: metadata((key) => key.KeyUsage),
    origin: metadata((key) => key.Origin),
    isMultiRegion: metadata((key) => key.MultiRegion ?? false),
    primaryArn: metadata(({ MultiRegionConfiguration: configuration }) =>
      configuration?.MultiRegionKeyType === 'REPLICA' ? configuration.PrimaryKey?.Arn : undefined,
    ),
    rotates: mapFact(rotation, ({ KeyRotationEnabled }) => KeyRotationEnabled ?? null),
    rotationPeriodDays: mapFact(rotation, ({ RotationPeriodInDays }) => RotationPeriodInDays ?? null),
    policy: mapFact(policy, ({ Policy }) => readPolicy(Policy, `kms:GetKeyPolicy for ${KeyId}`)),
    grants: mapFact(grants, (found) =>
      found.map(({ GranteePrincipal = '', Operations = [] }) => ({
        grantee: GranteePrincipal,
        operations: Operations,
      })),
    ),
    removal: null,
    observation: {
      arn: KeyId,
      calls: {
        arn: 'kms:DescribeKey',
        manager: 'kms:DescribeKey',
        state: 'kms:DescribeKey',
        deletionDate: 'kms:DescribeKey',
        isMultiRegion: 'kms:DescribeKey',
        rotates: 'kms:GetKeyRotationStatus',
        rotationPeriodDays: 'kms:GetKeyRotationStatus',
        policy: 'kms:GetKeyPolicy',
        grants: 'kms:ListGrants',
      },
      at: reader.clock.latest ?? '',
    },
  };
}

/** `arn:PARTITION:kms:REGION:ACCOUNT:key/ID` tells where; an id or alias is its user's. */
function placeOf(reference: string, home: KeyHome): KeyHome {
  const [prefix, , , region, accountId] = reference.split(':');
  return prefix === 'arn' && region && accountId ? { accountId, region } : home;
}
