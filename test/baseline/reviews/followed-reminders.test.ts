import {
  CreateQueueCommand,
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { AlertPublisher, AlertTopic, remindedReviews, Reviews } from '@trailguard/baseline';
import { trailguardCommand } from '@trailguard/cli/trailguard';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SandboxStacks } from '../sandbox-stacks.ts';

const region = 'us-east-1';
const hour = 8;
const days = 86_400_000;
let world: SandboxStacks;
let queueUrl: string | undefined;

/** Reminders of all reviews in the security account, and a queue among those who are told. */
beforeAll(async () => {
  world = await SandboxStacks.start({ regions: [region] });
  const { security: accountId } = world.sandbox.accounts;
  const client = await world.client(accountId);
  const endpoint = `arn:aws:sqs:${region}:${accountId}:told`;
  const Policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: 'sns.amazonaws.com' },
        Action: 'sqs:SendMessage',
        Resource: endpoint,
      },
    ],
  });
  const sqs = new SQSClient(client);
  const Attributes = { Policy, MessageRetentionPeriod: '1209600' };
  queueUrl = (await sqs.send(new CreateQueueCommand({ QueueName: 'told', Attributes }))).QueueUrl;
  sqs.destroy();
  const program = async () => {
    const { topicArn } = new AlertTopic('alerts', {
      topicName: 'trailguard-alerts',
      region,
      accountId,
      publishers: [AlertPublisher.EventRules],
      alarmNamePrefix: 'trailguard',
      subscriptions: [{ protocol: 'sqs', endpoint }],
    });
    new Reviews('reviews', { namePrefix: 'trailguard', region, topicArn, hour });
  };
  await (await world.open('security', program, client)).up();
});
afterAll(() => world?.[Symbol.asyncDispose]());

/** What was told since the last time. */
async function told(): Promise<string[]> {
  const sqs = new SQSClient(await world.client(world.sandbox.accounts.security));
  const texts: string[] = [];
  for (;;) {
    const request = { QueueUrl: queueUrl, MaxNumberOfMessages: 10 };
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand(request));
    for (const { Body = '{}', ReceiptHandle } of Messages) {
      texts.push(JSON.parse(Body).Message);
      await sqs.send(new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle }));
    }
    if (Messages.length === 0) break;
  }
  sqs.destroy();
  return texts;
}

/** Moves the clock to the hour of reminders on a day: what is told then, and not before. */
async function toldOn(day: Date): Promise<string[]> {
  const due = Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate(), hour);
  const { clock } = world.sandbox;
  // A queue keeps what it was told for two weeks at most.
  for (let left = due - 60_000 - clock.now().getTime(); left > 0; left -= 7 * days) {
    await clock.advance(Math.min(left, 7 * days));
    await told();
  }
  await clock.advance(60_000 + 1000);
  return told();
}

/** The next day that something is true of, from tomorrow on. */
function nextDay(isWanted: (day: Date) => boolean): Date {
  let day = new Date(world.sandbox.clock.now().getTime() + days);
  while (!isWanted(day)) day = new Date(day.getTime() + days);
  return day;
}

/** How many reminders of a review there are among texts. */
const count = (texts: readonly string[], { kind }: { readonly kind: string }) =>
  texts.filter((text) => text.includes(`\`trailguard reviews sign-off ${kind}\``)).length;
const weekly = remindedReviews.filter(({ cadence }) => cadence === 'weekly');

describe('reminders of reviews', () => {
  it('reach those who are told of alerts on their day, at their hour and once, with the review and its commands', async () => {
    // A Monday on which no month begins has the weekly ones alone.
    const monday = nextDay((day) => day.getUTCDay() === 1 && ![1, 15].includes(day.getUTCDate()));
    expect((await toldOn(monday)).toSorted()).toEqual(
      weekly
        .map(
          ({ kind, title }) =>
            `"A review may be due: ${title}. \`trailguard reviews\` tells whether it is and how it is done; \`trailguard reviews sign-off ${kind}\` records it."`,
        )
        .toSorted(),
    );
  });

  it('that come by the month reach them on its first', async () => {
    const isFirst = (day: Date) => day.getUTCDate() === 1 && [0, 6].includes(day.getUTCMonth());
    const first = nextDay((day) => isFirst(day) && day.getUTCDay() !== 1);
    const after = await toldOn(first);
    const others = remindedReviews.filter((review) => !weekly.includes(review));
    expect(others.map((review) => count(after, review))).toEqual(others.map(() => 1));
    expect(after).toHaveLength(others.length);
  });

  it('name commands that there are', () => {
    const reviews = trailguardCommand().commands.find((command) => command.name() === 'reviews');
    expect(reviews?.commands.map((command) => command.name())).toEqual(
      expect.arrayContaining(['list', 'sign-off']),
    );
  });
});
