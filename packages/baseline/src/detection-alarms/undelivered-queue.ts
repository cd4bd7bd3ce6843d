import type { Queue } from '@pulumi/aws/sqs/queue.js';
import { aws } from '../aws.ts';
import * as pulumi from '@pulumi/pulumi';
import { policyDocument } from '../policy-document.ts';

/** What a queue of undelivered events knows. */
export interface UndeliveredQueue {
  readonly queueName: string;
  readonly partition: string;
  readonly region: string;
  /** Account of queue and rules, 12 digits. */
  readonly accountId: pulumi.Input<string>;
  /** What follows `rule/` in the ARNs of the rules that may write; may end in `*`. */
  readonly rules: string;
  readonly tags?: { tags: pulumi.Input<{ [key: string]: pulumi.Input<string> }> } | undefined;
}

/**
 * Queue of events that a rule could not deliver for a day: encrypted by SQS itself, since EventBridge needs no key for it
 * then, and kept as long as SQS does. Nobody but our rules may write, and nobody without TLS.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
 */
export function undeliveredQueue(
  name: string,
  { queueName, partition, region, accountId, rules, tags }: UndeliveredQueue,
  parent: pulumi.Resource,
): Queue {
  const policy = pulumi.output(accountId).apply((account) => {
    const Resource = `arn:${partition}:sqs:${region}:${account}:${queueName}`;
    return policyDocument([
      {
        Sid: 'WriteByOurRules',
        Effect: 'Allow',
        Principal: { Service: 'events.amazonaws.com' },
        Action: 'sqs:SendMessage',
        Resource,
        Condition: {
          ArnLike: { 'aws:SourceArn': `arn:${partition}:events:${region}:${account}:rule/${rules}` },
        },
      },
      {
        Sid: 'DenyInsecureTransport',
        Effect: 'Deny',
        Principal: '*',
        Action: 'sqs:*',
        Resource,
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    ]);
  });
  return new aws.sqs.Queue(
    name,
    {
      region,
      name: queueName,
      sqsManagedSseEnabled: true,
      messageRetentionSeconds: 1_209_600,
      policy,
      ...tags,
    },
    { parent },
  );
}
