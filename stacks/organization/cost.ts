import * as pulumi from '@pulumi/pulumi';
import {
  type ControlTowerNames,
  costOfDuplicate,
  describeCost,
  describeDuplicate,
  duplicateTrails,
  estimateCost,
  FeatureTable,
  type Insight,
  organizationNames,
  PriceSources,
  PricesAsOf,
} from '@trailguard/baseline';
import { existingTrails, givenPrices } from '../settings/cost.ts';
import type { OrganizationStackSettings } from '../settings/settings.ts';

/**
 * Tells what the stacks cost a month where volumes are set, and which trails record the same events as ours where
 * trails are. Both are told on every preview and update, before anything is changed.
 */
export async function tellCost(
  settings: OrganizationStackSettings,
  controlTower: ControlTowerNames | undefined,
): Promise<Record<string, unknown>> {
  await warnOfDuplicates(settings, controlTower?.trailArn ?? organizationNames(settings).trailArn);
  const { monthlyVolumes, dataEvents } = settings;
  if (monthlyVolumes.length === 0) return {};
  const estimate = estimateCost(monthlyVolumes, {
    // Those of Control Tower's trail are not ours to set.
    insights: controlTower === undefined ? (settings.insights as Insight[]) : [],
    dataEvents: [dataEvents?.s3, dataEvents?.lambda, dataEvents?.dynamodb, dataEvents?.others?.[0]].some(
      Boolean,
    ),
    networkActivity: (dataEvents?.networkActivity ?? []).length > 0,
    protectionPlans: FeatureTable.filter(({ isDefault }) => isDefault).map(({ name }) => name),
    configRecorder: settings.configRecorder,
    configRules: settings.configRules,
    securityHub: settings.securityHub !== 'off',
    accounts: settings.volumeAccounts,
    prices: givenPrices(settings),
  });
  await pulumi.log.info(`${describeCost(estimate)}. ${sources}`);
  return {
    estimatedMonthlyCost: { usd: cents(estimate.usd), unknown: estimate.unknown, pricesAsOf: PricesAsOf },
  };
}

const sources = `List prices of ${PricesAsOf}: ${Object.values(PriceSources).join(', ')}`;
const cents = (usd: number) => Math.round(usd * 100) / 100;

async function warnOfDuplicates(settings: OrganizationStackSettings, arn: string): Promise<void> {
  const options = { accounts: settings.volumeAccounts, prices: givenPrices(settings) };
  for (const duplicate of duplicateTrails({ arn, isOrganization: true }, existingTrails(settings))) {
    const cost = costOfDuplicate(duplicate, settings.monthlyVolumes, options);
    const price =
      cost === undefined || cost.unknown.length > 0
        ? 'AWS bills each copy beyond the first, $2.00 for 100,000 events in most regions'
        : `the second copy costs about $${cost.usd.toFixed(2)} a month`;
    await pulumi.log.warn(
      `${describeDuplicate(duplicate)}: ${price}. Once ours records, end the other trail, or let it record other events. ${sources}`,
    );
  }
}
