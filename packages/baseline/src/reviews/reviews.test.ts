import { describe, expect, it } from 'vitest';
import { recordProgram } from '../testing/record-program.ts';
import { AllReviews } from './review-schedule.ts';
import { Reviews, type ReviewsArgs } from './reviews.ts';

const topicArn = 'arn:aws:sns:us-east-1:333333333333:acme-alerts';
const recorded = (different: Partial<ReviewsArgs> = {}) =>
  recordProgram(
    () => new Reviews('reviews', { namePrefix: 'acme', region: 'us-east-1', topicArn, ...different }),
  );
const ruleType = 'aws:cloudwatch/eventRule:EventRule';
const targetType = 'aws:cloudwatch/eventTarget:EventTarget';

describe('Reviews', () => {
  it('reminds of each review by the topic, with what to do', async () => {
    const recording = await recorded({ deadLetterQueueArn: 'arn:aws:sqs:q', tags: { Team: 'blue' } });
    expect(recording.inputsOf(ruleType, 'reviews-findings-review')).toEqual({
      region: 'us-east-1',
      name: 'acme-findings-review-reminder',
      description: 'Reminds of a review: the open findings of GuardDuty',
      scheduleExpression: 'cron(0 8 ? * MON *)',
      tags: { Team: 'blue' },
    });
    const { input, ...target } = recording.inputsOf(targetType, 'reviews-findings-review');
    expect(target).toEqual({
      region: 'us-east-1',
      rule: 'acme-findings-review-reminder',
      targetId: 'alert-topic',
      arn: topicArn,
      deadLetterConfig: { arn: 'arn:aws:sqs:q' },
    });
    expect(JSON.parse(String(input))).toContain('`trailguard reviews sign-off findings-review` records it.');
    expect(recording.resources.filter(({ type }) => type === ruleType)).toHaveLength(AllReviews.length);
  });

  it('has names that EventBridge takes, even with the longest prefix', async () => {
    const { resources } = await recorded({ namePrefix: 'a'.repeat(21) });
    for (const { inputs } of resources.filter(({ type }) => type === ruleType))
      expect(String(inputs.name).length).toBeLessThanOrEqual(64);
  });

  it('reminds of what it is told alone, at the hour that it is told', async () => {
    const { outputs } = await recorded({ reviews: ['trail-review', 'restore-test'], hour: 0 });
    expect(outputs.schedules).toEqual({
      'trail-review': 'cron(0 0 1 1,3,5,7,9,11 ? *)',
      'restore-test': 'cron(0 0 1 1,7 ? *)',
    });
  });

  it.each<[Partial<ReviewsArgs>, string]>([
    [{ reviews: ['glance'] }, 'Reviews "reviews": glance is no review; there are trail-review'],
    [{ hour: 24 }, 'Reviews "reviews": hour is 24; give a whole number from 0 to 23'],
  ])('refuses %o', async (different, message) => {
    await expect(recorded(different)).rejects.toThrow(message);
  });
});
