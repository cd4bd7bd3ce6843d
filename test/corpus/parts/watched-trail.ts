import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

/** A trail of all Regions that sends its events to the log group `audit`. */
export function watchedTrail(args: Partial<aws.cloudwatch.LogGroupArgs> = {}): aws.cloudwatch.LogGroup {
  const group = new aws.cloudwatch.LogGroup('audit', { name: '/acme/audit', ...args });
  const role = new aws.iam.Role('to-logs', {
    name: 'to-logs',
    assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: 'cloudtrail.amazonaws.com' }),
  });
  new aws.cloudtrail.Trail('audit', {
    name: 'audit',
    s3BucketName: 'acme-logs',
    isMultiRegionTrail: true,
    insightSelectors: [{ insightType: 'ApiCallRateInsight' }, { insightType: 'ApiErrorRateInsight' }],
    cloudWatchLogsGroupArn: pulumi.interpolate`${group.arn}:*`,
    cloudWatchLogsRoleArn: role.arn,
  });
  return group;
}

/** A topic with a subscriber. */
export function alertTopic(): aws.sns.Topic {
  const topic = new aws.sns.Topic('alerts', { name: 'alerts' });
  new aws.sns.TopicPolicy('alerts', {
    arn: topic.arn,
    policy: JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Service: ['cloudwatch.amazonaws.com', 'events.amazonaws.com'] },
          Action: 'sns:Publish',
          Resource: 'arn:aws:sns:us-east-1:111111111111:alerts',
        },
      ],
    }),
  });
  new aws.sns.TopicSubscription('on-call', {
    topic: topic.arn,
    protocol: 'https',
    endpoint: 'https://pager.example.com/sns',
  });
  return topic;
}
