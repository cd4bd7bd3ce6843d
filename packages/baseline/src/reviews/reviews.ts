import * as pulumi from '@pulumi/pulumi';
import { checkArguments } from '../check-arguments.ts';
import { aws } from '../aws.ts';
import { AllReviews, cronOf, remindedReviews } from './review-schedule.ts';

/** Arguments of {@link Reviews}. */
export interface ReviewsArgs {
  /** Start of the rules' names. */
  namePrefix: string;
  /** Region of the rules and the topic. */
  region: string;
  /** Topic that is told; it has to admit event rules of its account (`AlertTopic`). */
  topicArn: pulumi.Input<string>;
  /** Queue for reminders that could not be told; it has to admit rules of the prefix. Default: none. */
  deadLetterQueueArn?: string;
  /** Reviews to remind of, as records call them. Default: all that the guides ask for. */
  reviews?: string[];
  /** Hour of the day, UTC, 0 to 23. Default: 8. */
  hour?: number;
  /** Tags of the rules. Default: none. */
  tags?: Record<string, string>;
}

/**
 * Reminds people of the reviews that no setting can replace, by the topic of alerts, each often enough for the control that reads
 * its record. `trailguard reviews` tells what is due, shows what is to be looked at and writes the record. Costs what SNS charges
 * for some 200 messages a year.
 * @throws when a review or the hour is none.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-rule-schedule.html
 */
export class Reviews extends pulumi.ComponentResource {
  /** Schedule by review, UTC. */
  readonly schedules: pulumi.Output<Record<string, string>>;

  constructor(name: string, args: ReviewsArgs, opts?: pulumi.ComponentResourceOptions) {
    checkArguments('Reviews', name, args);
    const { region, reviews = [...AllReviews], hour = 8, tags } = args;
    const strange = reviews.filter((kind) => !AllReviews.includes(kind));
    if (strange.length > 0)
      throw new Error(
        `Reviews "${name}": ${strange.join(', ')} is no review; there are ${AllReviews.join(', ')}`,
      );
    if (!(Number.isInteger(hour) && hour >= 0 && hour <= 23))
      throw new Error(`Reviews "${name}": hour is ${hour}; give a whole number from 0 to 23`);

    super('trailguard:index:Reviews', name, args, opts);
    const asked = remindedReviews.filter(({ kind }) => reviews.includes(kind));
    const schedules = asked.map(({ kind, title, cadence }) => {
      const scheduleExpression = cronOf(cadence, hour);
      const rule = new aws.cloudwatch.EventRule(
        `${name}-${kind}`,
        {
          region,
          name: `${args.namePrefix}-${kind}-reminder`,
          description: `Reminds of a review: ${title}`,
          scheduleExpression,
          ...(tags ? { tags } : {}),
        },
        { parent: this },
      );
      new aws.cloudwatch.EventTarget(
        `${name}-${kind}`,
        {
          region,
          rule: rule.name,
          targetId: 'alert-topic',
          arn: args.topicArn,
          // A text is JSON, too; EventBridge passes it on as JSON, so that a quote in it would be told with a backslash.
          input: JSON.stringify(
            `A review may be due: ${title}. \`trailguard reviews\` tells whether it is and how it is done; ` +
              `\`trailguard reviews sign-off ${kind}\` records it.`,
          ),
          ...(args.deadLetterQueueArn === undefined
            ? {}
            : { deadLetterConfig: { arn: args.deadLetterQueueArn } }),
        },
        { parent: this },
      );
      return [kind, scheduleExpression] as const;
    });

    this.schedules = pulumi.output(Object.fromEntries(schedules));
    this.registerOutputs({ schedules: this.schedules });
  }
}
