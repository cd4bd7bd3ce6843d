import type * as pulumi from '@pulumi/pulumi';
import { partitionOf, Reviews } from '@trailguard/baseline';
import type { OrganizationStackSettings } from '../settings/settings.ts';
import { tagsOf } from '../watch-changes.ts';

/** Reminds those who are told of alerts of the reviews; the queue is that of the account's own rules. */
export function remindOfReviews(settings: OrganizationStackSettings, topicArn: pulumi.Input<string>): void {
  const { reviewReminders, homeRegion: region, securityAccountId, namePrefix } = settings;
  if (reviewReminders.length === 0) return;
  new Reviews('reviews', {
    namePrefix,
    region,
    topicArn,
    deadLetterQueueArn: `arn:${partitionOf(region)}:sqs:${region}:${securityAccountId}:${namePrefix}-undelivered-events`,
    reviews: reviewReminders as string[],
    ...tagsOf(settings),
  });
}
