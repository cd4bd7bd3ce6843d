import { GuardDuty, type OrganizationFeatureConfiguration } from '@aws-sdk/client-guardduty';
import type {
  OrganizationConfigurationFeatureArgs,
  OrganizationConfigurationFeatureState,
} from '@pulumi/aws/guardduty/organizationConfigurationFeature.js';
import { defineResource, type Inputs, type ResourceContext } from '../../core/resource.ts';
import { twoParts, unlessGone } from './errors.ts';

const UPDATE =
  'https://docs.aws.amazon.com/guardduty/latest/APIReference/API_UpdateOrganizationConfiguration.html';

/** Which members get one feature by themselves. Id: `detector/FEATURE`. Deleting changes nothing, as in the real provider. */
export const organizationConfigurationFeature = defineResource<
  OrganizationConfigurationFeatureArgs,
  OrganizationConfigurationFeatureState
>({
  token: 'aws:guardduty/organizationConfigurationFeature:OrganizationConfigurationFeature',
  properties: {
    // The API would change them; the real provider makes a new resource.
    additionalConfigurations: { unordered: true, replaces: UPDATE },
    autoEnable: { required: true },
    detectorId: { required: true, replaces: UPDATE },
    name: { required: true, replaces: UPDATE },
    region: { computed: true, replaces: UPDATE },
  },
  computed: {},
  async create(inputs, context) {
    await put(inputs, context);
    return `${inputs.detectorId}/${inputs.name}`;
  },
  async read(id, context) {
    const [detectorId, name] = twoParts(id, '/', '<detector>/<FEATURE>');
    const found = await unlessGone(
      context.client(GuardDuty).describeOrganizationConfiguration({ DetectorId: detectorId }),
    );
    const feature = found?.Features?.find(({ Name }) => Name === name);
    if (!feature) return undefined;
    return {
      additionalConfigurations: (feature.AdditionalConfiguration ?? []).map(({ Name, AutoEnable }) => ({
        name: Name ?? '',
        autoEnable: AutoEnable ?? '',
      })),
      autoEnable: feature.AutoEnable,
      detectorId,
      name,
    };
  },
  update: (_id, inputs, context) => put(inputs, context),
  delete: async () => {},
});

async function put(
  inputs: Inputs<OrganizationConfigurationFeatureArgs>,
  context: ResourceContext,
): Promise<void> {
  const guardduty = context.client(GuardDuty);
  const DetectorId = inputs.detectorId;
  const feature: OrganizationFeatureConfiguration = {
    Name: inputs.name as 'S3_DATA_EVENTS',
    AutoEnable: inputs.autoEnable as 'ALL',
    AdditionalConfiguration: inputs.additionalConfigurations?.map(({ name, autoEnable }) => ({
      Name: name as 'EKS_ADDON_MANAGEMENT',
      AutoEnable: autoEnable as 'ALL',
    })),
  };
  await context.exclusively(DetectorId, async () => {
    // The call needs to say again which members are enabled.
    const { AutoEnableOrganizationMembers } = await guardduty.describeOrganizationConfiguration({
      DetectorId,
    });
    await guardduty.updateOrganizationConfiguration({
      DetectorId,
      AutoEnableOrganizationMembers,
      Features: [feature],
    });
  });
}
