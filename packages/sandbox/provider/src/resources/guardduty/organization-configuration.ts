import { type AutoEnableMembers, GuardDuty } from '@aws-sdk/client-guardduty';
import type {
  OrganizationConfigurationArgs,
  OrganizationConfigurationState,
} from '@pulumi/aws/guardduty/organizationConfiguration.js';
import { defineResource, type Inputs, type ResourceContext } from '../../core/resource.ts';
import { unlessGone } from './errors.ts';

const UPDATE =
  'https://docs.aws.amazon.com/guardduty/latest/APIReference/API_UpdateOrganizationConfiguration.html';

/** Which members get GuardDuty by themselves. Id and import id: the detector's id. Deleting changes nothing, as in the real provider. */
export const organizationConfiguration = defineResource<
  OrganizationConfigurationArgs,
  OrganizationConfigurationState
>({
  token: 'aws:guardduty/organizationConfiguration:OrganizationConfiguration',
  properties: {
    autoEnableOrganizationMembers: { required: true },
    datasources: {
      unsupported: 'deprecated in the real provider; use aws.guardduty.OrganizationConfigurationFeature',
    },
    detectorId: { required: true, replaces: UPDATE },
    region: { computed: true, replaces: UPDATE },
  },
  computed: {},
  async create(inputs, context) {
    await put(inputs, context);
    return inputs.detectorId;
  },
  async read(id, context) {
    const found = await unlessGone(
      context.client(GuardDuty).describeOrganizationConfiguration({ DetectorId: id }),
    );
    return found && { autoEnableOrganizationMembers: found.AutoEnableOrganizationMembers, detectorId: id };
  },
  update: (_id, inputs, context) => put(inputs, context),
  delete: async () => {},
});

async function put(inputs: Inputs<OrganizationConfigurationArgs>, context: ResourceContext): Promise<void> {
  const DetectorId = inputs.detectorId;
  const AutoEnableOrganizationMembers = inputs.autoEnableOrganizationMembers as AutoEnableMembers;
  await context.exclusively(DetectorId, () =>
    context.client(GuardDuty).updateOrganizationConfiguration({ DetectorId, AutoEnableOrganizationMembers }),
  );
}
