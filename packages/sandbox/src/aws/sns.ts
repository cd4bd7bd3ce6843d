import type { MotoCalls } from '../gateway/moto-calls.ts';
import { requirePolicy } from '../policy/documents.ts';
import { AwsError } from './error.ts';
import type { Service } from './service.ts';

/** SNS where moto differs from it: the policy of a topic must be one. https://docs.aws.amazon.com/sns/latest/api/API_SetTopicAttributes.html */
export function snsService(moto: MotoCalls): Service {
  return {
    name: 'sns',
    operations: {
      CreateTopic: (call) => {
        const { Name: name = '', Attributes: attributes = {} } = call.input as {
          Name?: string;
          Attributes?: Record<string, string>;
        };
        const arn = `arn:aws:sns:${call.region}:${call.caller.accountId}:${name}`;
        if (attributes.Policy) requireTopicPolicy(attributes.Policy, arn);
        return moto.forward(call);
      },
      SetTopicAttributes: (call) => {
        const {
          TopicArn: arn,
          AttributeName: name,
          AttributeValue: value = '',
        } = call.input as Record<string, string>;
        if (name === 'Policy') requireTopicPolicy(value, String(arn));
        return moto.forward(call);
      },
    },
  };
}

function requireTopicPolicy(policy: string, arn: string): void {
  try {
    requirePolicy('resource', policy, { resourceArn: arn });
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    throw new AwsError('InvalidParameter', `Invalid parameter: Policy Error: ${error.message}`);
  }
}
