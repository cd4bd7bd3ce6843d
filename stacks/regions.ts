import { aws } from '@trailguard/baseline/aws';
import * as pulumi from '@pulumi/pulumi';

/** Which regions of an account. */
export const RegionScope = {
  /** Those that are enabled now. */ Enabled: ['opt-in-not-required', 'opted-in'],
  /** Those that every new account has enabled. */ EnabledByDefault: ['opt-in-not-required'],
} as const;

/**
 * Regions to work in, the home region first and the rest in order: those that are set, else those that AWS
 * names for the account of `opts.provider`. Never a list of ours, which a new region would make wrong.
 * @throws when the home region is not among them.
 * @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeRegions.html
 */
export async function regionsOf(
  settings: { readonly homeRegion: string; readonly regions?: readonly string[] | undefined },
  scope: readonly string[],
  opts?: pulumi.InvokeOptions,
): Promise<string[]> {
  const { homeRegion } = settings;
  const names =
    settings.regions ??
    (await aws.getRegions({ filters: [{ name: 'opt-in-status', values: [...scope] }] }, opts)).names;
  if (!names.includes(homeRegion)) {
    throw new pulumi.RunError(
      `trailguard:homeRegion is ${homeRegion}, which is not enabled in this account (enabled: ${[...names].sort().join(', ')}); ` +
        'enable it under Account > AWS Regions, or set another',
    );
  }
  return [homeRegion, ...names.filter((name) => name !== homeRegion).sort()];
}
