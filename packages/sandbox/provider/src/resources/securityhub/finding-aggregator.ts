import { SecurityHub } from '@aws-sdk/client-securityhub';
import type {
  FindingAggregatorArgs,
  FindingAggregatorState,
} from '@pulumi/aws/securityhub/findingAggregator.js';
import { defineResource, type Inputs } from '../../core/resource.ts';
import { isGone, unlessGone } from './errors.ts';

const CREATE = 'https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_CreateFindingAggregator.html';

/** Where the findings of other regions are gathered. Id and import id: the ARN. */
export const findingAggregator = defineResource<FindingAggregatorArgs, FindingAggregatorState>({
  token: 'aws:securityhub/findingAggregator:FindingAggregator',
  properties: {
    linkingMode: { required: true },
    region: { computed: true, replaces: CREATE },
    specifiedRegions: { unordered: true },
  },
  computed: { arn: true },
  async create(inputs, context) {
    const { FindingAggregatorArn } = await context
      .client(SecurityHub)
      .createFindingAggregator(linked(inputs));
    return FindingAggregatorArn as string;
  },
  async read(id, context) {
    const found = await unlessGone(
      context.client(SecurityHub).getFindingAggregator({ FindingAggregatorArn: id }),
    );
    return found && { arn: id, linkingMode: found.RegionLinkingMode, specifiedRegions: found.Regions ?? [] };
  },
  async update(id, inputs, context) {
    await context
      .client(SecurityHub)
      .updateFindingAggregator({ FindingAggregatorArn: id, ...linked(inputs) });
  },
  async delete(id, context) {
    try {
      await context.client(SecurityHub).deleteFindingAggregator({ FindingAggregatorArn: id });
    } catch (error) {
      if (!isGone(error)) throw error;
    }
  },
});

const linked = ({ linkingMode, specifiedRegions = [] }: Inputs<FindingAggregatorArgs>) => ({
  RegionLinkingMode: linkingMode,
  ...(specifiedRegions.length > 0 ? { Regions: specifiedRegions } : {}),
});
