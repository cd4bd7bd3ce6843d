import { AwsError } from '../../error.ts';
import type { SandboxContext } from '../../service.ts';
import { detectorArn } from '../detectors.ts';
import { badRequest, invalidValue, Message } from '../errors.ts';
import { guardDutyCaller } from '../service-linked-role.ts';
import type { Detector } from '../state.ts';

/** Bucket and optional folder of `arn:aws:s3:::bucket/folder`. */
export interface Destination {
  readonly bucket: string;
  readonly prefix: string;
}

export function readDestination(arn: string | undefined): Destination {
  const match = /^arn:aws[a-z-]*:s3:::([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(.*))?$/.exec(arn ?? '');
  if (!match) throw invalidValue();
  const prefix = (match[2] ?? '').replace(/\/+$/, '');
  return { bucket: match[1] ?? '', prefix };
}

/** Folder of one account's findings in a destination. */
export function findingsFolder(destination: Destination, accountId: string, region: string): string {
  const path = `AWSLogs/${accountId}/GuardDuty/${region}`;
  return destination.prefix === '' ? path : `${destination.prefix}/${path}`;
}

/**
 * Asks bucket and key whether GuardDuty may export this detector's findings.
 * https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html
 *
 * @throws AwsError `BadRequestException` with the text that names both.
 */
export async function assertMayPublish(
  sandbox: SandboxContext,
  detector: Detector,
  destinationArn: string | undefined,
  kmsKeyArn: string | undefined,
): Promise<void> {
  const destination = readDestination(destinationArn);
  const keyRegion = /^arn:aws[a-z-]*:kms:([a-z0-9-]+):\d{12}:key\/.+$/.exec(kmsKeyArn ?? '')?.[1];
  if (keyRegion === undefined) throw invalidValue();
  const caller = guardDutyCaller(detector.accountId, detectorArn(detector));
  const ask = async (region: string, service: string, operation: string, input: object) =>
    (await sandbox.authorize(caller, region, service, operation, input)).allowed;
  try {
    const { bucket } = destination;
    await sandbox.inspect(detector.accountId, detector.region, 's3', 'GetBucketLocation', { Bucket: bucket });
    const admitted =
      (await ask(detector.region, 's3', 'GetBucketLocation', { Bucket: bucket })) &&
      (await ask(detector.region, 's3', 'PutObject', {
        Bucket: bucket,
        Key: `${findingsFolder(destination, detector.accountId, detector.region)}/findings.jsonl.gz`,
        ServerSideEncryption: 'aws:kms',
        SSEKMSKeyId: kmsKeyArn,
      })) &&
      (await ask(keyRegion, 'kms', 'GenerateDataKey', { KeyId: kmsKeyArn, KeySpec: 'AES_256' }));
    if (admitted) return;
  } catch (error) {
    if (!(error instanceof AwsError) || error.code !== 'NoSuchBucket') throw error;
  }
  throw badRequest(Message.destinationPermission);
}
