import {
  AccessAnalyzerClient,
  type AnalyzerSummary,
  paginateListAnalyzers,
  paginateListFindingsV2,
} from '@aws-sdk/client-accessanalyzer';
import {
  type AccessAnalyzer,
  type AnalyzerFinding,
  type Collection,
  type Fact,
  isUnknown,
} from '@trailguard/controls';
import type { CollectedCall } from './collected-call.ts';
import type { Reader } from './reader.ts';

/** Calls of this collector. The service's actions have another prefix, and V2 of the list needs that of the first. */
export const calls: readonly CollectedCall[] = [
  {
    call: 'accessanalyzer:ListAnalyzers',
    action: 'access-analyzer:ListAnalyzers',
    where: 'every account',
  },
  {
    call: 'accessanalyzer:ListFindingsV2',
    action: 'access-analyzer:ListFindings',
    where: 'every account',
  },
];

/** An account and the Regions to look in. */
export interface AnalyzedAccount {
  readonly id: string;
  readonly regions: readonly string[];
}

/**
 * Analyzers of outside access. Those of the organization are asked for first, where they can be: an account is asked for its
 * own only in Regions that none of these watches.
 * @param homes accounts that may own analyzers of the organization: the management account and the security account
 * @param names ARNs and names of log storage: findings about other things are left out
 */
export async function readAnalyzers(
  reader: Reader,
  homes: readonly string[],
  accounts: readonly AnalyzedAccount[],
  names: readonly string[],
): Promise<Collection<AccessAnalyzer>> {
  const regions = [...new Set(accounts.flatMap((account) => account.regions))].sort();
  const central = await Promise.all(
    regions.flatMap((region) =>
      homes
        .filter((id) => mayHaveEnabled(accounts, id, region))
        .map((id) => analyzersIn(reader, id, region, names)),
    ),
  );
  const watched = new Set(
    central.flatMap(({ items }) =>
      items
        .filter(({ type, status }) => type === 'ORGANIZATION' && status === 'ACTIVE')
        .map(({ region }) => region),
    ),
  );
  const own = await reader.eachAccount(
    accounts.filter(({ id }) => !homes.includes(id)),
    ({ id }) => id,
    ({ id, regions: enabled }) =>
      Promise.all(
        enabled
          .filter((region) => !watched.has(region))
          .map((region) => analyzersIn(reader, id, region, names)),
      ),
  );
  const lists = [...central, ...own.flat()];
  return {
    items: lists.flatMap(({ items }) => items),
    complete: lists.map(({ complete }) => complete).find(isUnknown) ?? true,
  };
}

/** A Region that an account has not enabled refuses its credentials; where its Regions are not known, it is asked. */
function mayHaveEnabled(accounts: readonly AnalyzedAccount[], accountId: string, region: string): boolean {
  const enabled = accounts.find(({ id }) => id === accountId)?.regions ?? [];
  return enabled.length === 0 || enabled.includes(region);
}

async function analyzersIn(
  reader: Reader,
  accountId: string,
  region: string,
  names: readonly string[],
): Promise<Collection<AccessAnalyzer>> {
  const client = reader.client(AccessAnalyzerClient, accountId, region);
  const listed = await reader.ask(
    `accessanalyzer:ListAnalyzers in ${accountId}/${region}`,
    async (options) => {
      const analyzers: AnalyzerSummary[] = [];
      for await (const page of paginateListAnalyzers({ client }, {}, options))
        analyzers.push(...(page.analyzers ?? []));
      return analyzers;
    },
  );
  if (listed === null || isUnknown(listed)) return { items: [], complete: listed ?? true };
  // Analyzers of unused and of internal access answer other questions.
  const external = listed.filter(({ type }) => type === 'ACCOUNT' || type === 'ORGANIZATION');
  const items = await Promise.all(
    external.map(
      async ({ arn = '', type, status }): Promise<AccessAnalyzer> => ({
        accountId,
        region,
        type: type ?? null,
        status: status ?? null,
        activeFindings: await findingsOf(reader, client, arn, names),
        observation: {
          arn,
          calls: {
            status: 'accessanalyzer:ListAnalyzers',
            type: 'accessanalyzer:ListAnalyzers',
            activeFindings: 'accessanalyzer:ListFindingsV2',
          },
          at: reader.clock.latest ?? '',
        },
      }),
    ),
  );
  return { items, complete: true };
}

/** Findings about the log bucket, its key and topic, and about roles: what others reach there, they reach in the logs. */
function findingsOf(
  reader: Reader,
  client: AccessAnalyzerClient,
  analyzerArn: string,
  names: readonly string[],
): Promise<Fact<readonly AnalyzerFinding[]>> {
  return reader.ask(`accessanalyzer:ListFindingsV2 of ${analyzerArn}`, async (options) => {
    const found: AnalyzerFinding[] = [];
    const asked = { analyzerArn, filter: { status: { eq: ['ACTIVE'] } } };
    for await (const { findings } of paginateListFindingsV2({ client }, asked, options)) {
      for (const { id = '', resource, resourceOwnerAccount } of findings ?? []) {
        if (
          resource === undefined ||
          names.some((name) => resource === name || resource.endsWith(`:::${name}`))
        )
          found.push({ id, resource: resource ?? null, ownerAccountId: resourceOwnerAccount ?? null });
      }
    }
    return found;
  });
}
