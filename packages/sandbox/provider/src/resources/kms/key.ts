import { KMS } from '@aws-sdk/client-kms';
import type { KeyArgs, KeyState } from '@pulumi/aws/kms/key.js';
import { defineResource, type ResourceContext } from '../../core/resource.ts';
import { isError, orMissing } from '../../core/retry.ts';
import { tagChanges } from '../../core/tags.ts';

const CREATE = 'https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateKey.html';

/** A KMS key. Id and import id: the key's id. Deleting schedules it: KMS keeps it for `deletionWindowInDays` more. */
export const key = defineResource<KeyArgs, KeyState>({
  token: 'aws:kms/key:Key',
  properties: {
    bypassPolicyLockoutSafetyCheck: { default: false, writeOnly: true },
    customKeyStoreId: { unsupported: 'custom key stores' },
    customerMasterKeySpec: { default: 'SYMMETRIC_DEFAULT', replaces: CREATE },
    deletionWindowInDays: { writeOnly: true },
    description: { computed: true },
    enableKeyRotation: { default: false },
    isEnabled: { default: true },
    keyUsage: { default: 'ENCRYPT_DECRYPT', replaces: CREATE },
    multiRegion: { computed: true, replaces: CREATE },
    policy: { computed: true, json: 'policy' },
    region: { computed: true, replaces: CREATE },
    rotationPeriodInDays: { computed: true },
    tags: {},
    xksKeyId: { unsupported: 'external key stores' },
  },
  computed: { arn: true, keyId: true },
  changesOnUpdate: ['rotationPeriodInDays'],
  validate: ({ rotationPeriodInDays, enableKeyRotation }) =>
    rotationPeriodInDays !== undefined && !enableKeyRotation
      ? { property: 'rotationPeriodInDays', reason: 'needs enableKeyRotation: true' }
      : undefined,
  async create(inputs, context) {
    const kms = context.client(KMS);
    const { KeyMetadata } = await context.retry(
      () =>
        kms.createKey({
          BypassPolicyLockoutSafetyCheck: inputs.bypassPolicyLockoutSafetyCheck,
          Description: inputs.description,
          KeySpec: inputs.customerMasterKeySpec as 'SYMMETRIC_DEFAULT',
          KeyUsage: inputs.keyUsage as 'ENCRYPT_DECRYPT',
          MultiRegion: inputs.multiRegion,
          Policy: inputs.policy,
          Tags: Object.entries(inputs.tags ?? {}).map(([TagKey, TagValue]) => ({ TagKey, TagValue })),
        }),
      isFreshPrincipal,
    );
    const KeyId = KeyMetadata?.KeyId as string;
    context.created(KeyId);
    if (inputs.enableKeyRotation) {
      const RotationPeriodInDays = inputs.rotationPeriodInDays;
      await context.retry(() => kms.enableKeyRotation({ KeyId, RotationPeriodInDays }), isNotSeenYet, 60_000);
    }
    if (inputs.isEnabled === false)
      await context.retry(() => kms.disableKey({ KeyId }), isNotSeenYet, 60_000);
    return KeyId;
  },
  async read(id, context) {
    const kms = context.client(KMS);
    const metadata = (await orMissing(kms.describeKey({ KeyId: id }), 'NotFoundException'))?.KeyMetadata;
    if (
      !metadata ||
      metadata.KeyState === 'PendingDeletion' ||
      metadata.KeyState === 'PendingReplicaDeletion'
    )
      return undefined;
    const KeyId = metadata.KeyId as string;
    const [policy, tags, rotation] = await Promise.all([
      kms.getKeyPolicy({ KeyId, PolicyName: 'default' }),
      tagsOf(kms, KeyId),
      rotationOf(kms, KeyId, metadata.KeySpec === 'SYMMETRIC_DEFAULT' && metadata.Origin === 'AWS_KMS'),
    ]);
    return {
      arn: metadata.Arn,
      keyId: KeyId,
      customerMasterKeySpec: metadata.KeySpec,
      description: metadata.Description,
      isEnabled: metadata.Enabled,
      keyUsage: metadata.KeyUsage,
      multiRegion: metadata.MultiRegion ?? false,
      policy: policy.Policy,
      tags,
      ...rotation,
    };
  },
  async update(id, inputs, context) {
    const kms = context.client(KMS);
    const KeyId = id;
    // A disabled key takes no change of rotation, so it is enabled first and disabled last.
    if (context.changed('isEnabled') && inputs.isEnabled) await kms.enableKey({ KeyId });
    if (context.changed('enableKeyRotation', 'rotationPeriodInDays')) {
      if (inputs.enableKeyRotation)
        await kms.enableKeyRotation({ KeyId, RotationPeriodInDays: inputs.rotationPeriodInDays });
      else await kms.disableKeyRotation({ KeyId });
    }
    if (context.changed('description'))
      await kms.updateKeyDescription({ KeyId, Description: inputs.description ?? '' });
    const { policy } = inputs;
    if (context.changed('policy') && policy !== undefined)
      await putPolicy(KeyId, policy, inputs.bypassPolicyLockoutSafetyCheck, context);
    if (context.changed('tags')) {
      const { set, removed } = tagChanges(context.old.tags, inputs.tags);
      const Tags = Object.entries(set).map(([TagKey, TagValue]) => ({ TagKey, TagValue }));
      if (Tags.length > 0) await kms.tagResource({ KeyId, Tags });
      if (removed.length > 0) await kms.untagResource({ KeyId, TagKeys: removed });
    }
    if (context.changed('isEnabled') && inputs.isEnabled === false) await kms.disableKey({ KeyId });
  },
  async delete(id, context) {
    const PendingWindowInDays = context.old.deletionWindowInDays;
    try {
      await context.client(KMS).scheduleKeyDeletion({ KeyId: id, PendingWindowInDays });
    } catch (error) {
      if (
        isError(error, 'NotFoundException') ||
        isError(error, 'KMSInvalidStateException', /pending deletion/i)
      )
        return;
      throw error;
    }
  },
});

