import { createHash, generateKeyPairSync } from 'node:crypto';
import type { ListPublicKeysResponse } from '@aws-sdk/client-cloudtrail';
import type { Call } from '../call.ts';
import { AwsError } from '../error.ts';
import type { SandboxContext } from '../service.ts';
import { cloudTrailState, type SigningKey } from './state.ts';
import { inputDate } from './time.ts';

/** AWS does not say how long it uses a key; a year is unverified. */
const KeyLifetimeMs = 365 * 24 * 3_600_000;

function generate(at: Date): SigningKey {
  const pair = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'pkcs1', format: 'der' },
  });
  return {
    fingerprint: createHash('md5').update(pair.publicKey).digest('hex'),
    privateKey: pair.privateKey,
    publicKey: pair.publicKey.toString('base64'),
    validFrom: at.toISOString(),
    validTo: new Date(at.getTime() + KeyLifetimeMs).toISOString(),
  };
}

/**
 * The pair that signs a region's digests at a time; each region has its own.
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_ListPublicKeys.html
 */
export function signingKey(sandbox: SandboxContext, region: string, at: Date): SigningKey {
  const state = cloudTrailState(sandbox);
  state.signingKeys[region] ??= [];
  const keys = state.signingKeys[region];
  const time = at.toISOString();
  const usable = keys.find((key) => key.validFrom <= time && time <= key.validTo);
  if (usable) return usable;
  const made = generate(at);
  keys.push(made);
  return made;
}

/**
 * Keys of the call's region whose time overlaps the range; without a range, the one of now.
 *
 * @throws AwsError `InvalidTimeRangeException`
 */
export function listPublicKeys(call: Call, sandbox: SandboxContext): ListPublicKeysResponse {
  const now = sandbox.clock.now();
  const start = inputDate(call.input.StartTime) ?? now;
  const end = inputDate(call.input.EndTime) ?? now;
  if (start > end) {
    throw new AwsError('InvalidTimeRangeException', 'The start time is after the end time.');
  }
  const keys = (cloudTrailState(sandbox).signingKeys[call.region] ?? []).filter(
    (key) => new Date(key.validFrom) <= end && new Date(key.validTo) >= start,
  );
  return {
    PublicKeyList: keys.map((key) => ({
      Value: Buffer.from(key.publicKey, 'base64'),
      ValidityStartTime: new Date(key.validFrom),
      ValidityEndTime: new Date(key.validTo),
      Fingerprint: key.fingerprint,
    })),
  };
}
