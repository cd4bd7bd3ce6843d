import { defineControl } from '../../define-control.ts';
import { allowNewHelp, featureMetadata, hasFeature } from '../../detection/protection-plan.ts';
import { hasNone, hasSome } from '../../estate/resource-counts.ts';
import { isUnknown, unknownBecause } from '../../model/fact.ts';
import { notApplicable, unknown } from '../../verdicts.ts';

const feature = { name: 'AI_PROTECTION' };

/** Resources that show that models or agents are used. */
const workloads = [
  'AWS::Bedrock::Agent',
  'AWS::Bedrock::Guardrail',
  'AWS::Bedrock::KnowledgeBase',
  'AWS::BedrockAgentCore::Runtime',
  'AWS::SageMaker::Domain',
  'AWS::SageMaker::Model',
  'AWS::SageMaker::NotebookInstance',
];

/**
 * The investigation agent (AI_ANALYST) is no feature of an organization and is not asked for. Models can be used
 * without any resource, so that only a user can say that there is no use of them.
 */
export default defineControl({
  ...featureMetadata(feature),
  id: 'GD-16',
  title: 'AI Protection on where AI workloads exist',
  intent: 'Abuse of models and agents is noticed.',
  severity: 'medium',
  url: 'https://docs.aws.amazon.com/guardduty/latest/ug/guardduty-features-activation-model.html',
  parameters: { allowNew: false, aiWorkloads: 'inventory' },
  parameterHelp: {
    allowNew: allowNewHelp,
    aiWorkloads: {
      description:
        'Whether the organization uses Bedrock, AgentCore or SageMaker; inventory looks for their resources.',
      choices: ['inventory', 'yes', 'no'],
    },
  },
  evaluate(detector, { estate, parameters: { allowNew, aiWorkloads } }) {
    const used = aiWorkloads === 'yes' || hasSome(estate, ...workloads);
    if (aiWorkloads === 'no' && !used) return notApplicable('the organization uses no models or agents');
    const verdict = hasFeature(detector, estate, feature, allowNew);
    if (verdict.status !== 'fail' || used) return verdict;
    const { resourceCounts } = estate;
    const because = isUnknown(resourceCounts)
      ? resourceCounts
      : unknownBecause(
          'open-world',
          hasNone(estate, ...workloads)
            ? 'models can be used without a resource; aiWorkloads says whether they are'
            : 'aiWorkloads says whether models are used',
        );
    return unknown(`${verdict.reason}, and whether models or agents are used is not known`, because);
  },
});