/** Puts a key's policy, once its principals are seen. */
export async function putPolicy(
  KeyId: string,
  Policy: string,
  isForced: boolean | undefined,
  context: ResourceContext,
): Promise<void> {
  const kms = context.client(KMS);
  const BypassPolicyLockoutSafetyCheck = isForced ?? false;
  await context.retry(
    () => kms.putKeyPolicy({ KeyId, PolicyName: 'default', Policy, BypassPolicyLockoutSafetyCheck }),
    isFreshPrincipal,
  );
}

/** Tags of a key. */
export async function tagsOf(kms: KMS, KeyId: string): Promise<{ [key: string]: string }> {
  const { Tags } = await kms.listResourceTags({ KeyId, Limit: 50 });
  return Object.fromEntries((Tags ?? []).map((tag) => [tag.TagKey ?? '', tag.TagValue ?? '']));
}

/** Only symmetric keys whose material KMS made rotate: https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html */
export async function rotationOf(kms: KMS, KeyId: string, canRotate: boolean) {
  if (!canRotate) return { enableKeyRotation: false };
  const { KeyRotationEnabled, RotationPeriodInDays } = await kms.getKeyRotationStatus({ KeyId });
  return {
    enableKeyRotation: KeyRotationEnabled ?? false,
    ...(KeyRotationEnabled ? { rotationPeriodInDays: RotationPeriodInDays } : {}),
  };
}

/** A principal of the policy that IAM does not show KMS yet is taken for a malformed policy. */
export const isFreshPrincipal = (error: unknown) => isError(error, 'MalformedPolicyDocumentException');
/** A key that was made just now is not seen everywhere. */
export const isNotSeenYet = (error: unknown) => isError(error, ['NotFoundException', 'DisabledException']);
