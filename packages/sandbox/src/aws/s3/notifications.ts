import { AwsError } from '../error.ts';
import type { SandboxContext, Service } from '../service.ts';
import type { S3Parts } from './service.ts';
import { s3State } from './state.ts';

interface Notifications {
  readonly TopicConfigurations?: readonly { TopicArn?: string }[];
  readonly QueueConfigurations?: readonly { QueueArn?: string }[];
  readonly LambdaFunctionConfigurations?: readonly { LambdaFunctionArn?: string }[];
}

/**
 * Where a bucket sends its events: topics, queues, functions and EventBridge.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketNotificationConfiguration.html
 */
export function notificationOperations({ facts }: S3Parts): Service['operations'] {
  return {
    PutBucketNotificationConfiguration: async (call, sandbox) => {
      const input = call.input as {
        Bucket: string;
        NotificationConfiguration: Notifications & Record<string, unknown>;
        SkipDestinationValidation?: boolean;
      };
      const bucket = await facts.bucket(input.Bucket);
      if (!bucket) throw new AwsError('NoSuchBucket', 'The specified bucket does not exist', 404);
      if (!input.SkipDestinationValidation) {
        await requireDestinations(
          input.NotificationConfiguration,
          `arn:aws:s3:::${input.Bucket}`,
          bucket.accountId,
          sandbox,
        );
      }
      s3State(sandbox).notifications[input.Bucket] = withIds(input.NotificationConfiguration);
      return {};
    },
    GetBucketNotificationConfiguration: async (call, sandbox) => {
      const { Bucket: name } = call.input as { Bucket: string };
      if (!(await facts.bucket(name)))
        throw new AwsError('NoSuchBucket', 'The specified bucket does not exist', 404);
      return s3State(sandbox).notifications[name] ?? {};
    },
  };
}

/** S3 sends a test message to each topic and queue, and asks of each function whether it may call it: its policy must let it. */
async function requireDestinations(
  configuration: Notifications,
  bucketArn: string,
  accountId: string,
  sandbox: SandboxContext,
): Promise<void> {
  const caller = {
    accountId,
    arn: 's3.amazonaws.com',
    kind: 'service',
    servicePrincipal: 's3.amazonaws.com',
    sourceArn: bucketArn,
  } as const;
  // A bucket's ARN names no account: S3 tells it beside the ARN.
  for (const { TopicArn: arn = '' } of configuration.TopicConfigurations ?? []) {
    const region = arn.split(':')[3] ?? '';
    const decision = await sandbox.authorize(caller, region, 'sns', 'Publish', {
      TopicArn: arn,
      Message: 'test',
    });
    if (!decision.allowed) throw unreachable();
  }
  for (const { QueueArn: arn = '' } of configuration.QueueConfigurations ?? []) {
    const [, , , region = '', owner = '', name = ''] = arn.split(':');
    const url = `https://sqs.${region}.amazonaws.com/${owner}/${name}`;
    const decision = await sandbox.authorize(caller, region, 'sqs', 'SendMessage', {
      QueueUrl: url,
      MessageBody: 'test',
    });
    if (!decision.allowed) throw unreachable();
  }
  for (const { LambdaFunctionArn: arn = '' } of configuration.LambdaFunctionConfigurations ?? []) {
    const decision = await sandbox.authorize(caller, arn.split(':')[3] ?? '', 'lambda', 'Invoke', {
      FunctionName: arn,
      InvocationType: 'Event',
    });
    if (!decision.allowed) throw unreachable();
  }
}

function unreachable(): AwsError {
  return new AwsError('InvalidArgument', 'Unable to validate the following destination configurations');
}

/** S3 gives an id to a configuration without one. */
function withIds(configuration: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(configuration).map(([kind, items]) => [
      kind,
      Array.isArray(items) ? items.map((item, index) => ({ Id: `${kind}-${index + 1}`, ...item })) : items,
    ]),
  );
}
