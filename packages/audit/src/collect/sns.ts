import {
  GetTopicAttributesCommand,
  ListTagsForResourceCommand,
  paginateListSubscriptionsByTopic,
  SNSClient,
  type Subscription as SdkSubscription,
} from '@aws-sdk/client-sns';
import { type Fact, isUnknown, type Subscription, type Topic } from '@trailguard/controls';
import { callsIn } from './collected-call.ts';
import { allPages } from './pages.ts';
import { readPolicy } from './policy.ts';
import { mapFact, type Reader } from './reader.ts';

/** Calls of this collector. */
export const calls = callsIn(
  'owner of the topic',
  'sns:GetTopicAttributes',
  'sns:ListSubscriptionsByTopic',
  'sns:ListTagsForResource',
);

const notFound = ['NotFound', 'NotFoundException'];

/** A topic, asked in its own account and Region. One that does not exist, or cannot be read, says so itself. */
export async function readTopic(reader: Reader, arn: string): Promise<Topic> {
  const [, , , region = '', accountId = '', name = ''] = arn.split(':');
  const client = reader.client(SNSClient, accountId, region);
  const place = { name, arn, accountId, region };
  const answer = await reader.ask(
    `sns:GetTopicAttributes of ${arn}`,
    (options) => client.send(new GetTopicAttributesCommand({ TopicArn: arn }), options),
    notFound,
  );
  const attributes = mapFact(answer, ({ Attributes }) => Attributes ?? {});
  if (attributes === null || isUnknown(attributes))
    return toTopic(reader, place, attributes, attributes, attributes);
  const [subscriptions, tags] = await Promise.all([
    reader.ask(`sns:ListSubscriptionsByTopic of ${arn}`, (options) =>
      allPages(paginateListSubscriptionsByTopic({ client }, { TopicArn: arn }, options)),
    ),
    reader.ask(`sns:ListTagsForResource of ${arn}`, (options) =>
      client.send(new ListTagsForResourceCommand({ ResourceArn: arn }), options),
    ),
  ]);
  return toTopic(
    reader,
    place,
    attributes,
    mapFact(subscriptions, (pages) =>
      pages.flatMap(({ Subscriptions }) => Subscriptions ?? []).map(toSubscription),
    ),
    mapFact(tags, ({ Tags }) =>
      Object.fromEntries((Tags ?? []).map(({ Key, Value }) => [Key ?? '', Value ?? ''])),
    ),
  );
}

/** In place of an ARN stands `PendingConfirmation` or `Deleted`. The address stays where it is. */
function toSubscription({ Protocol, SubscriptionArn }: SdkSubscription): Subscription {
  return { protocol: Protocol ?? '', isConfirmed: SubscriptionArn?.startsWith('arn:') === true };
}

const feedback: Readonly<Record<string, string>> = {
  ApplicationFailureFeedbackRoleArn: 'application',
  FirehoseFailureFeedbackRoleArn: 'firehose',
  HTTPFailureFeedbackRoleArn: 'http',
  LambdaFailureFeedbackRoleArn: 'lambda',
  SQSFailureFeedbackRoleArn: 'sqs',
};

function toTopic(
  reader: Reader,
  place: Pick<Topic, 'name' | 'accountId' | 'region'> & { readonly arn: string },
  attributes: Fact<Readonly<Record<string, string>>>,
  subscriptions: Fact<readonly Subscription[]>,
  tags: Topic['tags'],
): Topic {
  const get = 'sns:GetTopicAttributes';
  return {
    ...place,
    exists: mapFact(attributes, () => true as const),
    policy: mapFact(attributes, ({ Policy }) => readPolicy(Policy, `${get} of ${place.arn}`)),
    kmsKeyId: mapFact(attributes, ({ KmsMasterKeyId }) => KmsMasterKeyId || null),
    subscriptions,
    loggedProtocols: mapFact(attributes, (all) =>
      Object.entries(feedback).flatMap(([name, protocol]) => (all[name] ? [protocol] : [])),
    ),
    tags,
    observation: {
      arn: place.arn,
      calls: {
        exists: get,
        policy: get,
        kmsKeyId: get,
        loggedProtocols: get,
        subscriptions: 'sns:ListSubscriptionsByTopic',
        tags: 'sns:ListTagsForResource',
      },
      at: reader.clock.latest ?? '',
    },
  };
}
