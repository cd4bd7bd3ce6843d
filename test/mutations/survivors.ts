/** Mutants that may survive, by their class, and why nothing is lost with them. */
export interface Equivalence {
  readonly classes: RegExp;
  readonly because: string;
}

/**
 * Mutants that take nothing away that a control or the guard asks for. A mutant that survives and is not here fails the
 * suite, and so does an entry that no mutant of the whole campaign needs: a reviewer sees in the diff of this file what
 * the product gives up to notice.
 */
export const equivalent: readonly Equivalence[] = [
  {
    classes: / (region|name|path|description|alarmDescription|tagsAll|tags)(\.\w+)? dropped$/,
    because: 'AWS, Pulumi or the provider gives a name and a Region; what stands is kept as well',
  },
  {
    classes:
      / (targetKeyId|bucket|detectorId|destinationType|arn|role|policy|policyArn|awsServiceName|servicePrincipal|email|parentId|comparisonOperator|evaluationPeriods|statistic|period|metricTransformation\.value|assumeRolePolicy|rule|rule\.objectOwnership|targetId|eventBusName|roleArn|storageClass|topics\[\]\.topicArn|additionalConfigurations\[\]\.name|transitions\[\]\.storageClass|rules\[\]\.transitions\[\]\.storageClass|rules\[\]\.id|deadLetterConfig\.arn) dropped$/,
    because: 'the provider refuses a program without it',
  },
  {
    classes:
      / (enableLogging|includeGlobalServiceEvents|isEnabled|enable|state|actionsEnabled|type|advancedEventSelectors|customerMasterKeySpec|keyUsage|bypassPolicyLockoutSafetyCheck|forceDestroy|skipDestroy|treatMissingData|threshold|closeOnDeletion|objectLockEnabled|applyOnTransformedLogs|sqsManagedSseEnabled|eventbridge|topics\[\]\.id|contentBasedDeduplication|fifoTopic|fifoQueue|delaySeconds|maxMessageSize|messageRetentionSeconds|receiveWaitTimeSeconds|visibilityTimeoutSeconds|forceDetachPolicies|maxSessionDuration|targetPrefix|retentionInDays|rules\[\]\.bucketKeyEnabled|rules\[\]\.filter|rules\[\]\.filter\.prefix) dropped$/,
    because:
      'left out, it is what the baseline says or stricter: logs stay for ever, a rule is for all objects',
  },
  {
    classes: /^Trail \S+ advancedEventSelectors(\[\]\.name)? (emptied|dropped)$/,
    because: 'without selectors a trail records all management events too',
  },
  {
    classes:
      /^(ConfigurationPolicy \S+ configurationPolicy\.(securityControlsConfiguration|serviceEnabled)|OrganizationConfiguration \S+ autoEnable) dropped$/,
    because:
      'AWS refuses a policy that says nothing of controls, and a configuration that says nothing of new accounts',
  },
  {
    classes: /^(Bucket\w*|Key|Alias) config(-access)? /,
    because:
      'the bucket of AWS Config keeps neither log files nor findings; a recorder that cannot deliver says so, which OPS-01 judges',
  },
  {
    classes:
      /^(Recorder \S+ recordingGroup(\.(allSupported|includeGlobalResourceTypes))?|DeliveryChannel \S+ (s3BucketName|snapshotDeliveryProperties(\.\w+)?)|ConfigurationAggregator \S+ organizationAggregationSource(\.\w+)?|OrganizationManagedRule \S+ (inputParameters|ruleIdentifier)) (dropped|emptied)$/,
    because:
      'AWS records every type unless told otherwise, and IAM in the home Region; without the others the provider refuses, or AWS takes its own value',
  },
  {
    classes: /^(RolePolicyAttachment|Role) config-aggregator /,
    because: 'an aggregator that cannot list accounts says so; recorders and rules go on',
  },
  {
    classes: /^Account securi (controlFindingGenerator|autoEnableControls) dropped$/,
    because: 'left out, Security Hub has one finding a control and enables new controls all the same',
  },
  {
    classes: /^MetricAlarm \S+ (evaluationPeriods|period|threshold) lowered$/,
    because: 'it goes off at least as soon',
  },
  {
    classes: /^MetricAlarm \S+ treatMissingData stepped down/,
    because: 'a minute without events then leaves the alarm as it is; it goes off as before',
  },
  {
    classes: /^LogMetricFilter \S+ applyOnTransformedLogs flipped$/,
    because: 'the log group transforms nothing',
  },
  {
    classes:
      /^BucketLifecycleConfiguration \S+ rules\[\]\.(transitions|expiration)(\[\])?(\.days)? (dropped|emptied|lowered)$/,
    because: 'objects move to cheaper storage sooner or never, or are kept for ever; none is removed sooner',
  },
  {
    classes: /^BucketLifecycleConfiguration \S+ rules\[\]\.abortIncompleteMultipartUpload/,
    because: 'what was never uploaded whole is no log file',
  },
  {
    classes: /^(Bucket|BucketObjectLockConfiguration) \S+ objectLockEnabled/,
    because: 'Object Lock cannot be taken off a bucket, and the retention of the lock stays as it is',
  },
  {
    classes: /^BucketVersioning (logs|findings) removed$/,
    because: 'S3 suspends no versioning while Object Lock is on',
  },
  {
    classes: /^BucketServerSideEncryptionConfiguration \S+-access /,
    because: 'access logs are encrypted by SSE-S3 without being asked for',
  },
  {
    classes: /^BucketServerSideEncryptionConfiguration \S+ rules\[\]\.bucketKeyEnabled/,
    because: 'a bucket key saves calls to KMS and protects nothing',
  },
  {
    // The management account's, by which it delegates; the administrator's own have another name.
    classes: /^Detector thre findingPublishingFrequency /,
    because: 'a member publishes as often as its administrator says',
  },
  {
    classes: /^BucketNotification \S+ eventbridge flipped$/,
    because: 'EventBridge is told beside the topic',
  },
  {
    classes: /^Key \S+ policy Allow \w+ removed$/,
    because:
      'people may do less, or a service has another statement that serves it; one that is shut out is seen by the guard',
  },
  {
    classes: /^Key \S+ bypassPolicyLockoutSafetyCheck flipped$/,
    because: 'it says something only while a policy is put',
  },
  {
    classes:
      /^(TopicPolicy \S+ policy Allow SubscribeByOurAccounts|BucketPolicy findings policy Allow LocateByGuardDuty) removed$/,
    because: 'subscriptions that stand go on; GuardDuty finds the bucket without it and says so if not',
  },
  {
    classes: /^(RolePolicy|RolePolicyAttachment) (account-audit|account-preview|break-glass) /,
    because: 'our own roles may do less: audits say what they could not read, and nothing is less protected',
  },
  {
    classes: /^Role \S+ (forceDetachPolicies|maxSessionDuration) (flipped|lowered)$/,
    because: 'it concerns the end of a role, and sessions that are shorter',
  },
  {
    classes: /^(EventRule|EventTarget) \S+ forceDestroy flipped$/,
    because: 'it concerns rules that services manage',
  },
  {
    classes: /^EventTarget \S+ (inputTransformer(\.\w+)*|deadLetterConfig) dropped$/,
    because:
      'the message has other words, or is lost when its topic is away for a day; it is sent all the same',
  },
  {
    classes: /^Queue \S+ \w+ (flipped|lowered)$/,
    because: 'the queue of undelivered alerts takes them as before; no control is about how long',
  },
  {
    classes: /^Topic \S+ \w+ flipped$/,
    because: 'AWS changes the kind of no topic: the provider replaces it, which the guard sees by its name',
  },
  {
    classes: /^LogGroup \S+ skipDestroy flipped$/,
    because: 'Pulumi would leave it in place when the program ends',
  },
  { classes: /^Alias \S+ removed$/, because: 'keys are named by their ARNs wherever logs depend on them' },
  {
    classes: /^(ServiceLinkedRole|OrganizationalUnit|Account) \S+ (removed|closeOnDeletion flipped)$/,
    because: 'AWS removes none that is in use, and accounts are protected and kept',
  },
  {
    classes: /^(EncryptionByDefault|AccountPasswordPolicy) /,
    because:
      'the baseline sets it and no control of the catalogue asks for it: it is about no log and no detection',
  },
  {
    classes: /-RDS_LOGIN_EVENTS additionalConfigurations((\[\]\.(status|autoEnable))? dropped| emptied)$/,
    because: 'the provider takes no part of this feature, though AWS has one',
  },
  {
    classes: /^(Bucket\w*|Key|Alias) investigation-results /,
    because:
      'what queries answered is no evidence and is asked for again; the block of the whole account keeps the public out, and no control of the catalogue is about this bucket',
  },
  {
    classes: /^(CatalogDatabase|CatalogTable|Workgroup) investigation /,
    because:
      'another program may have a table, so what a program lacks is unknown; the log files stay as they are, and OPS-05 asks the audit for a query that answered',
  },
  {
    classes: /^NamedQuery \S+ (removed|(query|database|workgroup) dropped)$/,
    because: 'a saved query is a text to start from; whoever may ask writes it anew',
  },
  {
    classes: /^(EventTarget reviews-\S+ input|EventRule reviews-\S+ scheduleExpression) dropped$/,
    because:
      'AWS refuses a rule with neither schedule nor pattern, and a reminder has other words; whether a review was done is asked of its record',
  },
  {
    classes: /^Dashboard \S+ /,
    because: 'a page shows what alarms tell by themselves; nothing is recorded or told by it',
  },
  {
    classes: /^Recorder conf recordingGroup\.includeGlobalResourceTypes flipped$/,
    because:
      'one recorder of an account records users and roles for all, and another program may have it; OPS-01 asks the audit',
  },
  {
    classes: /^ConfigurationAggregator \S+ organizationAggregationSource\.allRegions flipped$/,
    because: 'AWS refuses an aggregator that names no Region; recorders and rules go on',
  },
  {
    classes:
      /^(OrganizationConfiguration organizati (removed|autoEnable flipped|autoEnableStandards dropped)|Account securi (autoEnableControls flipped|enableDefaultStandards (flipped|dropped)))$/,
    because:
      'Security Hub is configured centrally: its policy says which accounts, standards and controls are on, and AWS takes nothing else; what is removed is protected',
  },
  {
    classes:
      /^ConfigurationPolicy(Association \S+ policyId dropped| \S+ configurationPolicy\.securityControlsConfiguration\.disabledControlIdentifiers (emptied|dropped))$/,
    because:
      'the provider refuses an association without a policy, and a policy that disables nothing has all',
  },
  {
    classes: /^OrganizationsFeatures \S+ removed$/,
    because:
      'it is protected, and a program that says nothing of root users leaves them to others; ORG-13 is judged by the audit, and no log or detection is lost',
  },
  {
    classes: /^Analyzer \S+ analyzerName dropped$/,
    because: 'the provider gives a name',
  },
];
