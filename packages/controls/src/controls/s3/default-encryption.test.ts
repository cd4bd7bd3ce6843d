import { describe, expect, it } from 'vitest';
import { aKey, aLogBucket, anEstate, complete, names } from '../../../test/builders.ts';
import { verdictOf } from '../../../test/verdicts-of.ts';
import type { Bucket, Estate } from '../../model/estate.ts';
import { unknownBecause } from '../../model/fact.ts';
import control from './default-encryption.ts';

const hidden = unknownBecause('access-denied', 'AccessDenied');
const judged = (
  encryption: Bucket['encryption'],
  estate: Partial<Estate> = {},
  bucket: Partial<Bucket> = {},
) => verdictOf(control, anEstate({ buckets: complete([aLogBucket({ encryption, ...bucket })]), ...estate }));
const kms = (keyId: string | null, algorithm = 'aws:kms') => ({ algorithm, keyId });

describe(control.id, () => {
  it.each<[string, Bucket['encryption'], string]>([
    ['the log key', kms(names.keyArn), 'pass'],
    ['two layers with the log key', kms(names.keyArn, 'aws:kms:dsse'), 'pass'],
    ['the log key by its id', kms(names.keyId), 'pass'],
    ['SSE-S3', { algorithm: 'AES256', keyId: null }, 'fail'],
    ['no rule of its own', null, 'fail'],
    ['the key that AWS manages', kms(null), 'fail'],
    ['its alias', kms('alias/aws/s3'), 'fail'],
    ['a key that does not exist', kms('gone'), 'fail'],
    ['a setting that is hidden', hidden, 'unknown'],
  ])('%s -> %s', (_case, encryption, status) => {
    expect(judged(encryption).status).toBe(status);
  });

  it('fails a key whose manager is AWS, and does not know one that could not be looked at', () => {
    expect(judged(kms(names.keyArn), { keys: complete([aKey({ manager: 'AWS' })]) }).status).toBe('fail');
    expect(judged(kms(names.keyArn), { keys: complete([aKey({ manager: hidden })]) }).status).toBe('unknown');
    expect(judged(kms('elsewhere'), { keys: { items: [], complete: hidden } }).status).toBe('unknown');
  });

  it('is not about the bucket of access logs', () => {
    expect(judged(null, {}, { role: 'access-logs' }).status).toBe('not_applicable');
  });
});
