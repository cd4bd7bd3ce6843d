import { beforeEach, describe, expect, it } from 'vitest';
import { Member, MemorySandbox, Security } from '../test/memory-sandbox.ts';
import { guardduty } from './service.ts';
import { GuardDutyPrincipal } from './state.ts';
import { setWorkloads, type Workload } from './workloads.ts';

let sandbox: MemorySandbox;
let DetectorId: string;
const admin = { accountId: Security };

beforeEach(async () => {
  sandbox = new MemorySandbox(guardduty);
  sandbox.trustedAccess.add(GuardDutyPrincipal);
  await sandbox.send('EnableOrganizationAdminAccount', { AdminAccountId: Security });
  const { DetectorIds } = (await sandbox.send('ListDetectors', {}, admin)) as { DetectorIds: string[] };
  DetectorId = DetectorIds[0] ?? '';
});

const asAdmin = (operation: string, input: object = {}) =>
  sandbox.send(operation, { DetectorId, ...input }, admin);
const watch = () =>
  asAdmin('UpdateDetector', { Features: [{ Name: 'RUNTIME_MONITORING', Status: 'ENABLED' }] });
const runs = (...workloads: readonly Workload[]) =>
  setWorkloads(sandbox, { accountId: Security, region: 'us-east-1', workloads });
const web = { type: 'EKS', name: 'web', status: 'HEALTHY' } as const;
const batch = { type: 'ECS', name: 'batch', status: 'UNHEALTHY', issue: 'Agent not reporting' } as const;
const both = ['COUNT_BY_RESOURCE_TYPE', 'COUNT_BY_COVERAGE_STATUS'];
const statistics = async (input: object = {}) =>
  (await asAdmin('GetCoverageStatistics', { StatisticsType: both, ...input })).CoverageStatistics;
const names = async (input: object = {}) =>
  ((await asAdmin('ListCoverage', input)) as { Resources: { ResourceId: string }[] }).Resources.map(
    ({ ResourceId }) => ResourceId,
  );

describe('coverage', () => {
  it('is none while nothing runs, or while nothing is watched', async () => {
    expect(await names()).toEqual([]);
    runs(web);
    expect(await names()).toEqual([]);
    await watch();
    expect(await names()).toEqual(['web']);
  });

  it('counts workloads by kind and by state', async () => {
    await watch();
    runs(web, batch, { type: 'EC2', name: 'i-1', status: 'HEALTHY' });
    expect(await statistics()).toEqual({
      CountByResourceType: { EKS: 1, ECS: 1, EC2: 1 },
      CountByCoverageStatus: { HEALTHY: 2, UNHEALTHY: 1 },
    });
  });

  it('lists them with what is wrong and since when, as they are asked for', async () => {
    await watch();
    runs(web, batch);
    const since = sandbox.clock.now();
    await sandbox.advance(3_600_000);
    runs({ ...web, status: 'UNHEALTHY', issue: 'Add-on not installed' }, batch);
    const unhealthy = {
      FilterCriterion: [{ CriterionKey: 'COVERAGE_STATUS', FilterCondition: { Equals: ['UNHEALTHY'] } }],
    };
    expect(await names({ FilterCriteria: unhealthy })).toEqual(['web', 'batch']);
    const sorted = { SortCriteria: { AttributeName: 'UPDATED_AT', OrderBy: 'DESC' }, MaxResults: 1 };
    expect(await asAdmin('ListCoverage', sorted)).toMatchObject({
      Resources: [{ ResourceId: 'web', Issue: 'Add-on not installed', CoverageStatus: 'UNHEALTHY' }],
      NextToken: expect.any(String),
    });
    const { Resources } = (await asAdmin('ListCoverage')) as { Resources: { UpdatedAt: Date }[] };
    expect(Resources[1]?.UpdatedAt).toEqual(since);
    const others = {
      FilterCriterion: [{ CriterionKey: 'RESOURCE_TYPE', FilterCondition: { NotEquals: ['EKS'] } }],
    };
    expect(await names({ FilterCriteria: others })).toEqual(['batch']);
  });

  it('is that of members too', async () => {
    await asAdmin('CreateMembers', { AccountDetails: [{ AccountId: Member, Email: 'a@example.com' }] });
    await asAdmin('UpdateMemberDetectors', {
      AccountIds: [Member],
      Features: [{ Name: 'RUNTIME_MONITORING', Status: 'ENABLED' }],
    });
    setWorkloads(sandbox, { accountId: Member, region: 'us-east-1', workloads: [web] });
    expect(await asAdmin('ListCoverage')).toMatchObject({ Resources: [{ AccountId: Member }] });
  });

  it('refuses what AWS does not know', async () => {
    const moon = { FilterCriterion: [{ CriterionKey: 'MOON', FilterCondition: { Equals: ['x'] } }] };
    await watch();
    runs(web);
    await expect(names({ FilterCriteria: moon })).rejects.toMatchObject({ code: 'BadRequestException' });
    await expect(statistics({ StatisticsType: ['MOON'] })).rejects.toMatchObject({
      code: 'BadRequestException',
    });
  });

  it('is said of accounts with a detector, in words that are known', () => {
    const elsewhere = { accountId: Security, region: 'eu-west-1', workloads: [web] };
    expect(() => setWorkloads(sandbox, elsewhere)).toThrow(/has no detector/);
    expect(() => runs({ ...web, status: 'FINE' as never })).toThrow(/a workload needs/);
    expect(() => runs({ ...web, name: '' })).toThrow(/a workload needs/);
  });
});

describe('a region that lacks a feature', () => {
  const taipei = { ...admin, region: 'ap-east-2' };

  it('leaves it out of every answer, and refuses it', async () => {
    await sandbox.send(
      'EnableOrganizationAdminAccount',
      { AdminAccountId: Security },
      { region: 'ap-east-2' },
    );
    const { DetectorIds } = (await sandbox.send('ListDetectors', {}, taipei)) as { DetectorIds: string[] };
    const there = { DetectorId: DetectorIds[0] };
    const namesOf = ({ Features }: { Features?: { Name: string }[] }) => Features?.map(({ Name }) => Name);
    const own = namesOf((await sandbox.send('GetDetector', there, taipei)) as never);
    const organization = namesOf(
      (await sandbox.send('DescribeOrganizationConfiguration', there, taipei)) as never,
    );
    for (const names of [own, organization]) {
      expect(names).toContain('S3_DATA_EVENTS');
      expect(names).not.toContain('RDS_LOGIN_EVENTS');
    }
    const Features = [{ Name: 'RDS_LOGIN_EVENTS', Status: 'ENABLED' }];
    await expect(sandbox.send('UpdateDetector', { ...there, Features }, taipei)).rejects.toMatchObject({
      code: 'BadRequestException',
    });
  });

  it('has it elsewhere, with what belongs to it', async () => {
    const { Features } = (await asAdmin('GetDetector')) as { Features: { Name: string }[] };
    expect(Features.find(({ Name }) => Name === 'RDS_LOGIN_EVENTS')).toMatchObject({
      AdditionalConfiguration: [{ Name: 'RDS_DATA_RISK', Status: 'DISABLED' }],
    });
  });
});
