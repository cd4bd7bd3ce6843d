import {
  CreateFilterCommand,
  CreateSampleFindingsCommand,
  DeleteFilterCommand,
  DescribePublishingDestinationCommand,
  GetFilterCommand,
  GetMemberDetectorsCommand,
  GuardDutyClient,
  ListDetectorsCommand,
  ListFiltersCommand,
  ListIPSetsCommand,
  ListPublishingDestinationsCommand,
} from '@aws-sdk/client-guardduty';
import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import type { Stack } from '@pulumi/pulumi/automation/index.js';
import { program as logArchive } from '@trailguard/stacks/log-archive';
import { program as organization } from '@trailguard/stacks/organization';
import { program as security } from '@trailguard/stacks/security';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyTwice, bare, configure, SandboxStacks } from '../sandbox-stacks.ts';

const regions = ['us-east-1', 'eu-west-1'];
const review = { owner: 'security', reason: 'our scanner', expires: '2999-12-31' };
const list = { name: 'scanners', kind: 'trusted', text: '203.0.113.0/24\n', ...review };
const filter = {
  name: 'own-scanner',
  criteria: [
    { field: 'type', equals: ['Recon:EC2/PortProbeUnprotectedPort'] },
    { field: 'resource.instanceDetails.tags.value', equals: ['scanner'] },
  ],
  ...review,
};

let world: SandboxStacks;
let stack: Stack;
let s3: S3Client;
let guardduty: Record<string, GuardDutyClient>;
let first: Awaited<ReturnType<typeof applyTwice>>;
// A recorder of AWS Config is protected, which keeps its Region from dropping out.
const settings = (different: Record<string, string> = {}) => world.settings({ ...bare, ...different });

beforeAll(async () => {
  world = await SandboxStacks.start({ regions, delays: { iam: 0, trustedAccess: 0 } });
  const { logArchive: archiveAccount, security: administrator } = world.sandbox.accounts;
  const client = await world.client(administrator);
  guardduty = Object.fromEntries(
    regions.map((region) => [region, new GuardDutyClient({ ...client, region })]),
  );
  s3 = new S3Client(client);
  const archive = await world.open('archive', logArchive, await world.client(archiveAccount));
  await configure(
    archive,
    settings({
      logReaderRoleArns: `["arn:aws:iam::${administrator}:role/OrganizationAccountAccessRole"]`,
    }),
  );
  await archive.up();
  const delegation = await world.open('organization', organization, await world.client());
  await configure(delegation, settings());
  await delegation.up();
  stack = await world.open('security', security, client);
  await configure(stack, settings());
  first = await applyTwice(stack);
}, 400_000);
afterAll(async () => {
  for (const client of Object.values(guardduty ?? {})) client.destroy();
  s3?.destroy();
  await world?.[Symbol.asyncDispose]();
});

/** Asks in a region, of the administrator's detector there. */
async function ask<T>(
  region: string,
  question: (client: GuardDutyClient, DetectorId: string) => Promise<T>,
): Promise<T> {
  const client = guardduty[region] as GuardDutyClient;
  const { DetectorIds = [] } = await client.send(new ListDetectorsCommand({}));
  return question(client, DetectorIds[0] as string);
}
const filtersIn = (region: string) =>
  ask(region, async (client, DetectorId) => {
    const { FilterNames } = await client.send(new ListFiltersCommand({ DetectorId }));
    return FilterNames;
  });

describe('by default', () => {
  it('is made once: a second update changes nothing', () => {
    expect(first.first.create).toBeGreaterThan(10);
    expect(Object.keys(first.second)).toEqual(['same']);
  });

  it.each(regions)('exports the findings of %s into the archive', async (region) => {
    const status = await ask(region, async (client, DetectorId) => {
      await client.send(
        new CreateSampleFindingsCommand({ DetectorId, FindingTypes: ['Recon:EC2/PortProbeUnprotectedPort'] }),
      );
      await world.sandbox.clock.advance(10 * 60_000);
      const { Destinations = [] } = await client.send(new ListPublishingDestinationsCommand({ DetectorId }));
      const DestinationId = Destinations[0]?.DestinationId;
      return (await client.send(new DescribePublishingDestinationCommand({ DetectorId, DestinationId })))
        .Status;
    });
    expect(status).toBe('PUBLISHING');
    const { logArchive: archiveAccount, security: administrator } = world.sandbox.accounts;
    const { Contents = [] } = await s3.send(
      new ListObjectsV2Command({ Bucket: `trailguard-findings-${archiveAccount}-us-east-1` }),
    );
    expect(Contents.map(({ Key }) => Key)).toContainEqual(
      expect.stringMatching(`^AWSLogs/${administrator}/GuardDuty/${region}/.*\\.jsonl\\.gz$`),
    );
  });
});

