import { createHash } from 'node:crypto';

/** How a subscriber of a topic is reached. Plain HTTP is none of them. */
export const SubscriptionProtocol = {
  /** An e-mail for people. */ Email: 'email',
  /** An e-mail with the message as JSON. */ EmailJson: 'email-json',
  /** A web address that confirms by itself. */ Https: 'https',
  /** An Amazon SQS queue. */ Sqs: 'sqs',
  /** An AWS Lambda function. */ Lambda: 'lambda',
} as const;
export type SubscriptionProtocol = (typeof SubscriptionProtocol)[keyof typeof SubscriptionProtocol];

/** Somebody who is told what a topic tells. */
export interface Subscription {
  /** How the subscriber is reached. */
  protocol: SubscriptionProtocol;
  /**
   * An e-mail address, an `https://` address, or the ARN of a queue or function. Its own policy must let
   * `sns.amazonaws.com` in for this topic, and the key of an encrypted queue too.
   */
  endpoint: string;
}

/** Protocols whose failed deliveries SNS can log; of an e-mail it learns nothing. */
export const LoggedProtocols: readonly SubscriptionProtocol[] = ['https', 'sqs', 'lambda'];

const Shapes: Readonly<Record<SubscriptionProtocol, { shape: RegExp; what: string }>> = {
  email: { shape: /^[^\s@]+@[^\s@]+\.[^\s@]+$/, what: 'an e-mail address' },
  'email-json': { shape: /^[^\s@]+@[^\s@]+\.[^\s@]+$/, what: 'an e-mail address' },
  https: { shape: /^https:\/\/[^\s/]+/, what: 'an address that starts with https://' },
  sqs: { shape: /^arn:aws[a-z-]*:sqs:[a-z0-9-]+:[0-9]{12}:[\w-]+(\.fifo)?$/, what: 'the ARN of a queue' },
  lambda: {
    shape: /^arn:aws[a-z-]*:lambda:[a-z0-9-]+:[0-9]{12}:function:[\w-]+(:[\w$-]+)?$/,
    what: 'the ARN of a function',
  },
};

/** What SNS would refuse, one sentence each. */
export function subscriptionFaults(subscriptions: readonly Subscription[]): string[] {
  const names = subscriptions.map(subscriptionName);
  return [
    ...subscriptions
      .filter(({ protocol, endpoint }) => !Shapes[protocol].shape.test(endpoint))
      .map(({ protocol, endpoint }) => `"${endpoint}" is not ${Shapes[protocol].what}, as ${protocol} asks`),
    ...subscriptions
      .filter((one, index) => names.indexOf(subscriptionName(one)) !== index)
      .map(({ protocol, endpoint }) => `"${endpoint}" is subscribed twice by ${protocol}`),
  ];
}

/**
 * Name of a subscription among those of its topic: it stays when others come and go, and shows no address, which is
 * personal data.
 */
export function subscriptionName({ protocol, endpoint }: Subscription): string {
  return `${protocol}-${createHash('sha256').update(endpoint).digest('hex').slice(0, 8)}`;
}
