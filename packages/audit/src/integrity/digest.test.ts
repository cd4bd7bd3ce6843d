import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DigestFault, readDigest } from './digest.ts';
import { GzipFault } from './gunzip-one.ts';

const digest = {
  awsAccountId: '111111111111',
  digestStartTime: '2026-03-01T10:00:00Z',
  digestEndTime: '2026-03-01T11:00:00Z',
  digestS3Bucket: 'logs',
  digestS3Object: 'AWSLogs/digest.json.gz',
  digestPublicKeyFingerprint: 'ab',
  previousDigestS3Bucket: null,
  previousDigestS3Object: null,
  previousDigestHashValue: null,
  previousDigestSignature: null,
  logFiles: [{ s3Bucket: 'logs', s3Object: 'a', hashValue: 'ab'.repeat(32), hashAlgorithm: 'SHA-256' }],
};
const read = (content: unknown) => readDigest(gzipSync(JSON.stringify(content)));

describe('a digest', () => {
  it('is read with what CloudTrail adds to it one day', () => {
    expect(read({ ...digest, newField: { x: 1 } }).digest.digestEndTime).toBe('2026-03-01T11:00:00Z');
  });

  it.each([
    ['a field is missing', { ...digest, digestS3Object: undefined }, 'digestS3Object'],
    ['a time has another form', { ...digest, digestEndTime: '11:00' }, '/digestEndTime'],
    ['a log file has no hash', { ...digest, logFiles: [{ s3Bucket: 'logs', s3Object: 'a' }] }, '/logFiles/0'],
    ['a hash is none', withFile({ hashValue: 'ab' }), '/logFiles/0/hashValue is not a SHA-256'],
    ['the digest before it is a number', { ...digest, previousDigestS3Object: 5 }, '/previousDigestS3Object'],
    ['a hash is of another kind', withFile({ hashAlgorithm: 'MD5' }), '/logFiles/0/hashAlgorithm'],
    ['it ends before it begins', { ...digest, digestStartTime: digest.digestEndTime }, 'ends before'],
    ['it is a list', [digest], 'it is no object'],
    ['it is nothing', null, 'it is no object'],
  ])('is refused by the name of what is wrong when %s', (_case, content, message) => {
    expect(() => read(content)).toThrow(DigestFault);
    expect(() => read(content)).toThrow(message);
  });

  it('of any form is read or refused, and nothing else happens', () => {
    const name = fc.constantFrom(...Object.keys(digest), '__proto__', 'constructor');
    fc.assert(
      fc.property(name, fc.anything(), fc.uint8Array({ maxLength: 60 }), (field, value, bytes) => {
        expect(outcome(() => read({ ...digest, [field]: value ?? null }))).not.toBe('something else');
        expect(outcome(() => readDigest(gzipSync(Buffer.from(bytes))))).toBe('refused');
        expect(outcome(() => readDigest(Buffer.from(bytes)))).toBe('refused');
      }),
      { seed: 11, numRuns: 1_000 },
    );
  });
});

function withFile(differing: object): object {
  return { ...digest, logFiles: digest.logFiles.map((file) => ({ ...file, ...differing })) };
}

function outcome(work: () => unknown): 'read' | 'refused' | 'something else' {
  try {
    work();
    return 'read';
  } catch (error) {
    return error instanceof DigestFault || error instanceof GzipFault ? 'refused' : 'something else';
  }
}
