import {
  DescribeOrganizationConfigurationCommand,
  GetDetectorCommand,
  GuardDutyClient,
  ListDetectorsCommand,
  paginateListMembers,
} from '@aws-sdk/client-guardduty';
import {
  type DetectionOrganization,
  type Detector,
  type Fact,
  isUnknown,
  type Member,
} from '@trailguard/controls';
import { field, mapFact, type Reader } from './reader.ts';

/** IAM actions of this collector: the first two in every account, the others at the delegated administrator. */
export const actions = [
  'guardduty:GetDetector',
  'guardduty:ListDetectors',
  'guardduty:DescribeOrganizationConfiguration',
  'guardduty:ListMembers',
] as const;

function detectorId(reader: Reader, accountId: string, region: string): Promise<Fact<string>> {
  const client = reader.client(GuardDutyClient, accountId, region);
  return reader.ask<string | null>(`guardduty:ListDetectors in ${accountId}/${region}`, async () => {
    const { DetectorIds } = await client.send(new ListDetectorsCommand({}));
    return DetectorIds?.[0] ?? null;
  });
}

/** GuardDuty in one account and region. A region without a detector is a fact too: its id is `null`. */
export async function readDetector(reader: Reader, accountId: string, region: string): Promise<Detector> {
  const client = reader.client(GuardDutyClient, accountId, region);
  const id = await detectorId(reader, accountId, region);
  const got =
    id === null || isUnknown(id)
      ? id
      : await reader.ask(`guardduty:GetDetector for ${id} in ${accountId}/${region}`, () =>
          client.send(new GetDetectorCommand({ DetectorId: id })),
        );
  return {
    accountId,
    region,
    id,
    enabled: mapFact(got, ({ Status }) => field(Status, 'guardduty:GetDetector', 'Status') === 'ENABLED'),
    features: mapFact(got, ({ Features }) =>
      Object.fromEntries((Features ?? []).map(({ Name, Status }) => [Name ?? '', Status === 'ENABLED'])),
    ),
    observation: {
      arn: `${accountId}/${region}${typeof id === 'string' ? `/${id}` : ''}`,
      calls: {
        id: 'guardduty:ListDetectors',
        enabled: 'guardduty:GetDetector',
        features: 'guardduty:GetDetector',
      },
      at: reader.clock.latest ?? '',
    },
  };
}

/** GuardDuty's organization settings in one region, asked at the delegated administrator. */
export async function readDetectionOrganization(
  reader: Reader,
  administratorAccountId: string,
  region: string,
): Promise<DetectionOrganization> {
  const client = reader.client(GuardDutyClient, administratorAccountId, region);
  const id = await detectorId(reader, administratorAccountId, region);
  const where = `in ${administratorAccountId}/${region}`;
  const configuration =
    id === null || isUnknown(id)
      ? id
      : await reader.ask(`guardduty:DescribeOrganizationConfiguration ${where}`, () =>
          client.send(new DescribeOrganizationConfigurationCommand({ DetectorId: id })),
        );
  const members: Fact<readonly Member[]> =
    id === null || isUnknown(id)
      ? id
      : await reader.ask(`guardduty:ListMembers ${where}`, async () => {
          const found: Member[] = [];
          // `false` also lists those that were removed or have resigned.
          for await (const page of paginateListMembers(
            { client },
            { DetectorId: id, OnlyAssociated: 'false' },
          )) {
            for (const { AccountId, RelationshipStatus } of page.Members ?? []) {
              if (AccountId !== undefined)
                found.push({ accountId: AccountId, status: RelationshipStatus ?? 'unknown' });
            }
          }
          return found;
        });
  return {
    region,
    administratorAccountId,
    autoEnable: mapFact(
      configuration,
      ({ AutoEnableOrganizationMembers }) => AutoEnableOrganizationMembers ?? null,
    ),
    memberLimitReached: mapFact(configuration, ({ MemberAccountLimitReached }) =>
      field(
        MemberAccountLimitReached,
        'guardduty:DescribeOrganizationConfiguration',
        'MemberAccountLimitReached',
      ),
    ),
    members,
    observation: {
      arn: `${administratorAccountId}/${region}`,
      calls: {
        autoEnable: 'guardduty:DescribeOrganizationConfiguration',
        memberLimitReached: 'guardduty:DescribeOrganizationConfiguration',
        members: 'guardduty:ListMembers',
      },
      at: reader.clock.latest ?? '',
    },
  };
}
