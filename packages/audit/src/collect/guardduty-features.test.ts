import { GuardDutyClient } from '@aws-sdk/client-guardduty';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type FakeAnswer, type FakeRequest, fakeError, startFakeAws } from '../../test/fake-aws.ts';
import { featuresOf, readMemberFeatures } from './guardduty-features.ts';
import { mostFindings, readOpenFindings } from './guardduty-findings.ts';
import { Reader } from './reader.ts';

const [accountId, region, detectorId] = ['333333333333', 'us-east-1', '12abc34d567e8fa901bc2d34e56789f0'];
const where = `in ${accountId}/${region}`;

afterEach(() => vi.unstubAllEnvs());

/** Asks an AWS that answers so; tells what was read, how often it was asked, and what was missed. */
async function asked<T>(
  answer: (request: FakeRequest) => FakeAnswer,
  read: (reader: Reader, client: GuardDutyClient) => Promise<T>,
) {
  await using aws = await startFakeAws(answer);
  vi.stubEnv('AWS_ENDPOINT_URL', aws.endpoint);
  const reader = new Reader(async () => ({ accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret' }));
  try {
    const found = await read(reader, reader.client(GuardDutyClient, accountId, region));
    return { found, requests: aws.requests, missed: reader.failures };
  } finally {
    reader.close();
  }
}
const members = (count: number) =>
  Array.from({ length: count }, (_, index) => String(100_000_000_000 + index));
const readMembers = (count: number) => (reader: Reader, client: GuardDutyClient) =>
  readMemberFeatures(reader, client, detectorId, where, members(count));

describe('features of members', () => {
  it('are asked for fifty at a time', async () => {
    const empty = { members: [], unprocessedAccounts: [] };
    const { requests } = await asked(() => ({ status: 200, body: empty }), readMembers(120));
    expect(requests.map(({ path }) => path)).toEqual(
      Array(3).fill(`/detector/${detectorId}/member/detector/get`),
    );
  });

  it('are not known of an account that the answer leaves out, with AWS’s reason', async () => {
    const [first, second] = members(2);
    const features = [{ name: 'S3_DATA_EVENTS', status: 'ENABLED', managedBy: 'GUARDDUTY_POLICY' }];
    const { found, missed } = await asked(
      () => ({
        status: 200,
        body: {
          members: [{ accountId: first, dataSources: { cloudTrail: { status: 'ENABLED' } }, features }],
          unprocessedAccounts: [{ accountId: second, result: 'The account is not a member.' }],
        },
      }),
      readMembers(2),
    );
    expect(found.items).toEqual([
      {
        accountId: first,
        features: {
          items: [
            { name: 'CLOUD_TRAIL', setting: 'ENABLED', additional: [] },
            { name: 'S3_DATA_EVENTS', setting: 'ENABLED', additional: [], managedBy: 'GUARDDUTY_POLICY' },
          ],
          complete: true,
        },
      },
      {
        accountId: second,
        features: {
          items: [],
          complete: {
            unknown: 'not-read',
            detail: `guardduty:GetMemberDetectors ${where} did not process ${second}: The account is not a member.`,
          },
        },
      },
    ]);
    expect(missed).toEqual([]);
  });

  it('are not known of the fifty that AWS refused, and known of the others', async () => {
    let calls = 0;
    const { found } = await asked(() => {
      calls += 1;
      return calls === 1
        ? fakeError(403, 'AccessDeniedException')
        : { status: 200, body: { members: [], unprocessedAccounts: [] } };
    }, readMembers(60));
    expect(found.items.length === 50 || found.items.length === 10).toBe(true);
    expect(found.items[0]?.features.complete).toMatchObject({ unknown: 'access-denied' });
  });

  it('are none of which an answer says nothing', () => {
    expect(featuresOf(undefined, 'call').complete).toMatchObject({ unknown: 'missing-field' });
    expect(featuresOf([], 'call').complete).toMatchObject({ unknown: 'missing-field' });
    expect(featuresOf([{ Name: 'X' }], 'call').items[0]?.setting).toMatchObject({ unknown: 'missing-field' });
  });
});

describe('open findings', () => {
  const readAll = (reader: Reader, client: GuardDutyClient) =>
    readOpenFindings(reader, client, detectorId, where);
  const finding = (id: string, title: string) => ({
    id,
    title,
    type: 'Recon:EC2/Portscan',
    accountId,
    severity: 5,
    createdAt: '2026-06-01T00:00:00.000Z',
  });

  it('are read to a limit, after which there may be more', async () => {
    let pages = 0;
    const { found, requests } = await asked(({ path }) => {
      if (path.endsWith('/get'))
        return { status: 200, body: { findings: [finding('1', '[SAMPLE] x'), finding('2', 'x')] } };
      pages += 1;
      return { status: 200, body: { findingIds: ['1', '2'], nextToken: `page ${pages}` } };
    }, readAll);
    expect(requests).toHaveLength((2 * mostFindings) / 50);
    expect(new Set(found.items.map(({ id }) => id))).toEqual(new Set(['2']));
    expect(found.complete).toMatchObject({
      unknown: 'not-read',
      detail: expect.stringContaining('more than 1000'),
    });
  });

  it('may be more where one has no date', async () => {
    const { createdAt: _date, ...dateless } = finding('3', 'x');
    const { found } = await asked(
      ({ path }) =>
        path.endsWith('/get')
          ? { status: 200, body: { findings: [finding('2', 'x'), dateless] } }
          : { status: 200, body: { findingIds: ['2', '3'] } },
      readAll,
    );
    expect(found).toMatchObject({ items: [{ id: '2' }], complete: { unknown: 'missing-field' } });
  });

  it('keep what was read before AWS refused', async () => {
    let pages = 0;
    const { found } = await asked(({ path }) => {
      if (path.endsWith('/get')) return { status: 200, body: { findings: [finding('2', 'x')] } };
      pages += 1;
      return pages === 1
        ? { status: 200, body: { findingIds: ['2'], nextToken: 'more' } }
        : fakeError(403, 'AccessDeniedException');
    }, readAll);
    expect(found).toMatchObject({ items: [{ id: '2' }], complete: { unknown: 'access-denied' } });
  });
});
