import { aws } from '../aws.ts';
import { fileURLToPath } from 'node:url';
import * as pulumi from '@pulumi/pulumi';
import { checkArguments } from '../check-arguments.ts';
import { undeliveredQueue } from '../detection-alarms/undelivered-queue.ts';
import { findingPattern } from '../detection-alarms/event-patterns.ts';
import { watchResponder } from './responder-alarms.ts';
import { responderRole } from './responder-role.ts';
import { typesWithActions } from './response-actions.ts';
import { partitionOf } from '../partition.ts';
import { responseFaults } from './response-faults.ts';

/** Arguments of {@link FindingResponse}. Names are plain strings: a policy that knows them is known on a preview. */
export interface FindingResponseArgs {
  /** Start of the names of rule, queue and alarms. */
  namePrefix: string;
  /** Name of the function and of its role. */
  responderName: string;
  /** Name of its log group. */
  logGroupName: string;
  /** Name of the queue of events that could not be answered. */
  failureQueueName: string;
  /** Region of the function: that of the bus and the record. */
  region: string;
  /** Account of the function, 12 digits: the security account. */
  accountId: string;
  /** Id of the organization, `o-…`. */
  organizationId: string;
  /** Name of the bus on which the findings of all accounts arrive. */
  busName: pulumi.Input<string>;
  /** Name of the record's bucket. */
  bucketName: string;
  /** The same, once the record may be written. */
  record: pulumi.Input<string>;
  /** ARN of the record's key, which encrypts the log group, too. */
  kmsKeyArn: pulumi.Input<string>;
  /** Name of the role in each account that carries actions out. */
  responseRoleName: string;
  /** ARN of the organization trail, which `restart-logging` starts. */
  trailArn: string;
  /** Name of the security group without rules that isolates instances. */
  isolationGroupName: string;
  /**
   * Actions that are allowed, each with types of findings, which may end in `*`. Default: none, and findings are
   * recorded alone.
   */
  actions?: { [action: string]: string[] };
  /** Whether it is only recorded what would be done. Default: true. */
  dryRun?: boolean;
  /** ARNs of the roles that may approve destructive actions. Default: none. */
  approverRoleArns?: string[];
  /** Hours in which an action may be approved, 1 to 720. Default: 24. */
  approvalHours?: number;
  /** Findings of this severity or more are recorded though no action is allowed for them, 1 to 10. Default: 7, high. */
  minimumSeverity?: number;
  /** ARN of the topic that is told when a finding could not be answered. Default: nobody is told. */
  alarmTopicArn?: pulumi.Input<string>;
  /** Days for which the function's log is kept. Default: 365. */
  logRetentionDays?: number;
  /** Tags of what is made. Default: none but those of the provider. */
  tags?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
}

/** The function with all that it needs, which the package brings along. */
const codeFile = fileURLToPath(new URL('../../function/dist/index.mjs', import.meta.url));

/**
 * Answers GuardDuty's findings of all accounts: a rule of the security account's bus calls one function, which records the
 * finding and what it plans, waits for approval of what is destructive, acts in the account by a role that allows the chosen
 * actions alone, and records what came of it. Without arguments it acts nowhere: no action is allowed, and all are dry runs.
 *
 * What could not be answered three times is kept in a queue for 14 days, and alarms tell. One function call runs at a time, so
 * that actions follow one another. Costs next to nothing: Lambda's free tier covers some thousand findings a month.
 * @throws when an action is none, a type of finding is none, or nobody may approve what waits for approval.
 * @see https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings_eventbridge.html
 */
export class FindingResponse extends pulumi.ComponentResource {
  /** ARN of the function, once findings and people reach it. */
  readonly functionArn: pulumi.Output<string>;
  /** ARN of the queue of events that could not be answered. */
  readonly failureQueueArn: pulumi.Output<string>;

