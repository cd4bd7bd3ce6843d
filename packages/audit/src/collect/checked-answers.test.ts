import { CloudTrailClient, DescribeTrailsCommand, ListTagsCommand } from '@aws-sdk/client-cloudtrail';
import { GuardDutyClient, paginateListDetectors } from '@aws-sdk/client-guardduty';
import { IAMClient, ListRolesCommand } from '@aws-sdk/client-iam';
import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { startFakeAws } from '../../test/fake-aws.ts';
import { checkedAnswers } from './checked-answers.ts';

/** A client of an AWS that answers with this body. */
async function using<C extends { middlewareStack: { use(plugin: never): void }; destroy(): void }, T>(
  Client: new (config: object) => C,
  body: unknown,
  send: (client: C) => Promise<T>,
): Promise<T> {
  await using aws = await startFakeAws(() => ({ status: 200, body }));
  const credentials = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret' };
  const client = new Client({ region: 'us-east-1', endpoint: aws.endpoint, credentials, maxAttempts: 1 });
  client.middlewareStack.use(checkedAnswers as never);
  try {
    return await send(client);
  } finally {
    client.destroy();
  }
}
const trails = (body: unknown) =>
  using(CloudTrailClient, body, (client) => client.send(new DescribeTrailsCommand({})));

describe('answers held to the model of the SDK', () => {
  it('pass as they are documented, with fields left out, null or unknown to the model', async () => {
    const trail = { Name: 'audit', IsMultiRegionTrail: true, KmsKeyId: null, SomethingNew: 7 };
    const { trailList } = await trails({ trailList: [trail] });
    expect(trailList?.[0]).toMatchObject({ Name: 'audit', IsMultiRegionTrail: true });
  });

  it.each([
    ['a text for a list', { trailList: 'audit' }, 'DescribeTrails.trailList as string, not a list'],
    ['a text for an object', { trailList: ['audit'] }, 'DescribeTrails.trailList as string, not an object'],
    [
      'a number for a text',
      { trailList: [{ Name: 7 }] },
      'DescribeTrails.trailList.Name as number, not string',
    ],
    [
      'a text for a boolean',
      { trailList: [{ IsMultiRegionTrail: 'false' }] },
      'IsMultiRegionTrail as string, not boolean',
    ],
  ])('are refused with %s', async (_case, body, message) => {
    await expect(trails(body)).rejects.toMatchObject({
      name: 'StrangeAnswer',
      message: expect.stringContaining(message),
    });
  });

  it('are refused deep inside', async () => {
    const body = { ResourceTagList: [{ TagsList: [{ Key: 'owner', Value: ['a'] }] }] };
    await expect(
      using(CloudTrailClient, body, (client) => client.send(new ListTagsCommand({ ResourceIdList: ['x'] }))),
    ).rejects.toThrow('ListTags.ResourceTagList.TagsList.Value as a list, not string');
  });
});

describe('pages', () => {
  it('that lead to themselves end the listing with an error', async () => {
    const list = async (client: GuardDutyClient) => {
      const pages = [];
      for await (const page of paginateListDetectors({ client }, {})) pages.push(page);
      return pages;
    };
    await expect(using(GuardDutyClient, { detectorIds: [], nextToken: 'more' }, list)).rejects.toThrow(
      'the page it gave as the next one',
    );
  });

  it('of S3 may repeat what was asked for', async () => {
    const pageOf = (inside: string) =>
      `<ListBucketResult><ContinuationToken>a</ContinuationToken>${inside}</ListBucketResult>`;
    const list = (client: S3Client) =>
      client.send(new ListObjectsV2Command({ Bucket: 'logs', ContinuationToken: 'a' }));
    const last = await using(S3Client, pageOf('<IsTruncated>false</IsTruncated>'), list);
    const next = '<IsTruncated>true</IsTruncated><NextContinuationToken>b</NextContinuationToken>';
    const middle = await using(S3Client, pageOf(next), list);
    expect([last.ContinuationToken, middle.NextContinuationToken]).toEqual(['a', 'b']);
  });

  it('of IAM are told by one name', async () => {
    const result = '<Roles/><IsTruncated>true</IsTruncated><Marker>a</Marker>';
    const body = `<ListRolesResponse><ListRolesResult>${result}</ListRolesResult></ListRolesResponse>`;
    const list = (Marker?: string) =>
      using(IAMClient, body, (client) => client.send(new ListRolesCommand({ Marker })));
    expect((await list()).Marker).toBe('a');
    await expect(list('a')).rejects.toThrow('the page it gave as the next one');
  });
});
