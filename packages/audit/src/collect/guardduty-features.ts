import {
  GetMemberDetectorsCommand,
  type GuardDutyClient,
  type MemberDataSourceConfiguration,
  type UnprocessedAccount,
} from '@aws-sdk/client-guardduty';
import {
  type AdditionalSetting,
  type Collection,
  type DetectorFeatures,
  type FeatureSetting,
  type FeatureStatus,
  isUnknown,
  type MemberFeatures,
  unknownBecause,
} from '@trailguard/controls';
import { inBatches } from './guardduty-members.ts';
import { field, type Reader } from './reader.ts';

/** A feature as any answer gives it: the status of a detector's, or what an organization enables. */
interface Feature<T extends string> {
  readonly Name?: string | undefined;
  readonly ManagedBy?: string | undefined;
  readonly Status?: T | undefined;
  readonly AutoEnable?: T | undefined;
  readonly AdditionalConfiguration?: readonly Omit<Feature<T>, 'AdditionalConfiguration'>[] | undefined;
}

/** The features of an answer. A whole list names all that AWS offers in the Region, so that an empty one is none. */
export function featuresOf<T extends string>(
  features: readonly Feature<T>[] | undefined,
  call: string,
): Collection<FeatureSetting<T>> {
  if (features === undefined || features.length === 0)
    return { items: [], complete: unknownBecause('missing-field', `${call} answered without Features`) };
  const setting = ({ Status, AutoEnable, Name }: Feature<T>) =>
    field(Status ?? AutoEnable, call, `the setting of ${Name}`);
  return {
    items: features.map((feature) => ({
      name: feature.Name ?? '',
      setting: setting(feature),
      additional: (feature.AdditionalConfiguration ?? []).map(
        (part): AdditionalSetting<T> => ({ name: part.Name ?? '', setting: setting(part) }),
      ),
      ...(feature.ManagedBy === undefined ? {} : { managedBy: feature.ManagedBy }),
    })),
    complete: true,
  };
}

/** The sources that every detector has, which the batch answers only in their older form. */
const foundational = [
  ['CLOUD_TRAIL', 'CloudTrail'],
  ['DNS_LOGS', 'DNSLogs'],
  ['FLOW_LOGS', 'FlowLogs'],
] as const;

const call = 'guardduty:GetMemberDetectors';

/**
 * Features of members, fifty at a time at their administrator. One that the batch leaves out is not known. Most members
 * have the same features: equal lists are kept once.
 */
export async function readMemberFeatures(
  reader: Reader,
  client: GuardDutyClient,
  DetectorId: string,
  where: string,
  accountIds: readonly string[],
): Promise<Collection<MemberFeatures>> {
  const lists = new Map<string, DetectorFeatures>();
  const kept = (features: DetectorFeatures) => {
    const key = JSON.stringify(features);
    const known = lists.get(key) ?? features;
    lists.set(key, known);
    return known;
  };
  const read = await Promise.all(
    inBatches(accountIds).map(async (AccountIds): Promise<readonly MemberFeatures[]> => {
      const answer = await reader.ask(`${call} ${where}`, (options) =>
        client.send(new GetMemberDetectorsCommand({ DetectorId, AccountIds: [...AccountIds] }), options),
      );
      if (answer === null) return [];
      if (isUnknown(answer)) {
        return AccountIds.map((accountId) => ({
          accountId,
          features: kept({ items: [], complete: answer }),
        }));
      }
      return [
        ...(answer.MemberDataSourceConfigurations ?? []).map((member) => ({
          accountId: member.AccountId ?? '',
          features: kept(memberFeatures(member)),
        })),
        ...(answer.UnprocessedAccounts ?? []).map((account) => unprocessed(account, where)),
      ];
    }),
  );
  return { items: read.flat(), complete: true };
}

function memberFeatures({ DataSources, Features }: MemberDataSourceConfiguration): DetectorFeatures {
  const { items, complete } = featuresOf<FeatureStatus>(Features as Feature<FeatureStatus>[], call);
  const named = new Set(items.map(({ name }) => name));
  const sources = foundational.flatMap(([name, source]): FeatureSetting<FeatureStatus>[] => {
    const status = DataSources?.[source]?.Status;
    return named.has(name) || status === undefined
      ? []
      : [{ name, setting: status as FeatureStatus, additional: [] }];
  });
  return { items: [...sources, ...items], complete };
}

function unprocessed({ AccountId, Result }: UnprocessedAccount, where: string): MemberFeatures {
  const detail = `${call} ${where} did not process ${AccountId}: ${Result ?? 'no reason given'}`;
  return {
    accountId: AccountId ?? '',
    features: { items: [], complete: unknownBecause('not-read', detail) },
  };
}
