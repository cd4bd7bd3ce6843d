import type * as pulumi from '@pulumi/pulumi';
import {
  FindingResponse,
  IncidentRecord,
  ObjectLockMode,
  organizationNames,
  ResponseRoleName,
  responseNames,
} from '@trailguard/baseline';
import { deployRoleArns } from '../log-archive/deploy-role.ts';
import type { OrganizationStackSettings } from '../settings/settings.ts';
import { tagsOf } from '../watch-changes.ts';

/** What brings findings and alarms about. */
export interface Alerting {
  readonly busName: pulumi.Input<string>;
  readonly alarmTopicArn: pulumi.Input<string>;
}

/**
 * The record of incidents, and the function that answers findings. The record's lock is in the mode of the log archive; a lock that
 * nobody can lift is confirmed there.
 */
export function answerFindings(
  settings: OrganizationStackSettings,
  { busName, alarmTopicArn }: Alerting,
): Record<string, unknown> {
  if (!settings.findingResponse) return {};
  const { homeRegion: region, securityAccountId: accountId } = settings;
  const names = responseNames(settings);
  const { breakGlassRoleArn, trailArn } = organizationNames(settings);
  const approverRoleArns = settings.responseApproverRoleArns;
  const mode = settings.objectLockMode;
  const record = new IncidentRecord('incidents', {
    bucketName: names.incidentBucketName,
    accessLogBucketName: names.incidentAccessLogBucketName,
    keyAlias: names.incidentKeyAlias,
    region,
    accountId,
    responderRoleArn: names.responderRoleArn,
    approverRoleArns,
    investigatorRoleArns: settings.incidentReaderRoleArns,
    logGroupName: names.responderLogGroupName,
    breakGlassRoleArn,
    deployRoleArns: deployRoleArns(settings, accountId),
    retentionAdministratorArns: settings.retentionAdministratorArns,
    objectLockMode: mode,
    objectLockDays: settings.incidentLockDays,
    ...(mode === ObjectLockMode.Compliance ? { complianceLockConfirmedDays: settings.incidentLockDays } : {}),
    accessLogRetentionDays: settings.accessLogRetentionDays,
  });
  const response = new FindingResponse('response', {
    namePrefix: settings.namePrefix,
    responderName: names.responderName,
    logGroupName: names.responderLogGroupName,
    failureQueueName: names.failureQueueName,
    region,
    accountId,
    organizationId: settings.organizationId,
    busName,
    bucketName: names.incidentBucketName,
    record: record.bucketName,
    kmsKeyArn: record.keyArn,
    responseRoleName: ResponseRoleName,
    trailArn,
    isolationGroupName: names.isolationGroupName,
    actions: settings.responseActions,
    dryRun: settings.responseDryRun,
    approverRoleArns,
    approvalHours: settings.responseApprovalHours,
    minimumSeverity: settings.responseFindingSeverity,
    alarmTopicArn,
    ...tagsOf(settings),
  });
  return {
    incidentBucketName: record.bucketName,
    responderArn: response.functionArn,
    failedResponsesQueueArn: response.failureQueueArn,
  };
}
