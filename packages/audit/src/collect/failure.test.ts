import { describe, expect, it } from 'vitest';
import { causeOf, codeOf } from './failure.ts';

const named = (name: string, status?: number) =>
  Object.assign(new Error('message'), { name, ...(status ? { $metadata: { httpStatusCode: status } } : {}) });
const network = (code: string) => Object.assign(new Error('connect'), { code });

describe('why a call gave no answer', () => {
  it.each([
    // Organizations, IAM and STS, GuardDuty, CloudTrail, EC2, SNS, S3's HEAD
    ['AccessDeniedException', 400, 'access-denied'],
    ['AccessDenied', 403, 'access-denied'],
    ['UnauthorizedOperation', 403, 'access-denied'],
    ['AuthorizationErrorException', 403, 'access-denied'],
    ['Forbidden', 403, 'access-denied'],
    // a region that the account has not enabled, ended sessions, no credentials at all
    ['UnrecognizedClientException', 400, 'access-denied'],
    ['InvalidClientTokenId', 403, 'access-denied'],
    ['ExpiredTokenException', 400, 'access-denied'],
    ['CredentialsProviderError', undefined, 'access-denied'],
    ['UnknownError', 403, 'access-denied'],
    // rates
    ['ThrottlingException', 400, 'throttled'],
    ['Throttling', 400, 'throttled'],
    ['TooManyRequestsException', 429, 'throttled'],
    ['RequestLimitExceeded', 503, 'throttled'],
    ['SlowDown', 503, 'throttled'],
    ['UnknownError', 429, 'throttled'],
    ['TimeoutError', undefined, 'unreachable'],
    // anything else
    ['InternalServerErrorException', 500, 'not-read'],
    ['BadRequestException', 400, 'not-read'],
    ['TypeError', undefined, 'not-read'],
  ] as const)('%s with HTTP status %s: %s', (name, status, cause) => {
    expect(causeOf(named(name, status))).toBe(cause);
  });

  it.each([
    'ECONNREFUSED',
    'ECONNRESET',
    'ENOTFOUND',
    'EAI_AGAIN',
    'ETIMEDOUT',
    'EHOSTUNREACH',
    'CERT_HAS_EXPIRED',
  ])('%s: unreachable', (code) => {
    expect(causeOf(network(code))).toBe('unreachable');
    expect(codeOf(network(code))).toBe(code);
  });

  it('names AWS’s code', () => {
    expect(codeOf(named('NoSuchBucket', 404))).toBe('NoSuchBucket');
  });
});
