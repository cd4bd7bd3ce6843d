import { KMS } from '@aws-sdk/client-kms';
import type { ReplicaKeyArgs, ReplicaKeyState } from '@pulumi/aws/kms/replicaKey.js';
import { defineResource } from '../../core/resource.ts';
import { isError, orMissing } from '../../core/retry.ts';
import { tagChanges } from '../../core/tags.ts';
import { isFreshPrincipal, isNotSeenYet, putPolicy, rotationOf, tagsOf } from './key.ts';

const REPLICATE = 'https://docs.aws.amazon.com/kms/latest/APIReference/API_ReplicateKey.html';

/** The same key in another region. Id and import id: the key's id. Rotation is the primary key's. */
export const replicaKey = defineResource<ReplicaKeyArgs, ReplicaKeyState>({
  token: 'aws:kms/replicaKey:ReplicaKey',
  properties: {
    bypassPolicyLockoutSafetyCheck: { default: false, writeOnly: true },
    deletionWindowInDays: { default: 30, writeOnly: true },
    description: {},
    enabled: { default: true },
    policy: { computed: true, json: 'policy' },
    primaryKeyArn: { required: true, replaces: REPLICATE },
    region: { computed: true, replaces: REPLICATE },
    tags: {},
  },
  computed: { arn: true, keyId: true, keyRotationEnabled: true, keySpec: true, keyUsage: true },
  async create(inputs, context) {
    const [, , , primaryRegion = '', , primary = ''] = inputs.primaryKeyArn.split(':');
    const { ReplicaKeyMetadata: made } = await context.retry(
      () =>
        context.client(KMS, primaryRegion).replicateKey({
          KeyId: primary.replace('key/', ''),
          ReplicaRegion: context.region,
          BypassPolicyLockoutSafetyCheck: inputs.bypassPolicyLockoutSafetyCheck,
          Description: inputs.description,
          Policy: inputs.policy,
          Tags: Object.entries(inputs.tags ?? {}).map(([TagKey, TagValue]) => ({ TagKey, TagValue })),
        }),
      isFreshPrincipal,
    );
    const KeyId = made?.KeyId as string;
    context.created(KeyId);
    const kms = context.client(KMS);
    await context.retry(() => kms.describeKey({ KeyId }), isNotSeenYet, 60_000);
    if (inputs.enabled === false) await context.retry(() => kms.disableKey({ KeyId }), isNotSeenYet, 60_000);
    return KeyId;
  },
  async read(id, context) {
    const kms = context.client(KMS);
    const metadata = (await orMissing(kms.describeKey({ KeyId: id }), 'NotFoundException'))?.KeyMetadata;
    if (!metadata || metadata.KeyState === 'PendingDeletion') return undefined;
    const primary = metadata.MultiRegionConfiguration?.PrimaryKey?.Arn;
    const [policy, tags, rotation] = await Promise.all([
      kms.getKeyPolicy({ KeyId: id, PolicyName: 'default' }),
      tagsOf(kms, id),
      rotationOf(kms, id, metadata.KeySpec === 'SYMMETRIC_DEFAULT' && metadata.Origin === 'AWS_KMS'),
    ]);
    return {
      arn: metadata.Arn,
      description: metadata.Description,
      enabled: metadata.Enabled,
      keyId: metadata.KeyId,
      keyRotationEnabled: rotation.enableKeyRotation,
      keySpec: metadata.KeySpec,
      keyUsage: metadata.KeyUsage,
      policy: policy.Policy,
      ...(primary ? { primaryKeyArn: primary } : {}),
      tags,
    };
  },
  async update(id, inputs, context) {
    const kms = context.client(KMS);
    const KeyId = id;
    if (context.changed('enabled') && inputs.enabled) await kms.enableKey({ KeyId });
    if (context.changed('description'))
      await kms.updateKeyDescription({ KeyId, Description: inputs.description ?? '' });
    if (context.changed('policy') && inputs.policy !== undefined)
      await putPolicy(KeyId, inputs.policy, inputs.bypassPolicyLockoutSafetyCheck, context);
    if (context.changed('tags')) {
      const { set, removed } = tagChanges(context.old.tags, inputs.tags);
      const Tags = Object.entries(set).map(([TagKey, TagValue]) => ({ TagKey, TagValue }));
      if (Tags.length > 0) await kms.tagResource({ KeyId, Tags });
      if (removed.length > 0) await kms.untagResource({ KeyId, TagKeys: removed });
    }
    if (context.changed('enabled') && inputs.enabled === false) await kms.disableKey({ KeyId });
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
