import { AccountClient, paginateListRegions } from '@aws-sdk/client-account';
import { advice, type Check, fault, type Finding, ok } from '../check.ts';

/** Which Regions the account in use has enabled, beside those that the organization's file names. */
export const regions: Check = {
  name: 'regions',
  title: 'Regions',
  needs: 'aws',
  async run(patient) {
    const listed = await regionsByStatus(patient.client(AccountClient, patient.globalRegion));
    const enabled = [...(listed.get('ENABLED_BY_DEFAULT') ?? []), ...(listed.get('ENABLED') ?? [])].sort();
    const changing = [...(listed.get('ENABLING') ?? []), ...(listed.get('DISABLING') ?? [])];
    const off = listed.get('DISABLED') ?? [];
    const { audited, regions: named } = patient.organization ?? {};
    const homeRegion = audited?.homeRegion;
    return [
      ok(`${enabled.length} Regions are enabled: ${enabled.join(', ')}`),
      ...(off.length === 0
        ? []
        : [ok(`opt-in Regions that are off, in which nothing can run: ${off.join(', ')}`)]),
      ...changing.map(isChanging),
      ...(homeRegion === undefined || enabled.includes(homeRegion) ? [] : [homeIsOff(homeRegion)]),
      ...compared(named, enabled),
    ];
  },
};

async function regionsByStatus(client: AccountClient): Promise<ReadonlyMap<string, string[]>> {
  const found = new Map<string, string[]>();
  for await (const page of paginateListRegions({ client }, {})) {
    for (const { RegionName = '', RegionOptStatus = '' } of page.Regions ?? [])
      found.set(RegionOptStatus, [...(found.get(RegionOptStatus) ?? []), RegionName]);
  }
  return found;
}

const isChanging = (region: string): Finding =>
  advice(`${region} is being enabled or disabled`, 'wait: AWS takes minutes, in some cases hours');

const homeIsOff = (region: string): Finding =>
  fault(
    `the home Region ${region} is not enabled in this account`,
    `aws account enable-region --region-name ${region}, or set another homeRegion`,
  );

/** A Region that the file leaves out gets no detector; one that is off cannot have any. */
function compared(named: readonly string[] | undefined, enabled: readonly string[]): readonly Finding[] {
  if (named === undefined) return [];
  return [
    ...named
      .filter((region) => !enabled.includes(region))
      .map((region) =>
        fault(
          `the organization’s file names ${region}, which is not enabled in this account`,
          `aws account enable-region --region-name ${region}, or take it out of regions`,
        ),
      ),
    ...enabled
      .filter((region) => !named.includes(region))
      .map((region) =>
        advice(
          `${region} is enabled, and not among the regions of the organization’s file: nothing watches it`,
          `add it to regions, or deny its use (docs/guardrails.md)`,
        ),
      ),
  ];
}
