import { KMS } from '@aws-sdk/client-kms';
import type { GetKeyArgs, GetKeyResult } from '@pulumi/aws/kms/getKey.js';
import { defineFunction } from '../core/function.ts';

const text = (value: string | undefined) => value ?? '';
const time = (value: Date | undefined) => value?.toISOString() ?? '';

/** A key, by id, ARN, alias or alias ARN, of this or another account. The answer's `arn` is the key's own. */
export const getKey = defineFunction<GetKeyArgs, GetKeyResult>({
  token: 'aws:kms/getKey:getKey',
  args: { grantTokens: true, keyId: true, region: true },
  async invoke({ keyId, grantTokens }, context) {
    const { KeyMetadata: key } = await context
      .client(KMS)
      .describeKey({ KeyId: keyId, ...(grantTokens ? { GrantTokens: grantTokens } : {}) });
    if (key?.Arn === undefined || key.KeyId === undefined)
      throw new Error(`KMS described no key for ${keyId}`);
    const { MultiRegionConfiguration: multiRegion, XksKeyConfiguration: xks } = key;
    return {
      arn: key.Arn,
      awsAccountId: text(key.AWSAccountId),
      cloudHsmClusterId: text(key.CloudHsmClusterId),
      creationDate: time(key.CreationDate),
      customKeyStoreId: text(key.CustomKeyStoreId),
      customerMasterKeySpec: text(key.CustomerMasterKeySpec),
      deletionDate: time(key.DeletionDate),
      description: text(key.Description),
      enabled: key.Enabled ?? false,
      expirationModel: text(key.ExpirationModel),
      ...(grantTokens ? { grantTokens } : {}),
      id: key.KeyId,
      keyId,
      keyManager: text(key.KeyManager),
      keySpec: text(key.KeySpec),
      keyState: text(key.KeyState),
      keyUsage: text(key.KeyUsage),
      multiRegion: key.MultiRegion ?? false,
      multiRegionConfigurations: multiRegion
        ? [
            {
              multiRegionKeyType: text(multiRegion.MultiRegionKeyType),
              primaryKeys: [multiRegion.PrimaryKey].map((it) => ({
                arn: text(it?.Arn),
                region: text(it?.Region),
              })),
              replicaKeys: (multiRegion.ReplicaKeys ?? []).map((it) => ({
                arn: text(it.Arn),
                region: text(it.Region),
              })),
            },
          ]
        : [],
      origin: text(key.Origin),
      pendingDeletionWindowInDays: key.PendingDeletionWindowInDays ?? 0,
      region: context.region,
      validTo: time(key.ValidTo),
      xksKeyConfigurations: xks ? [{ id: text(xks.Id) }] : [],
    };
  },
});
