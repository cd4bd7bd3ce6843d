import type { Provider } from '@pulumi/aws/provider.js';
import { memberProvider } from '../member-provider.ts';
import { RegionScope, regionsOf } from '../regions.ts';
import type { OrganizationStackSettings } from '../settings/settings.ts';

/** The security account as the management account's program reaches it. */
export interface Administrator {
  /** Works in the security account. */
  readonly provider: Provider;
  /** Regions that are enabled in it. */
  readonly regions: string[];
}

/**
 * Reaches the security account. What designating it would make there is made before, by its own provider: AWS makes what is
 * missing, and what AWS made itself cannot be created, only imported.
 */
export async function reachAdministrator(settings: OrganizationStackSettings): Promise<Administrator> {
  const provider = memberProvider('security', {
    accountId: settings.securityAccountId,
    homeRegion: settings.homeRegion,
    profile: settings.securityProfile,
  });
  return { provider, regions: await regionsOf(settings, RegionScope.Enabled, { provider }) };
}
