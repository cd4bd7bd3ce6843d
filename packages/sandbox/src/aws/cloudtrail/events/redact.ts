import type { Call } from '../../call.ts';
import type { CallRecord } from '../../service.ts';

/** Fields that CloudTrail never writes. */
const Secret =
  /^(?:secretaccesskey|password|oldpassword|newpassword|secretstring|secretbinary|plaintext|ciphertextblob|privatekey|privatekeyplaintext|samlassertion|webidentitytoken|tokencode|authorizationtoken|keymaterial)$/i;
/** Object contents and the like; CloudTrail leaves them out. */
const Content = /^(?:body|payload|zipfile)$/i;

/**
 * Longest field of a record; longer ones are cut.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
const MaximumBytes = 100 * 1024;
const Omitted = 'HIDDEN_DUE_TO_SECURITY_REASONS';

/** `S3BucketName` -> `s3BucketName`, `TrailARN` -> `trailARN`, `ARN` -> `aRN`: CloudTrail's own spelling. */
function fieldName(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/** Fields that are maps of the caller's own keys, which stay as they are. */
const KeyValueField = /^(?:attributes|encryptioncontext|metadata|tags)$/i;

/** CloudTrail's spelling of a value; `undefined` where it says nothing. */
function spell(value: unknown, keepKeys = false): unknown {
  if (value === null || value === undefined || typeof value === 'function') return undefined;
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return undefined;
  if (Array.isArray(value)) return value.map((one) => spell(one)).filter((one) => one !== undefined);
  if (typeof value !== 'object') return value;
  if (typeof (value as { pipe?: unknown }).pipe === 'function') return undefined;
  const entries: [string, unknown][] = [];
  for (const [name, inner] of Object.entries(value)) {
    if (Content.test(name)) continue;
    const spelled = Secret.test(name) ? Omitted : spell(inner, KeyValueField.test(name));
    if (spelled !== undefined) entries.push([keepKeys ? name : fieldName(name), spelled]);
  }
  return Object.fromEntries(entries);
}

function bounded(value: object): object | null {
  const entries = Object.entries(value);
  if (entries.length === 0) return null;
  if (JSON.stringify(value).length <= MaximumBytes) return value;
  return { omitted: true, originalSize: JSON.stringify(value).length, reason: 'requestParameters too large' };
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/cloudtrail-logging-understanding-s3-entries.html */
function s3Names(spelled: Record<string, unknown>, call: Call): Record<string, unknown> {
  const { bucket, ...rest } = spelled;
  return {
    ...(bucket !== undefined && { bucketName: bucket }),
    Host: call.request.headers.host ?? `s3.${call.region}.amazonaws.com`,
    ...rest,
  };
}

/** `requestParameters` of the event of a call. */
export function requestParameters(call: Call): object | null {
  const spelled = spell(call.input) as Record<string, unknown>;
  return bounded(call.service === 's3' ? s3Names(spelled, call) : spelled);
}

/** `responseElements` of the event of a call; nothing for one that failed. */
export function responseElements(record: CallRecord): object | null {
  if (record.errorCode !== undefined || !record.output) return null;
  const { $metadata: _metadata, ...output } = record.output;
  const spelled = spell(output) as Record<string, unknown>;
  const credentials = spelled.credentials as Record<string, unknown> | undefined;
  // The event of AssumeRole names the session's key and leaves its secret out.
  if (credentials) delete credentials.secretAccessKey;
  return bounded(spelled);
}
