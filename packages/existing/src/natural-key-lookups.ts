import {
  GuardDutyClient,
  ListDetectorsCommand,
  paginateListPublishingDestinations,
} from '@aws-sdk/client-guardduty';
import { IAMClient, paginateListRoles } from '@aws-sdk/client-iam';
import { DescribeKeyCommand, KMSClient, NotFoundException, paginateListKeys } from '@aws-sdk/client-kms';
import { paginateListSubscriptionsByTopic, SNSClient } from '@aws-sdk/client-sns';
import { GetQueueUrlCommand, QueueDoesNotExist, SQSClient } from '@aws-sdk/client-sqs';
import { clientOptions, type Inputs, type LookupScope, textOf } from './lookup-scope.ts';

/**
 * KMS has no names: the key that carries our description and that the state does not know is the one.
 * @returns `undefined` when several do; choosing one would leave the others behind, or take a stranger's.
 */
export async function findKey(inputs: Inputs, scope: LookupScope): Promise<string | null | undefined> {
  const description = textOf(inputs, 'description');
  const kms = new KMSClient(clientOptions(scope));
  const ours: string[] = [];
  try {
    for await (const page of paginateListKeys({ client: kms }, {})) {
      for (const { KeyId } of page.Keys ?? []) {
        if (KeyId === undefined || scope.known.has(KeyId)) continue;
        const { KeyMetadata: key } = await kms.send(new DescribeKeyCommand({ KeyId }));
        const isOurs =
          key?.KeyManager === 'CUSTOMER' &&
          key.KeyState === 'Enabled' &&
          // What KMS calls an empty description is none.
          (key.Description || undefined) === description;
        if (isOurs) ours.push(KeyId);
      }
    }
    return ours.length > 1 ? undefined : (ours[0] ?? null);
  } finally {
    kms.destroy();
  }
}

/** The key that an alias points to. */
export async function findKeyOfAlias(alias: string, scope: LookupScope): Promise<string | null> {
  const kms = new KMSClient(clientOptions(scope));
  try {
    const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId: alias }));
    return KeyMetadata?.KeyId ?? null;
  } catch (error) {
    if (error instanceof NotFoundException) return null;
    throw error;
  } finally {
    kms.destroy();
  }
}

/** GuardDuty has one detector an account and region. */
export async function findDetector(_inputs: Inputs, scope: LookupScope): Promise<string | null> {
  const guardduty = new GuardDutyClient(clientOptions(scope));
  try {
    const { DetectorIds } = await guardduty.send(new ListDetectorsCommand({}));
    return DetectorIds?.[0] ?? null;
  } finally {
    guardduty.destroy();
  }
}

/** A detector publishes to one destination of a kind. */
export async function findPublishingDestination(inputs: Inputs, scope: LookupScope): Promise<string | null> {
  const detector = textOf(inputs, 'detectorId');
  if (detector === undefined) return null;
  const kind = textOf(inputs, 'destinationType') ?? 'S3';
  const guardduty = new GuardDutyClient(clientOptions(scope));
  try {
    for await (const page of paginateListPublishingDestinations(
      { client: guardduty },
      { DetectorId: detector },
    )) {
      const found = page.Destinations?.find(({ DestinationType }) => DestinationType === kind);
      if (found?.DestinationId !== undefined) return `${detector}:${found.DestinationId}`;
    }
    return null;
  } finally {
    guardduty.destroy();
  }
}

/** A service names its role itself; each has a path of its own. */
export async function findServiceLinkedRole(inputs: Inputs, scope: LookupScope): Promise<string | null> {
  const service = textOf(inputs, 'awsServiceName');
  const suffix = textOf(inputs, 'customSuffix');
  const iam = new IAMClient(clientOptions(scope));
  try {
    const path = `/aws-service-role/${service}/`;
    for await (const page of paginateListRoles({ client: iam }, { PathPrefix: path })) {
      const found = page.Roles?.find(({ RoleName = '' }) =>
        suffix === undefined ? !RoleName.includes('_') : RoleName.endsWith(`_${suffix}`),
      );
      if (found?.Arn !== undefined) return found.Arn;
    }
    return null;
  } finally {
    iam.destroy();
  }
}

/**
 * A topic has one subscription for an endpoint. One that nobody has confirmed yet is listed without its ARN:
 * subscribing again asks for the confirmation again and makes no second one.
 * https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html
 */
export async function findTopicSubscription(inputs: Inputs, scope: LookupScope): Promise<string | null> {
  const TopicArn = textOf(inputs, 'topic');
  const sns = new SNSClient(clientOptions(scope));
  try {
    for await (const page of paginateListSubscriptionsByTopic({ client: sns }, { TopicArn })) {
      const found = page.Subscriptions?.find(
        ({ Protocol, Endpoint }) => Protocol === inputs.protocol && Endpoint === inputs.endpoint,
      );
      if (found !== undefined)
        return found.SubscriptionArn?.startsWith('arn:') ? found.SubscriptionArn : null;
    }
    return null;
  } finally {
    sns.destroy();
  }
}

/** A queue is known by its URL, which is SQS's to tell. A name is given once an account and region. */
export async function findQueue(inputs: Inputs, scope: LookupScope): Promise<string | null | undefined> {
  const QueueName = textOf(inputs, 'name');
  if (QueueName === undefined) return undefined;
  const sqs = new SQSClient(clientOptions(scope));
  try {
    const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName }));
    return QueueUrl ?? null;
  } catch (error) {
    if (error instanceof QueueDoesNotExist) return null;
    throw error;
  } finally {
    sqs.destroy();
  }
}
