import { IAM } from '@aws-sdk/client-iam';
import type {
  OrganizationsFeaturesArgs,
  OrganizationsFeaturesState,
} from '@pulumi/aws/iam/organizationsFeatures.js';
import { defineResource, type ResourceContext } from '../../core/resource.ts';
import { isError, orMissing } from '../../core/retry.ts';

/** How each feature is switched. https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListOrganizationsFeatures.html */
const switches: Readonly<
  Record<string, { on: (iam: IAM) => Promise<unknown>; off: (iam: IAM) => Promise<unknown> }>
> = {
  RootCredentialsManagement: {
    on: (iam) => iam.enableOrganizationsRootCredentialsManagement({}),
    off: (iam) => iam.disableOrganizationsRootCredentialsManagement({}),
  },
  RootSessions: {
    on: (iam) => iam.enableOrganizationsRootSessions({}),
    off: (iam) => iam.disableOrganizationsRootSessions({}),
  },
};

/** Central management of members' root users. Id and import id: the organization's. */
export const organizationsFeatures = defineResource<OrganizationsFeaturesArgs, OrganizationsFeaturesState>({
  token: 'aws:iam/organizationsFeatures:OrganizationsFeatures',
  properties: { enabledFeatures: { required: true, unordered: true } },
  computed: {},
  validate: ({ enabledFeatures }) => {
    const strange = enabledFeatures.filter((feature) => !Object.hasOwn(switches, feature));
    return strange.length === 0
      ? undefined
      : {
          property: 'enabledFeatures',
          reason: `${strange.join(', ')} is none of ${Object.keys(switches).join(', ')}`,
        };
  },
  async create(inputs, context) {
    // Trusted access that was enabled a moment ago is not seen everywhere.
    await context.retry(
      () => change(context, [], inputs.enabledFeatures),
      (error) => isError(error, 'ServiceAccessNotEnabledException'),
      30_000,
    );
    const { OrganizationId } = await context.client(IAM).listOrganizationsFeatures({});
    return OrganizationId as string;
  },
  async read(_id, context) {
    const found = await orMissing(
      context.client(IAM).listOrganizationsFeatures({}),
      'OrganizationNotFoundException',
      'ServiceAccessNotEnabledException',
    );
    const enabledFeatures = found?.EnabledFeatures ?? [];
    return enabledFeatures.length === 0 ? undefined : { enabledFeatures };
  },
  update: (_id, inputs, context) => change(context, context.old.enabledFeatures, inputs.enabledFeatures),
  delete: (_id, context) => change(context, context.old.enabledFeatures, []),
});

async function change(
  context: ResourceContext,
  before: readonly string[],
  after: readonly string[],
): Promise<void> {
  const iam = context.client(IAM);
  for (const feature of after) if (!before.includes(feature)) await switches[feature]?.on(iam);
  for (const feature of before) if (!after.includes(feature)) await switches[feature]?.off(iam);
}