describe('with a region that refuses', () => {
  it('applies the others, names the region, and settles once it is put right', async () => {
    // Somebody made a filter of that name by hand.
    const taken = { Name: filter.name, FindingCriteria: { Criterion: { region: { Equals: ['none'] } } } };
    await ask('eu-west-1', (client, DetectorId) =>
      client.send(new CreateFilterCommand({ DetectorId, ...taken })),
    );
    await configure(stack, settings({ suppressionFilters: JSON.stringify([filter]) }));
    await expect(stack.up({ continueOnError: true })).rejects.toThrow(/suppression-own-scanner-eu-west-1/);
    expect(await filtersIn('us-east-1')).toEqual([filter.name]);

    await ask('eu-west-1', (client, DetectorId) =>
      client.send(new DeleteFilterCommand({ DetectorId, FilterName: filter.name })),
    );
    expect((await stack.up()).summary.resourceChanges).toMatchObject({ create: 1 });
    expect(await filtersIn('eu-west-1')).toEqual([filter.name]);
  });
});

describe('with every option', () => {
  const options = (lists: object[]) =>
    settings({
      threatLists: JSON.stringify(lists),
      suppressionFilters: JSON.stringify([filter, { ...filter, name: 'second' }]),
      memberFeatures: JSON.stringify([
        { accountId: world.sandbox.accounts.logArchive, feature: 'RUNTIME_MONITORING' },
      ]),
      detectionFeatures: '["S3_DATA_EVENTS","RDS_LOGIN_EVENTS"]',
      tags: '{"Owner":"security"}',
    });

  it('is made once, with filters in their order and features of a member', async () => {
    await configure(stack, options([list]));
    const { first: made, second } = await applyTwice(stack);
    expect(made).not.toHaveProperty('replace');
    expect(Object.keys(second)).toEqual(['same']);
    for (const region of regions) {
      const ranks = await ask(region, (client, DetectorId) =>
        Promise.all(
          [filter.name, 'second'].map(
            async (FilterName) => (await client.send(new GetFilterCommand({ DetectorId, FilterName }))).Rank,
          ),
        ),
      );
      expect(ranks).toEqual([1, 2]);
      const features = await ask(region, async (client, DetectorId) => {
        const AccountIds = [world.sandbox.accounts.logArchive];
        const answer = await client.send(new GetMemberDetectorsCommand({ DetectorId, AccountIds }));
        return answer.MemberDataSourceConfigurations?.[0]?.Features;
      });
      expect(features?.find(({ Name }) => Name === 'RUNTIME_MONITORING')?.Status).toBe('ENABLED');
    }
  });

  it('has GuardDuty read a list again when it changes', async () => {
    await configure(stack, options([{ ...list, text: '203.0.113.0/25\n' }]));
    const { resourceChanges } = (await stack.up()).summary;
    // The set of each region, and the component that names its lists.
    expect(resourceChanges).toMatchObject({ update: 3, replace: 1 });
  });

  it('keeps a list that is in use, and lets one go that is not', async () => {
    await configure(stack, options([]));
    await expect(stack.up()).rejects.toThrow(/protect/);
    await configure(stack, options([{ ...list, text: '203.0.113.0/25\n', isActive: false }]));
    await stack.up();
    await configure(stack, options([]));
    await stack.up();
    for (const region of regions) {
      const sets = await ask(region, async (client, DetectorId) => {
        const { IpSetIds } = await client.send(new ListIPSetsCommand({ DetectorId }));
        return IpSetIds;
      });
      expect(sets).toEqual([]);
    }
  });
});

describe('a region that drops out', () => {
  it('takes along what is in it and touches nothing else', async () => {
    await configure(stack, settings({ suppressionFilters: JSON.stringify([filter]), threatLists: '[]' }));
    await stack.up();
    await configure(
      stack,
      settings({
        suppressionFilters: JSON.stringify([filter]),
        threatLists: '[]',
        regions: '["us-east-1"]',
        findingsExport: 'true',
      }),
    );
    const touched: string[] = [];
    await stack.up({
      onEvent: ({ resourcePreEvent }) => {
        const { op = 'same', urn = '', type = '' } = resourcePreEvent?.metadata ?? {};
        // A component only notes its arguments anew.
        if (op !== 'same' && !type.startsWith('trailguard:')) touched.push(urn);
      },
    });
    expect(touched.length).toBeGreaterThan(3);
    expect(touched.filter((urn) => !urn.includes('eu-west-1'))).toEqual([]);
    expect(await filtersIn('us-east-1')).toEqual([filter.name]);
    // The export is switched off there, and what was exported stays.
    await configure(
      stack,
      settings({ regions: '["us-east-1"]', threatLists: '[]', findingsExport: 'false' }),
    );
    await stack.up();
    const destinations = await ask('us-east-1', async (client, DetectorId) => {
      const answer = await client.send(new ListPublishingDestinationsCommand({ DetectorId }));
      return answer.Destinations;
    });
    expect(destinations).toEqual([]);
  });
});
