import { STSServiceException } from '@aws-sdk/client-sts';
import { describe, expect, it, vi } from 'vitest';
import { endOfError } from './end.ts';
import { JobFailure } from './failure.ts';

const expired = new STSServiceException({
  name: 'ExpiredToken',
  message: 'The security token included in the request is expired',
  $fault: 'client',
  $metadata: { httpStatusCode: 403, requestId: '1-2' },
});
/** As the SDK marks what it has tried in vain. */
const unanswered = Object.assign(new Error('socket hang up'), {
  code: 'ECONNRESET',
  $metadata: { attempts: 5, totalRetryDelay: 900 },
});

const full = Object.assign(new Error('ENOSPC: no space left on device, mkdir'), {
  code: 'ENOSPC',
  syscall: 'mkdir',
});

describe('a job that an error ends', () => {
  it.each([
    ['AWS refused a call', expired, 'AWS_FAILED', 'ExpiredToken: The security token included'],
    ['AWS did not answer', unanswered, 'AWS_FAILED', 'socket hang up'],
    ['the policy pack forbids it', new JobFailure('POLICY_VIOLATION', 'CT-06'), 'POLICY_VIOLATION', 'CT-06'],
    ['the disk is full', full, 'NO_SPACE', 'ENOSPC: no space left on device'],
    ['nobody thought of it', new TypeError('x is undefined'), 'INTERNAL', 'x is undefined'],
  ])('says so when %s', (_why, error, code, reason) => {
    const log = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const end = endOfError(error);
    log.mockRestore();
    expect(end).toMatchObject({ error: { code, message: expect.stringContaining(reason) } });
    expect(end.state).toBe(code === 'POLICY_VIOLATION' ? 'refused' : 'failed');
  });
});
