import { randomUUID } from 'node:crypto';
import { RawAnswer } from '../../gateway/moto-calls.ts';
import type { Call, Caller } from '../call.ts';
import { AwsError } from '../error.ts';
import { announce } from '../events/event.ts';
import type { SandboxContext, Service } from '../service.ts';
import type { S3Parts } from './service.ts';
import { s3State } from './state.ts';

/** Name of the task that tells of an object, for `SandboxContext.schedule`. */
export const objectEventTask = 's3:tell';

/** What happened to an object. */
interface ObjectEvent {
  readonly bucket: string;
  readonly key: string;
  /** `ObjectCreated:Put` */
  readonly name: string;
  readonly ownerId: string;
  readonly region: string;
  readonly principal: string;
  /** Account that made the call, or the service. */
  readonly requester: string;
  readonly requestId: string;
  readonly size?: number;
  readonly eTag?: string;
  readonly versionId?: string;
}

interface Receiver {
  readonly Id?: string;
  readonly Events?: readonly string[];
  readonly TopicArn?: string;
  readonly QueueArn?: string;
  readonly LambdaFunctionArn?: string;
  readonly Filter?: {
    readonly Key?: { readonly FilterRules?: readonly { Name?: string; Value?: string }[] };
  };
}

interface Configuration {
  readonly TopicConfigurations?: readonly Receiver[];
  readonly QueueConfigurations?: readonly Receiver[];
  readonly LambdaFunctionConfigurations?: readonly Receiver[];
  readonly EventBridgeConfiguration?: object;
}

/** Operations that make or remove an object, and what their events are called. */
const names: Readonly<Record<string, string>> = {
  PutObject: 'ObjectCreated:Put',
  CopyObject: 'ObjectCreated:Copy',
  CompleteMultipartUpload: 'ObjectCreated:CompleteMultipartUpload',
  DeleteObject: 'ObjectRemoved:Delete',
  DeleteObjects: 'ObjectRemoved:Delete',
};

/**
 * Lets operations on objects tell the receivers of their bucket.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/EventNotifications.html
 */
export function tellingOperations(
  { moto, facts, userId }: S3Parts,
  operations: Service['operations'],
): Service['operations'] {
  return Object.fromEntries(
    Object.keys(names).map((operation) => [
      operation,
      async (call: Call, sandbox: SandboxContext) => {
        const answer = await Promise.resolve(operations[operation]?.(call, sandbox) ?? moto.forward(call));
        const { Bucket: bucket } = call.input as { Bucket: string };
        const failed = answer instanceof RawAnswer && answer.response.status >= 300;
        if (failed || !s3State(sandbox).notifications[bucket]) return answer;
        const owner = await facts.bucket(bucket);
        if (!owner) return answer;
        // https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html
        const principal =
          call.caller.kind === 'service' ? call.caller.arn : `AWS:${await userId(call.caller)}`;
        for (const event of eventsOf(call, answer, { ...owner, principal })) {
          sandbox.schedule(sandbox.clock.now(), objectEventTask, event);
        }
        return answer;
      },
    ]),
  );
}

function eventsOf(
  call: Call,
  answer: object,
  owner: { accountId: string; region: string; principal: string },
): ObjectEvent[] {
  const headers = answer instanceof RawAnswer ? answer.response.headers : {};
  const {
    Bucket: bucket,
    Key: key,
    VersionId: asked,
    Body: body,
    Delete: several,
  } = call.input as {
    Bucket: string;
    Key?: string;
    VersionId?: string;
    Body?: Uint8Array | string;
    Delete?: { Objects?: { Key?: string; VersionId?: string }[] };
  };
  const objects = several?.Objects ?? [
    { Key: key ?? '', ...(asked === undefined ? {} : { VersionId: asked }) },
  ];
  const versionId = headers['x-amz-version-id'];
  const eTag = headers.etag?.replaceAll('"', '');
  return objects.map((object) => {
    // Deleting without a version from a versioned bucket leaves a marker.
    const marks = headers['x-amz-delete-marker'] === 'true' && object.VersionId === undefined;
    return {
      bucket,
      key: object.Key ?? '',
      name: marks ? 'ObjectRemoved:DeleteMarkerCreated' : (names[call.operation] ?? ''),
      ownerId: owner.accountId,
      region: owner.region,
      principal: owner.principal,
      requester: call.caller.accountId,
      requestId: call.id,
      ...(body === undefined ? {} : { size: Buffer.byteLength(body) }),
      ...(eTag ? { eTag } : {}),
      ...(versionId ? { versionId } : {}),
    };
  });
}

