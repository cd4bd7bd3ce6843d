import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { DefaultRateLimiter } from '@smithy/core/retry';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type FakeAnswer, type FakeRequest, fakeError, startFakeAws } from '../test/fake-aws.ts';
import { controlsThat, statusesOf, verdictOn } from '../test/statuses.ts';
import { type AuditOptions, audit } from './index.ts';

const organization = {
  managementAccountId: '111111111111',
  logArchiveAccountId: '222222222222',
  securityAccountId: '333333333333',
  homeRegion: 'us-east-1',
};
const credentials = async () => ({ accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret' });

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

function auditAt(endpoint: string, options: Partial<AuditOptions> = {}) {
  vi.stubEnv('AWS_ENDPOINT_URL', endpoint);
  return audit({ organization, credentials, ...options });
}

/** An organization of some accounts in some regions, which refuses all that a test does not answer. */
function estateOf(accountIds: readonly string[], regions: readonly string[]) {
  return ({ operation, path }: FakeRequest): FakeAnswer => {
    if (operation === 'ListAccounts') {
      const Accounts = accountIds.map((Id) => ({
        Id,
        Name: Id,
        State: 'ACTIVE',
        JoinedTimestamp: 1_500_000_000,
      }));
      return { status: 200, body: { Accounts } };
    }
    if (path === '/listRegions' || path === '/list-regions') {
      const Regions = regions.map((RegionName) => ({ RegionName, RegionOptStatus: 'ENABLED_BY_DEFAULT' }));
      return { status: 200, body: { Regions } };
    }
    return fakeError(400, 'AccessDeniedException');
  };
}

describe('AWS that cannot be reached', () => {
  it('leaves everything unknown, passes nothing and has no time', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    const report = await auditAt(`http://127.0.0.1:${port}`);
    expect([...controlsThat('pass', report), ...controlsThat('fail', report)]).toEqual([]);
    // Nobody told what stacks applied: whatever AWS said, there would be nothing to compare.
    expect(controlsThat('not_applicable', report)).toEqual(['CT-24']);
    expect(new Set(report.unread.map(({ unknown }) => unknown))).toEqual(new Set(['unreachable']));
    expect(report).toMatchObject({ asOf: null, score: null, complete: false });
    expect(report.counts).toMatchObject({ pass: 0, fail: 0, waived: 0, not_evaluated: 0 });
    expect(report.counts.unknown).toBe(controlsThat('unknown', report).length);
  });
});

/** Lets the time of the SDK's rates run a hundred times as fast. */
function letSecondsBeHundredths(): void {
  const clock = DefaultRateLimiter.prototype as unknown as { getCurrentTimeInSeconds(): number };
  vi.spyOn(clock, 'getCurrentTimeInSeconds').mockImplementation(() => Date.now() / 10);
  const timer = DefaultRateLimiter as unknown as { setTimeoutFn(then: () => void, delay: number): unknown };
  vi.spyOn(timer, 'setTimeoutFn').mockImplementation((then, delay) => setTimeout(then, delay / 100));
}

describe('AWS that throttles', () => {
  it('is asked again, and after that what it did not tell is unknown', async () => {
    // The SDK waits for seconds: at random before it asks again, and for the rate that it then keeps to.
    vi.spyOn(Math, 'random').mockReturnValue(0);
    letSecondsBeHundredths();
    const others = estateOf([], []);
    await using aws = await startFakeAws((request) =>
      request.operation === 'DescribeOrganization'
        ? fakeError(400, 'TooManyRequestsException', 'Rate exceeded')
        : others(request),
    );
    const report = await auditAt(aws.endpoint);
    expect(verdictOn(report, 'CT-03', 'organization')).toMatchObject({
      status: 'unknown',
      because: { unknown: 'throttled', detail: expect.stringContaining('Rate exceeded') },
    });
    const asked = aws.requests.filter(({ operation }) => operation === 'DescribeOrganization');
    expect(asked.length).toBeGreaterThan(1);
  });
});

describe('an answer without body', () => {
  it('is told by its HTTP status', async () => {
    await using aws = await startFakeAws(() => ({ status: 403, body: '' }));
    const report = await auditAt(aws.endpoint);
    expect(new Set(report.unread.map(({ unknown }) => unknown))).toEqual(new Set(['access-denied']));
    expect(controlsThat('pass', report)).toEqual([]);
  });
});

describe('a standalone account', () => {
  it('is judged by itself, and needs no organization', async () => {
    const regional = estateOf([], ['us-east-1']);
    await using aws = await startFakeAws((request) => {
      const { operation, path } = request;
      if (String(request.headers['x-amz-target']).startsWith('AWSOrganizations')) {
        return fakeError(400, 'AWSOrganizationsNotInUseException');
      }
      if (operation === 'DescribeTrails') return { status: 200, body: { trailList: [] } };
      if (operation === 'ListTrails') return { status: 200, body: { Trails: [] } };
      if (path.startsWith('/detector?') || path === '/detector')
        return { status: 200, body: { detectorIds: [] } };
      return regional(request);
    });
    const report = await auditAt(aws.endpoint);
    const { managementAccountId: id } = organization;
    expect(verdictOn(report, 'CT-01', id)).toMatchObject({
      status: 'fail',
      reason: expect.stringContaining(id),
    });
    expect(verdictOn(report, 'GD-01', `${id}/us-east-1`).status).toBe('fail');
    for (const control of ['CT-03', 'GD-03', 'GD-04']) {
      expect(statusesOf(report)[control]).toBe('not_applicable');
    }
    // Whatever else is refused here, that there is no organization is an answer.
    expect(report.unread.filter(({ detail }) => detail.includes('organizations:'))).toEqual([]);
  });
});

describe('an organization of many accounts and regions', () => {
  it('is read with few connections', async () => {
    const accountIds = Array.from({ length: 12 }, (_, index) => String(100_000_000_000 + index));
    const regions = Array.from({ length: 17 }, (_, index) => `us-east-${index + 1}`);
    await using aws = await startFakeAws(estateOf(accountIds, regions));
    const report = await auditAt(aws.endpoint);
    // Each account was asked for detectors, and more, in each of its regions.
    expect(aws.requests.length).toBeGreaterThan(12 * 17 * 2);
    expect(report.results.filter(({ controlId }) => controlId === 'GD-01')).toHaveLength(12 * 17);
    expect(aws.mostRequests).toBeLessThanOrEqual(64);
    // All accounts share those to an endpoint.
    expect(aws.mostConnections).toBeLessThanOrEqual(64 + 4);
    await vi.waitFor(() => expect(aws.connections()).toBe(0), { timeout: 10_000 });
  });
});

describe('an audit that is called off while AWS does not answer', () => {
  it('ends at once and leaves no connection', async () => {
    await using aws = await startFakeAws(() => new Promise<FakeAnswer>(() => {}));
    const controller = new AbortController();
    const reason = new Error('the job was cancelled');
    const running = auditAt(aws.endpoint, { signal: controller.signal });
    running.catch(() => {});
    await vi.waitFor(() => expect(aws.requests.length).toBeGreaterThan(0));
    controller.abort(reason);
    await expect(running).rejects.toBe(reason);
    await vi.waitFor(() => expect(aws.connections()).toBe(0), { timeout: 10_000 });
  });
});

describe('sessions', () => {
  const inOneRegion = estateOf(['111111111111', '222222222222'], ['us-east-1']);

  it('are opened once an account', async () => {
    const opened: string[] = [];
    await using aws = await startFakeAws(inOneRegion);
    await auditAt(aws.endpoint, {
      credentials: (accountId) => {
        opened.push(accountId);
        return credentials();
      },
    });
    expect(opened.sort()).toEqual(['111111111111', '222222222222', '333333333333']);
  });

  it('are opened again when they are about to end', async () => {
    let opened = 0;
    await using aws = await startFakeAws(inOneRegion);
    await auditAt(aws.endpoint, {
      accounts: ['222222222222'],
      credentials: async (accountId) => {
        if (accountId === '222222222222') opened += 1;
        return { ...(await credentials()), expiration: new Date(Date.now() + 60_000) };
      },
    });
    expect(opened).toBeGreaterThan(1);
  });
});