  constructor(name: string, args: FindingResponseArgs, opts?: pulumi.ComponentResourceOptions) {
    checkArguments('FindingResponse', name, args);
    const actions = args.actions ?? {};
    const dryRun = args.dryRun ?? true;
    const approverRoleArns = args.approverRoleArns ?? [];
    const minimumSeverity = args.minimumSeverity ?? 7;
    const faults = responseFaults({ actions, dryRun, approverRoleArns, minimumSeverity });
    if (faults.length > 0) throw new Error(`FindingResponse "${name}": ${faults.join('; ')}`);

    super('trailguard:index:FindingResponse', name, args, opts);
    const { region, accountId, responderName } = args;
    const partition = partitionOf(region);
    const tags = args.tags === undefined ? {} : { tags: args.tags };
    const logGroup = new aws.cloudwatch.LogGroup(
      name,
      {
        region,
        name: args.logGroupName,
        retentionInDays: args.logRetentionDays ?? 365,
        kmsKeyId: args.kmsKeyArn,
        ...tags,
      },
      { parent: this },
    );
    const queue = undeliveredQueue(
      name,
      {
        queueName: args.failureQueueName,
        partition,
        region,
        accountId,
        rules: `*/${args.namePrefix}-response`,
        tags: args.tags === undefined ? undefined : { tags: args.tags },
      },
      this,
    );
    const role = responderRole(this, name, args, tags);
    const fn = new aws.lambda.Function(
      name,
      {
        region,
        name: responderName,
        description: 'Answers findings: records, plans, waits for approval, acts',
        runtime: 'nodejs24.x',
        architectures: ['arm64'],
        handler: 'index.handler',
        code: new pulumi.asset.AssetArchive({ 'index.mjs': new pulumi.asset.FileAsset(codeFile) }),
        role: role.arn,
        timeout: 120,
        memorySize: 512,
        // One at a time: actions follow one another, and a flood of findings costs no flood of calls.
        reservedConcurrentExecutions: 1,
        loggingConfig: { logFormat: 'JSON', logGroup: logGroup.name },
        environment: {
          variables: {
            INCIDENT_BUCKET: args.bucketName,
            ALLOWED_ACTIONS: JSON.stringify(actions),
            DRY_RUN: String(dryRun),
            APPROVAL_HOURS: String(args.approvalHours ?? 24),
            APPROVER_ROLE_ARNS: JSON.stringify(approverRoleArns),
            RESPONSE_ROLE_NAME: args.responseRoleName,
            EXTERNAL_ID: args.organizationId,
            TRAIL_ARN: args.trailArn,
            ISOLATION_GROUP_NAME: args.isolationGroupName,
            RESPONDER_ROLE_ARN: `arn:${partition}:iam::${accountId}:role/${responderName}`,
          },
        },
        ...tags,
      },
      { parent: this, dependsOn: role.policy },
    );
    const retries = new aws.lambda.FunctionEventInvokeConfig(
      name,
      {
        region,
        functionName: fn.name,
        maximumRetryAttempts: 2,
        maximumEventAgeInSeconds: 21_600,
        destinationConfig: { onFailure: { destination: queue.arn } },
      },
      { parent: this },
    );

    const rule = new aws.cloudwatch.EventRule(
      name,
      {
        region,
        name: `${args.namePrefix}-response`,
        description: 'Has findings answered by the responder',
        eventBusName: args.busName,
        eventPattern: findingPattern(minimumSeverity, typesWithActions(actions)),
        ...tags,
      },
      { parent: this },
    );
    const byRule = new aws.lambda.Permission(
      `${name}-findings`,
      {
        region,
        statementId: 'findings',
        action: 'lambda:InvokeFunction',
        function: fn.name,
        principal: 'events.amazonaws.com',
        sourceArn: rule.arn,
      },
      { parent: this },
    );
    new aws.cloudwatch.EventTarget(
      name,
      {
        region,
        rule: rule.name,
        eventBusName: args.busName,
        targetId: 'responder',
        arn: fn.arn,
        deadLetterConfig: { arn: queue.arn },
      },
      { parent: this, dependsOn: [byRule, retries] },
    );
    const byBucket = new aws.lambda.Permission(
      `${name}-people`,
      {
        region,
        statementId: 'people',
        action: 'lambda:InvokeFunction',
        function: fn.name,
        principal: 's3.amazonaws.com',
        sourceArn: `arn:${partition}:s3:::${args.bucketName}`,
        // A bucket's ARN names no account, and a name that is free again may become somebody else's.
        sourceAccount: accountId,
      },
      { parent: this },
    );
    const notification = new aws.s3.BucketNotification(
      name,
      {
        region,
        bucket: args.record,
        lambdaFunctions: ['approvals/', 'notes/'].map((filterPrefix) => ({
          lambdaFunctionArn: fn.arn,
          events: ['s3:ObjectCreated:Put'],
          filterPrefix,
        })),
      },
      { parent: this, dependsOn: [byBucket, retries] },
    );
    watchResponder(this, name, args, tags);

    this.functionArn = pulumi.all([fn.arn, notification.id]).apply(([arn]) => arn);
    this.failureQueueArn = queue.arn;
    this.registerOutputs({ functionArn: this.functionArn, failureQueueArn: this.failureQueueArn });
  }
}
