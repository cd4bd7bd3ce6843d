import type {
  GetRemainingFreeTrialDaysResponse,
  GetUsageStatisticsRequest,
  GetUsageStatisticsResponse,
  UnprocessedAccount,
} from '@aws-sdk/client-guardduty';
import type { Call } from '../call.ts';
import type { SandboxContext } from '../service.ts';
import { ownDetector } from './detectors.ts';
import { invalidValue, Message } from './errors.ts';
import { Features } from './features.ts';
import { readAccountIds, unprocessed } from './members/members.ts';
import { coveredDetectors } from './state.ts';

/** https://docs.aws.amazon.com/guardduty/latest/ug/guardduty-pricing.html */
const TrialDays = 30;
const DayMs = 24 * 3_600_000;

/**
 * Names under which usage and free trials tell features: runtime monitoring by where it runs, and a feature
 * without a price of its own not at all. The two enumerations: UsageFeature and FreeTrialFeatureResult.
 * https://docs.aws.amazon.com/guardduty/latest/APIReference/API_UsageFeatureResult.html
 */
function billedNames(features: readonly string[]): string[] {
  const runtimes = ['EKS_RUNTIME_MONITORING', 'EC2_RUNTIME_MONITORING', 'FARGATE_RUNTIME_MONITORING'];
  return [
    ...new Set(
      features
        .filter((name) => name !== 'AI_ANALYST')
        .flatMap((name) => (name === 'RUNTIME_MONITORING' ? runtimes : [name])),
    ),
  ];
}

/**
 * What GuardDuty costs; nothing is analysed in a sandbox, so every amount is zero.
 * https://docs.aws.amazon.com/guardduty/latest/APIReference/API_GetUsageStatistics.html
 */
export async function getUsageStatistics(
  call: Call,
  sandbox: SandboxContext,
): Promise<GetUsageStatisticsResponse> {
  const input = call.input as unknown as GetUsageStatisticsRequest;
  const { detector, region } = await ownDetector(call, sandbox);
  const total = { Amount: '0.00', Unit: input.Unit ?? 'USD' };
  const accounts = coveredDetectors(region, detector)
    .map((one) => one.accountId)
    .filter((id) => input.UsageCriteria?.AccountIds?.includes(id) ?? true);
  const features = (input.UsageCriteria?.Features ?? billedNames(Features.map((one) => one.name))) as never[];
  const sources = (input.UsageCriteria?.DataSources ?? [
    'FLOW_LOGS',
    'CLOUD_TRAIL',
    'DNS_LOGS',
    'S3_LOGS',
  ]) as never[];
  switch (input.UsageStatisticType) {
    case 'SUM_BY_ACCOUNT':
      return {
        UsageStatistics: { SumByAccount: accounts.map((AccountId) => ({ AccountId, Total: total })) },
      };
    case 'SUM_BY_FEATURES':
      return { UsageStatistics: { SumByFeature: features.map((Feature) => ({ Feature, Total: total })) } };
    case 'SUM_BY_DATA_SOURCE':
      return {
        UsageStatistics: { SumByDataSource: sources.map((DataSource) => ({ DataSource, Total: total })) },
      };
    case 'TOP_ACCOUNTS_BY_FEATURE':
      return {
        UsageStatistics: {
          TopAccountsByFeature: features.map((Feature) => ({
            Feature,
            Accounts: accounts.map((AccountId) => ({ AccountId, Total: total })),
          })),
        },
      };
    case 'SUM_BY_RESOURCE':
      return { UsageStatistics: { SumByResource: [] } };
    case 'TOP_RESOURCES':
      return { UsageStatistics: { TopResources: [] } };
    default:
      throw invalidValue();
  }
}

/** https://docs.aws.amazon.com/guardduty/latest/APIReference/API_GetRemainingFreeTrialDays.html */
export async function getRemainingFreeTrialDays(
  call: Call,
  sandbox: SandboxContext,
): Promise<GetRemainingFreeTrialDaysResponse> {
  const { detector, region } = await ownDetector(call, sandbox);
  const ids =
    call.input.AccountIds === undefined ? [detector.accountId] : readAccountIds(call.input.AccountIds);
  const covered = coveredDetectors(region, detector);
  const now = sandbox.clock.now().getTime();
  const refused: UnprocessedAccount[] = [];
  const accounts = ids.flatMap((id) => {
    const found = covered.find((one) => one.accountId === id);
    if (!found) {
      refused.push(unprocessed(id, Message.notMember));
      return [];
    }
    const left = Math.max(0, TrialDays - Math.floor((now - Date.parse(found.createdAt)) / DayMs));
    const on = Features.filter((one) => found.features[one.name]?.status === 'ENABLED');
    return [
      {
        AccountId: id,
        Features: billedNames(on.map((one) => one.name)).map((name) => ({
          Name: name as never,
          FreeTrialDaysRemaining: left,
        })),
      },
    ];
  });
  return { Accounts: accounts, UnprocessedAccounts: refused };
}