/** Sends what happened to the topics, queues, functions and the event bus that the bucket names now. */
export async function tellOfObject(event: ObjectEvent, sandbox: SandboxContext): Promise<void> {
  const configuration = s3State(sandbox).notifications[event.bucket] as Configuration | undefined;
  if (!configuration) return;
  const caller: Caller = {
    accountId: event.ownerId,
    arn: 's3.amazonaws.com',
    kind: 'service',
    servicePrincipal: 's3.amazonaws.com',
    sourceArn: `arn:aws:s3:::${event.bucket}`,
  };
  const receivers = [
    ...(configuration.TopicConfigurations ?? []),
    ...(configuration.QueueConfigurations ?? []),
    ...(configuration.LambdaFunctionConfigurations ?? []),
  ];
  for (const receiver of receivers.filter((each) => takes(each, event))) {
    const message = JSON.stringify({ Records: [record(event, receiver, sandbox.clock.now())] });
    try {
      await send(sandbox, caller, receiver, message);
    } catch (error) {
      // A receiver whose policy has closed since gets nothing, as on AWS.
      if (!(error instanceof AwsError)) throw error;
    }
  }
  if (configuration.EventBridgeConfiguration) announceObject(event, sandbox);
}

function takes({ Events: events = [], Filter: filter }: Receiver, { name, key }: ObjectEvent): boolean {
  const wanted = events.some((event) => {
    const pattern = event.replace(/^s3:/, '');
    return pattern === name || (pattern.endsWith(':*') && name.startsWith(pattern.slice(0, -1)));
  });
  return (
    wanted &&
    (filter?.Key?.FilterRules ?? []).every(({ Name: where = '', Value: part = '' }) =>
      where.toLowerCase() === 'suffix' ? key.endsWith(part) : key.startsWith(part),
    )
  );
}

async function send(
  sandbox: SandboxContext,
  caller: Caller,
  { TopicArn: topic, QueueArn: queue, LambdaFunctionArn: lambda }: Receiver,
  message: string,
): Promise<void> {
  const [, , , region = '', accountId = '', name = ''] = (topic ?? queue ?? lambda ?? '').split(':');
  if (topic !== undefined) {
    const Subject = 'Amazon S3 Notification';
    await sandbox.call(caller, region, 'sns', 'Publish', { TopicArn: topic, Subject, Message: message });
  } else if (lambda !== undefined) {
    await sandbox.call(caller, region, 'lambda', 'Invoke', {
      FunctionName: lambda,
      InvocationType: 'Event',
      Payload: Buffer.from(message),
    });
  } else {
    const QueueUrl = `https://sqs.${region}.amazonaws.com/${accountId}/${name}`;
    await sandbox.call(caller, region, 'sqs', 'SendMessage', { QueueUrl, MessageBody: message });
  }
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html */
function record(event: ObjectEvent, { Id: id }: Receiver, at: Date): object {
  return {
    eventVersion: '2.1',
    eventSource: 'aws:s3',
    awsRegion: event.region,
    eventTime: at.toISOString(),
    eventName: event.name,
    userIdentity: { principalId: event.principal },
    requestParameters: { sourceIPAddress: '127.0.0.1' },
    responseElements: { 'x-amz-request-id': event.requestId },
    s3: {
      s3SchemaVersion: '1.0',
      configurationId: id,
      bucket: { name: event.bucket, arn: `arn:aws:s3:::${event.bucket}` },
      // The key as in a form: spaces are plus signs.
      object: {
        key: encodeURIComponent(event.key).replaceAll('%20', '+').replaceAll('%2F', '/'),
        ...details(event),
      },
    },
  };
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html */
function announceObject(event: ObjectEvent, sandbox: SandboxContext): void {
  const created = event.name.startsWith('ObjectCreated');
  announce(sandbox, {
    accountId: event.ownerId,
    region: event.region,
    source: 'aws.s3',
    detailType: created ? 'Object Created' : 'Object Deleted',
    resources: [`arn:aws:s3:::${event.bucket}`],
    detail: {
      version: '0',
      bucket: { name: event.bucket },
      object: {
        key: event.key,
        ...(event.size === undefined ? {} : { size: event.size }),
        ...(event.eTag === undefined ? {} : { etag: event.eTag }),
        ...(event.versionId === undefined ? {} : { 'version-id': event.versionId }),
      },
      'request-id': event.requestId,
      requester: event.requester,
      'source-ip-address': '127.0.0.1',
      ...(created
        ? {
            reason:
              event.name === 'ObjectCreated:Copy'
                ? 'CopyObject'
                : event.name.replace('ObjectCreated:', '').replace('Put', 'PutObject'),
          }
        : {
            reason: 'DeleteObject',
            'deletion-type': event.name.endsWith('DeleteMarkerCreated')
              ? 'Delete Marker Created'
              : 'Permanently Deleted',
          }),
    },
  });
}

const details = ({ size, eTag, versionId }: ObjectEvent) => ({
  ...(size === undefined ? {} : { size }),
  ...(eTag === undefined ? {} : { eTag }),
  ...(versionId === undefined ? {} : { versionId }),
  sequencer: randomUUID().replaceAll('-', '').slice(0, 18).toUpperCase(),
});
