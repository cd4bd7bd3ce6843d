import { GuardDuty, type MemberFeaturesConfiguration } from '@aws-sdk/client-guardduty';
import type {
  MemberDetectorFeatureArgs,
  MemberDetectorFeatureState,
} from '@pulumi/aws/guardduty/memberDetectorFeature.js';
import { defineResource, type Inputs, type ResourceContext } from '../../core/resource.ts';
import { isError } from '../../core/retry.ts';
import { refuseUnprocessed, unlessGone } from './errors.ts';

const UPDATE = 'https://docs.aws.amazon.com/guardduty/latest/APIReference/API_UpdateMemberDetectors.html';

/** One feature in a member's detector. Id and import id: `detector,account,FEATURE`. Deleting changes nothing. */
export const memberDetectorFeature = defineResource<MemberDetectorFeatureArgs, MemberDetectorFeatureState>({
  token: 'aws:guardduty/memberDetectorFeature:MemberDetectorFeature',
  properties: {
    accountId: { required: true, replaces: UPDATE },
    additionalConfigurations: { unordered: true },
    detectorId: { required: true, replaces: UPDATE },
    name: { required: true, replaces: UPDATE },
    region: { computed: true, replaces: UPDATE },
    status: { required: true },
  },
  computed: {},
  async create(inputs, context) {
    await put(inputs, context);
    return `${inputs.detectorId},${inputs.accountId},${inputs.name}`;
  },
  async read(id, context) {
    const [detectorId, accountId, name] = id.split(',');
    if (!detectorId || !accountId || !name)
      throw new Error(`"${id}" is not of the form <detector>,<account>,<FEATURE>`);
    const found = await unlessGone(
      context.client(GuardDuty).getMemberDetectors({ DetectorId: detectorId, AccountIds: [accountId] }),
    );
    const feature = found?.MemberDataSourceConfigurations?.[0]?.Features?.find(({ Name }) => Name === name);
    if (!feature) return undefined;
    return {
      accountId,
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

async function put(inputs: Inputs<MemberDetectorFeatureArgs>, context: ResourceContext): Promise<void> {
  const guardduty = context.client(GuardDuty);
  const feature: MemberFeaturesConfiguration = {
    Name: inputs.name as 'S3_DATA_EVENTS',
    Status: inputs.status as 'ENABLED',
    AdditionalConfiguration: inputs.additionalConfigurations?.map(({ name, status }) => ({
      Name: name as 'EKS_ADDON_MANAGEMENT',
      Status: status as 'ENABLED',
    })),
  };
  const change = { DetectorId: inputs.detectorId, AccountIds: [inputs.accountId], Features: [feature] };
  await context.exclusively(inputs.detectorId, () =>
    context.retry(
      async () =>
        refuseUnprocessed(
          (await guardduty.updateMemberDetectors(change)).UnprocessedAccounts,
          'change the features of',
        ),
      // A member that joined just now is not a member everywhere yet.
      (error) => isError(error, ['Error', 'BadRequestException'], /not (yet )?(a|an|associated)[^.]*member/i),
      60_000,
    ),
  );
}
