import { SecurityHub, type Target } from '@aws-sdk/client-securityhub';
import type {
  ConfigurationPolicyAssociationArgs,
  ConfigurationPolicyAssociationState,
} from '@pulumi/aws/securityhub/configurationPolicyAssociation.js';
import { defineResource, type Inputs, type ResourceContext } from '../../core/resource.ts';
import { poll } from '../../core/retry.ts';
import { isGone, unlessGone } from './errors.ts';

const START =
  'https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_StartConfigurationPolicyAssociation.html';

/** A policy of central configuration on a root, unit or account. Id and import id: the target's id. */
export const configurationPolicyAssociation = defineResource<
  ConfigurationPolicyAssociationArgs,
  ConfigurationPolicyAssociationState
>({
  token: 'aws:securityhub/configurationPolicyAssociation:ConfigurationPolicyAssociation',
  properties: {
    policyId: { required: true },
    region: { computed: true, replaces: START },
    targetId: { required: true, replaces: START },
  },
  computed: {},
  async create(inputs, context) {
    await associate(inputs, context);
    return inputs.targetId;
  },
  async read(id, context) {
    const found = await unlessGone(
      context.client(SecurityHub).getConfigurationPolicyAssociation({ Target: targetOf(id) }),
    );
    // What is only inherited is not its own.
    if (found?.AssociationType !== 'APPLIED') return undefined;
    return { policyId: found.ConfigurationPolicyId, targetId: id };
  },
  update: (_id, inputs, context) => associate(inputs, context),
  async delete(id, context) {
    try {
      await context.client(SecurityHub).startConfigurationPolicyDisassociation({
        ConfigurationPolicyIdentifier: context.old.policyId,
        Target: targetOf(id),
      });
    } catch (error) {
      if (!isGone(error)) throw error;
    }
  },
});

async function associate(
  { policyId, targetId }: Inputs<ConfigurationPolicyAssociationArgs>,
  context: ResourceContext,
): Promise<void> {
  const hub = context.client(SecurityHub);
  const Target = targetOf(targetId);
  await hub.startConfigurationPolicyAssociation({ ConfigurationPolicyIdentifier: policyId, Target });
  const status = await poll(
    async () => {
      const { AssociationStatus } = await hub.getConfigurationPolicyAssociation({ Target });
      return AssociationStatus === 'PENDING' ? undefined : AssociationStatus;
    },
    // AWS reaches a large organization in 24 hours; the real provider waits a few minutes.
    { timeoutMilliseconds: context.timeoutMilliseconds(5 * 60_000), signal: context.signal },
  );
  if (status !== 'SUCCESS')
    throw new Error(
      `Security Hub did not associate ${policyId} with ${targetId}: ${status ?? 'it takes too long'}`,
    );
}

function targetOf(id: string): Target {
  if (id.startsWith('r-')) return { RootId: id };
  return id.startsWith('ou-') ? { OrganizationalUnitId: id } : { AccountId: id };
}
