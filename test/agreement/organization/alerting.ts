import * as aws from '@pulumi/aws';
import type * as pulumi from '@pulumi/pulumi';
import {
  AlertBus,
  AlertPublisher,
  AlertTopic,
  ChangeMonitor,
  DetectionAlarms,
  detectionNames,
  type OrganizationSettings,
  organizationNames,
} from '@trailguard/baseline';
import { type Accounts, region, tags } from './accounts.ts';

/** Alarms and event rules, and who is told. */
export function declareAlerting(
  settings: OrganizationSettings,
  { management, logArchive, security }: Accounts,
  dependsOn: pulumi.Resource[],
): void {
  const names = organizationNames(settings);
  const detection = detectionNames(settings);
  const { namePrefix, managementAccountId, securityAccountId, logArchiveAccountId } = settings;
  const topic = (accountId: string, provider: aws.Provider, publisher: AlertPublisher) => {
    const queue = new aws.sqs.Queue(`alerts-${publisher}`, { name: 'alerts' }, { provider });
    return new AlertTopic(
      `alerts-${publisher}`,
      {
        topicName: names.alertTopicName,
        region,
        accountId,
        publishers: [publisher],
        alarmNamePrefix: namePrefix,
        subscriptions: [{ protocol: 'sqs', endpoint: `arn:aws:sqs:${region}:${accountId}:alerts` }],
        tags,
      },
      { provider, dependsOn: queue },
    );
  };
  const logBuckets = [
    names.logBucketName,
    names.accessLogBucketName,
    detection.findingsBucketName,
    detection.findingsAccessLogBucketName,
  ];
  const alarmed = topic(managementAccountId, management, AlertPublisher.Alarms);
  new DetectionAlarms(
    'detection',
    {
      namePrefix,
      logGroupName: names.logGroupName,
      topicArn: names.alarmTopicArn,
      breakGlassRoleArn: names.breakGlassRoleArn,
      region,
      accountId: managementAccountId,
      logArchiveAccountId,
      logBucketNames: logBuckets,
      tags,
    },
    { provider: management, dependsOn: [...dependsOn, alarmed] },
  );
  const told = topic(securityAccountId, security, AlertPublisher.EventRules);
  const bus = new AlertBus(
    'alerts',
    {
      busName: names.eventBusName,
      region,
      accountId: securityAccountId,
      organizationId: settings.organizationId,
      forwardRoleName: names.eventForwardRoleName,
      topicArn: told.topicArn,
      namePrefix,
      tags,
    },
    { provider: security },
  );
  const watched = [
    ['management', managementAccountId, management],
    ['log-archive', logArchiveAccountId, logArchive],
    ['security', securityAccountId, security],
  ] as const;
  for (const [name, accountId, provider] of watched) {
    new ChangeMonitor(
      `changes-${name}`,
      {
        namePrefix,
        accountId,
        regions: [region],
        busArn: names.eventBusArn,
        roleName: names.eventForwardRoleName,
        logBucketNames: name === 'log-archive' ? logBuckets : [],
        ...(name === 'security' ? { findingSeverity: 4 } : {}),
        tags,
      },
      { provider, dependsOn: bus },
    );
  }
}
