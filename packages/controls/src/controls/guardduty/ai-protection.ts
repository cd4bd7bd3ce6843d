import { defineControl } from '../../define-control.ts';
import { allowNewHelp, featureMetadata, hasFeature } from '../../detection/protection-plan.ts';
import { hasSome } from '../../estate/resource-counts.ts';
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
 * without any resource, and no lens counts the resources of all accounts: only a user can say that there is no use of
 * them, and until then the verdict of a detector that has it off stays open.
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
        'Whether the organization uses Bedrock, AgentCore or SageMaker. With inventory a detector that has the feature off stays unknown unless resources of theirs are known: no lens lists those of all accounts.',
      choices: ['inventory', 'yes', 'no'],
    },
  },
  evaluate(detector, { estate, parameters: { allowNew, aiWorkloads } }) {
    const used = aiWorkloads === 'yes' || hasSome(estate, ...workloads);
    if (aiWorkloads === 'no' && !used) return notApplicable('the organization uses no models or agents');
    const verdict = hasFeature(detector, estate, feature, allowNew);
    if (verdict.status !== 'fail' || used) return verdict;
    const { resourceCounts } = estate;
    return unknown(
      `${verdict.reason}, and whether models or agents are used is not known: say it by the parameter aiWorkloads, yes or no`,
      isUnknown(resourceCounts)
        ? resourceCounts
        : unknownBecause('open-world', 'models can be used without any resource that could be counted'),
    );
  },
});
