import type { MotoCalls } from '../gateway/moto-calls.ts';
import { requirePolicy } from '../policy/documents.ts';
import type { Call } from './call.ts';
import { AwsError } from './error.ts';
import type { SandboxContext, Service } from './service.ts';

/** What is known of a topic beside what moto keeps, by its ARN. */
type KeptAttributes = Record<string, Record<string, string>>;

/** Attributes of a topic that moto takes and does not give back. https://docs.aws.amazon.com/sns/latest/dg/sns-topic-attributes.html */
const Kept =
  /^((Application|Firehose|HTTP|Lambda|SQS)(Failure|Success)Feedback(RoleArn|SampleRate)|SignatureVersion|TracingConfig)$/;

/** Protocols whose subscriber must answer before anything is sent; nobody in a sandbox does. */
const Asked = ['email', 'email-json', 'http', 'https'];

/**
 * SNS where moto differs from it: the policy of a topic must be one, delivery logging is kept, and who is asked to
 * confirm is not subscribed before. https://docs.aws.amazon.com/sns/latest/api/API_SetTopicAttributes.html
 */
export function snsService(moto: MotoCalls): Service {
  return {
    name: 'sns',
    admit: requireTopicArn,
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
      SetTopicAttributes: async (call, sandbox) => {
        const {
          TopicArn: arn,
          AttributeName: name,
          AttributeValue: value = '',
        } = call.input as Record<string, string>;
        if (name === 'Policy') requireTopicPolicy(value, String(arn));
        const answer = await moto.forward(call);
        if (name !== undefined && Kept.test(name) && answer.response.status < 300)
          keep(sandbox, String(arn), name, value);
        return answer;
      },
      GetTopicAttributes: async (call, sandbox) => {
        const { TopicArn: arn = '' } = call.input as { TopicArn?: string };
        const kept = keptAttributes(sandbox)[arn];
        if (kept === undefined) return moto.forward(call);
        const { Attributes } = await ask(moto, call, arn);
        return { Attributes: { ...(Attributes as Record<string, string>), ...kept } };
      },
      DeleteTopic: async (call, sandbox) => {
        const answer = await moto.forward(call);
        const { TopicArn: arn = '' } = call.input as { TopicArn?: string };
        if (answer.response.status < 300) delete keptAttributes(sandbox)[arn];
        return answer;
      },
      /** https://docs.aws.amazon.com/sns/latest/api/API_GetSubscriptionAttributes.html */
      GetSubscriptionAttributes: async (call) => {
        const { SubscriptionArn: arn = '' } = call.input as { SubscriptionArn?: string };
        const { Attributes } = (await ask(moto, call, arn)) as { Attributes?: Record<string, string> };
        const isPending = Asked.includes(Attributes?.Protocol ?? '');
        return { Attributes: { ...Attributes, PendingConfirmation: String(isPending) } };
      },
      /** https://docs.aws.amazon.com/sns/latest/api/API_ListSubscriptionsByTopic.html */
      ListSubscriptionsByTopic: async (call) => {
        const { TopicArn: arn = '' } = call.input as { TopicArn?: string };
        return withPending(await ask(moto, call, arn));
      },
      ListSubscriptions: async (call) => withPending(await ask(moto, call, `::::${call.caller.accountId}`)),
    },
  };
}

/** moto breaks over what is no ARN. */
function requireTopicArn(call: Call): void {
  const { TopicArn: arn } = call.input as { TopicArn?: string };
  if (arn === undefined || /^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[A-Za-z0-9_-]{1,256}(\.fifo)?$/.test(arn))
    return;
  throw new AwsError('InvalidParameter', 'Invalid parameter: TopicArn');
}

function requireTopicPolicy(policy: string, arn: string): void {
  try {
    requirePolicy('resource', policy, { resourceArn: arn });
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    throw new AwsError('InvalidParameter', `Invalid parameter: Policy Error: ${error.message}`);
  }
}

/** Asks moto what the caller asks, where the ARN belongs. */
function ask(moto: MotoCalls, call: Call, arn: string): Promise<Record<string, unknown>> {
  const accountId = arn.split(':')[4] || call.caller.accountId;
  return moto.call(accountId, call.region, 'sns', call.operation, call.input);
}

function keptAttributes(sandbox: SandboxContext): KeptAttributes {
  return sandbox.state<KeptAttributes>('sns', () => ({}));
}

/** An empty text takes an attribute away. */
function keep(sandbox: SandboxContext, arn: string, name: string, value: string): void {
  const { [name]: _, ...others } = keptAttributes(sandbox)[arn] ?? {};
  keptAttributes(sandbox)[arn] = value === '' ? others : { ...others, [name]: value };
}

/** A subscription that nobody confirmed has no ARN in lists. */
function withPending(answer: Record<string, unknown>): Record<string, unknown> {
  const { Subscriptions = [] } = answer as { Subscriptions?: { Protocol?: string }[] };
  return {
    ...answer,
    Subscriptions: Subscriptions.map((one) =>
      Asked.includes(one.Protocol ?? '') ? { ...one, SubscriptionArn: 'PendingConfirmation' } : one,
    ),
  };
}
