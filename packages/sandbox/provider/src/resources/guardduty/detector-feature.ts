import {
  type DetectorFeature,
  type DetectorFeatureConfiguration,
  GuardDuty,
} from '@aws-sdk/client-guardduty';
import type { DetectorFeatureArgs, DetectorFeatureState } from '@pulumi/aws/guardduty/detectorFeature.js';
import { defineResource, type Inputs, type ResourceContext } from '../../core/resource.ts';
import { twoParts, unlessGone } from './errors.ts';

const UPDATE = 'https://docs.aws.amazon.com/guardduty/latest/APIReference/API_UpdateDetector.html';

/** One feature of a detector. Id and import id: `detector/FEATURE`. Deleting leaves the feature as it is, as the real provider does. */
export const detectorFeature = defineResource<DetectorFeatureArgs, DetectorFeatureState>({
  token: 'aws:guardduty/detectorFeature:DetectorFeature',
  properties: {
    additionalConfigurations: { unordered: true },
    detectorId: { required: true, replaces: UPDATE },
    name: { required: true, replaces: UPDATE },
    region: { computed: true, replaces: UPDATE },
    status: { required: true },
  },
  computed: {},
  async create(inputs, context) {
    await put(inputs, context);
    return `${inputs.detectorId}/${inputs.name}`;
  },
  async read(id, context) {
    const [detectorId, name] = twoParts(id, '/', '<detector>/<FEATURE>');
    const found = await unlessGone(context.client(GuardDuty).getDetector({ DetectorId: detectorId }));
    const feature = found?.Features?.find(({ Name }) => Name === name);
    if (!feature) return undefined;
    return {
      additionalConfigurations: (feature.AdditionalConfiguration ?? []).map(({ Name, Status }) => ({
        name: Name ?? '',
        status: Status ?? '',
      })),
      detectorId,
      name,
      status: feature.Status,
    };
  },
  update: (_id, inputs, context) => put(inputs, context),
  delete: async () => {},
});

async function put(inputs: Inputs<DetectorFeatureArgs>, context: ResourceContext): Promise<void> {
  const DetectorId = inputs.detectorId;
  const feature: DetectorFeatureConfiguration = {
    Name: inputs.name as DetectorFeature,
    Status: inputs.status as 'ENABLED',
    AdditionalConfiguration: inputs.additionalConfigurations?.map(({ name, status }) => ({
      Name: name as 'EKS_ADDON_MANAGEMENT',
      Status: status as 'ENABLED',
    })),
  };
  await context.exclusively(DetectorId, () =>
    context.client(GuardDuty).updateDetector({ DetectorId, Features: [feature] }),
  );
}
