import { afterEach, describe, expect, it, vi } from 'vitest';
import { startFakeAws } from '../../test/fake-aws.ts';
import { readClosedFindings } from './closed-findings.ts';
import { Reader } from './reader.ts';

const asOf = '2026-06-15T12:00:00.000Z';
const detector = { accountId: '333333333333', region: 'us-east-1', id: 'd' };
afterEach(() => vi.unstubAllEnvs());

describe('closed findings', () => {
  it('are those that were archived of late, to the last page, without samples', async () => {
    let page = 0;
    await using aws = await startFakeAws(({ path }) => {
      if (path.endsWith('/findings/get')) {
        const findings = [
          {
            id: `f${page}`,
            accountId: '444444444444',
            updatedAt: asOf,
            title: 'An instance talks to a botnet',
          },
          { id: 'sample', accountId: '444444444444', updatedAt: asOf, title: '[SAMPLE] An instance' },
        ];
        return { status: 200, body: { findings } };
      }
      page += 1;
      return { status: 200, body: { findingIds: ['a', 'b'], ...(page === 1 ? { nextToken: 'more' } : {}) } };
    });
    vi.stubEnv('AWS_ENDPOINT_URL', aws.endpoint);
    const reader = new Reader(async () => ({ accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret' }));
    const read = await readClosedFindings(reader, detector, asOf);
    reader.close();
    expect(read).toEqual({
      items: ['f1', 'f2'].map((id) => ({ id, accountId: '444444444444', region: 'us-east-1', at: asOf })),
      complete: true,
    });
  });

  it('are none without a detector, and not known where the detector is not', async () => {
    const reader = new Reader(async () => ({ accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret' }));
    expect(await readClosedFindings(reader, { ...detector, id: null }, asOf)).toEqual({
      items: [],
      complete: true,
    });
    const id = { unknown: 'access-denied', detail: 'AccessDenied' } as const;
    expect(await readClosedFindings(reader, { ...detector, id }, asOf)).toEqual({ items: [], complete: id });
    reader.close();
  });
});
