import { SecurityHub } from '@aws-sdk/client-securityhub';
import type {
  OrganizationConfigurationArgs,
  OrganizationConfigurationState,
} from '@pulumi/aws/securityhub/organizationConfiguration.js';
import { defineResource, type Inputs, type ResourceContext } from '../../core/resource.ts';
import { isError, poll } from '../../core/retry.ts';
import { isGone, unlessGone } from './errors.ts';

const UPDATE =
  'https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_UpdateOrganizationConfiguration.html';

/**
 * How Security Hub CSPM reaches the organization's accounts. Id and import id: the administrator's account id. Deleting makes it
 * local again and enables nothing by itself, as in the real provider.
 */
export const organizationConfiguration = defineResource<
  OrganizationConfigurationArgs,
  OrganizationConfigurationState
>({
  token: 'aws:securityhub/organizationConfiguration:OrganizationConfiguration',
  properties: {
    autoEnable: { required: true },
    autoEnableStandards: { computed: true },
    organizationConfiguration: { computed: true },
    region: { computed: true, replaces: UPDATE },
  },
  computed: {},
  async create(inputs, context) {
    await put(inputs, context);
    context.created(context.accountId);
    await settled(context);
    return context.accountId;
  },
  async read(_id, context) {
    const found = await unlessGone(context.client(SecurityHub).describeOrganizationConfiguration({}));
    return (
      found && {
        autoEnable: found.AutoEnable,
        autoEnableStandards: found.AutoEnableStandards,
        organizationConfiguration: {
          configurationType: found.OrganizationConfiguration?.ConfigurationType ?? 'LOCAL',
        },
      }
    );
  },
  async update(_id, inputs, context) {
    await put(inputs, context);
    await settled(context);
  },
  async delete(_id, context) {
    try {
      await put(
        {
          autoEnable: false,
          autoEnableStandards: 'NONE',
          organizationConfiguration: { configurationType: 'LOCAL' },
        },
        context,
      );
    } catch (error) {
      if (!isGone(error)) throw error;
    }
  },
});

async function put(inputs: Inputs<OrganizationConfigurationArgs>, context: ResourceContext): Promise<void> {
  const type = inputs.organizationConfiguration?.configurationType;
  await context.retry(
    () =>
      context.client(SecurityHub).updateOrganizationConfiguration({
        AutoEnable: inputs.autoEnable,
        ...(inputs.autoEnableStandards
          ? { AutoEnableStandards: inputs.autoEnableStandards as 'NONE' | 'DEFAULT' }
          : {}),
        ...(type ? { OrganizationConfiguration: { ConfigurationType: type as 'LOCAL' | 'CENTRAL' } } : {}),
      }),
    // The delegation may be fresh.
    (error) => isError(error, 'InvalidAccessException', /not an administrator/i),
    20_000,
  );
}

/** Central configuration takes AWS a moment, during which its policies are refused. */
async function settled(context: ResourceContext): Promise<void> {
  const status = await poll(
    async () => {
      const { OrganizationConfiguration: found } = await context
        .client(SecurityHub)
        .describeOrganizationConfiguration({});
      return found?.Status === 'PENDING' ? undefined : (found?.Status ?? 'ENABLED');
    },
    { timeoutMilliseconds: context.timeoutMilliseconds(3 * 60_000), signal: context.signal },
  );
  if (status !== 'ENABLED')
    throw new Error(
      `Security Hub in ${context.region} did not take the configuration: ${status ?? 'it takes too long'}`,
    );
}
