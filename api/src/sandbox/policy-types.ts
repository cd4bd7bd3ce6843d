import {
  EnablePolicyTypeCommand,
  OrganizationsClient,
  type OrganizationsClientConfig,
  type PolicyType,
  PolicyTypeAlreadyEnabledException,
} from '@aws-sdk/client-organizations';

/** Kinds of policies that guardrails are made of. */
const types: readonly PolicyType[] = ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'];

/**
 * Enables the policy types of guardrails in the root, as an administrator of a real organization does once by
 * `aws organizations enable-policy-type`. What is enabled already stays so.
 */
export async function enablePolicyTypes(rootId: string, config: OrganizationsClientConfig): Promise<void> {
  const client = new OrganizationsClient(config);
  try {
    for (const PolicyType of types) {
      try {
        await client.send(new EnablePolicyTypeCommand({ RootId: rootId, PolicyType }));
      } catch (error) {
        if (!(error instanceof PolicyTypeAlreadyEnabledException)) throw error;
      }
    }
  } finally {
    client.destroy();
  }
}
