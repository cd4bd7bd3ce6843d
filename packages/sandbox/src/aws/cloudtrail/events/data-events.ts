import type { Call } from '../../call.ts';

/** A resource of an event, as CloudTrail lists it. */
export interface DataEventResource {
  readonly accountId?: string;
  readonly type: string;
  readonly ARN: string;
}

/**
 * Operations that are data events, by the type of their resource; all others are management events.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html
 */
const DataOperations: Readonly<
  Record<string, { readonly type: string; readonly operations: readonly string[] }>
> = {
  s3: {
    type: 'AWS::S3::Object',
    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/cloudtrail-logging-s3-info.html
    operations: [
      'AbortMultipartUpload',
      'CompleteMultipartUpload',
      'CopyObject',
      'CreateMultipartUpload',
      'DeleteObject',
      'DeleteObjectTagging',
      'DeleteObjects',
      'GetObject',
      'GetObjectAcl',
      'GetObjectAttributes',
      'GetObjectLegalHold',
      'GetObjectRetention',
      'GetObjectTagging',
      'GetObjectTorrent',
      'HeadBucket',
      'HeadObject',
      'ListMultipartUploads',
      'ListObjectVersions',
      'ListObjects',
      'ListObjectsV2',
      'ListParts',
      'PutObject',
      'PutObjectAcl',
      'PutObjectLegalHold',
      'PutObjectRetention',
      'PutObjectTagging',
      'RestoreObject',
      'SelectObjectContent',
      'UploadPart',
      'UploadPartCopy',
    ],
  },
  lambda: { type: 'AWS::Lambda::Function', operations: ['Invoke', 'InvokeAsync'] },
  sns: { type: 'AWS::SNS::Topic', operations: ['Publish', 'PublishBatch'] },
  sqs: {
    type: 'AWS::SQS::Queue',
    operations: [
      'ChangeMessageVisibility',
      'ChangeMessageVisibilityBatch',
      'DeleteMessage',
      'DeleteMessageBatch',
      'ReceiveMessage',
      'SendMessage',
      'SendMessageBatch',
    ],
  },
  dynamodb: {
    type: 'AWS::DynamoDB::Table',
    operations: [
      'BatchGetItem',
      'BatchWriteItem',
      'DeleteItem',
      'GetItem',
      'PutItem',
      'Query',
      'Scan',
      'UpdateItem',
    ],
  },
};

/**
 * Operations that CloudTrail does not record at all.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/logging_cw_api_calls_cwl.html
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/logging_cw_api_calls.html
 */
const Unrecorded: Readonly<Record<string, readonly string[]>> = {
  logs: ['PutLogEvents'],
  monitoring: ['PutMetricData', 'GetMetricData', 'GetMetricStatistics', 'GetMetricWidgetImage'],
};

export function isDataEvent(service: string, operation: string): boolean {
  return DataOperations[service]?.operations.includes(operation) ?? false;
}

export function isRecorded(service: string, operation: string): boolean {
  return !(Unrecorded[service]?.includes(operation) ?? false);
}

/** What a call works on, where selectors or readers need it. */
export function dataEventResource(call: Call): DataEventResource | undefined {
  const { service, operation, input, region, caller } = call;
  const text = (name: string) => (typeof input[name] === 'string' ? String(input[name]) : undefined);
  if (service === 'kms') {
    const key = text('KeyId');
    return key?.startsWith('arn:')
      ? { accountId: caller.accountId, type: 'AWS::KMS::Key', ARN: key }
      : undefined;
  }
  if (!isDataEvent(service, operation)) return undefined;
  const type = DataOperations[service]?.type ?? '';
  switch (service) {
    case 's3':
      return { type, ARN: `arn:aws:s3:::${text('Bucket') ?? ''}/${text('Key') ?? text('Prefix') ?? ''}` };
    case 'lambda': {
      const name = text('FunctionName') ?? '';
      const ARN = name.startsWith('arn:')
        ? name
        : `arn:aws:lambda:${region}:${caller.accountId}:function:${name}`;
      return { type, ARN };
    }
    case 'sns': {
      const ARN = text('TopicArn') ?? text('TargetArn');
      return ARN === undefined ? undefined : { type, ARN };
    }
    case 'dynamodb':
      return { type, ARN: `arn:aws:dynamodb:${region}:${caller.accountId}:table/${text('TableName') ?? ''}` };
    default:
      return undefined;
  }
}
