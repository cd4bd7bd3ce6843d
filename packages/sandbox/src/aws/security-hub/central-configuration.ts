import type { SandboxContext } from '../service.ts';
import { type ConfigurationPolicy, isLinked, stateOf } from './state.ts';

/** The account and Region from which central configuration reaches the organization. */
export interface CentralHome {
  readonly administrator: string;
  readonly region: string;
}

/** Id of an association that leaves a target to itself. */
export const SelfManaged = 'SELF_MANAGED_SECURITY_HUB';

/** Where central configuration is at home; nothing while the organization is configured locally. */
export function centralHome(sandbox: SandboxContext): CentralHome | undefined {
  const { configurations, administrators } = stateOf(sandbox);
  const found = Object.entries(configurations).find(
    ([region, { configurationType }]) =>
      configurationType === 'CENTRAL' && administrators[region] !== undefined,
  );
  return found && { region: found[0], administrator: administrators[found[0]] as string };
}

/** The administrator in a Region: the one designated there, or with central configuration that of its home. */
export function administratorIn(sandbox: SandboxContext, region: string): string | undefined {
  const designated = stateOf(sandbox).administrators[region];
  if (designated !== undefined) return designated;
  const home = centralHome(sandbox);
  return home && reaches(sandbox, home, region) ? home.administrator : undefined;
}

/**
 * The policy that governs an account in a Region: that of the account, else of the nearest unit above it, else of the root.
 * https://docs.aws.amazon.com/securityhub/latest/userguide/configuration-policies-overview.html
 */
export async function policyOf(
  sandbox: SandboxContext,
  accountId: string,
  region: string,
): Promise<ConfigurationPolicy | undefined> {
  const home = centralHome(sandbox);
  if (home === undefined || !reaches(sandbox, home, region)) return undefined;
  if (!sandbox.organization.accounts().some(({ id, status }) => id === accountId && status === 'ACTIVE'))
    return undefined;
  const { associations, policies } = stateOf(sandbox);
  for await (const target of lineage(sandbox, accountId)) {
    const association = associations[target];
    if (association === undefined) continue;
    return policies.find(({ id }) => id === association.policyId);
  }
  return undefined;
}

function reaches(sandbox: SandboxContext, { administrator, region: home }: CentralHome, region: string) {
  const aggregator = stateOf(sandbox).aggregators[administrator];
  return region === home || (aggregator !== undefined && isLinked(aggregator, region));
}

/** The account and what it is in, up to the root. */
async function* lineage(sandbox: SandboxContext, accountId: string): AsyncGenerator<string> {
  const { managementAccountId } = sandbox.organization;
  for (let ChildId: string | undefined = accountId; ChildId !== undefined; ) {
    yield ChildId;
    if (ChildId.startsWith('r-')) return;
    const { Parents } = await sandbox.inspect(
      managementAccountId,
      'us-east-1',
      'organizations',
      'ListParents',
      { ChildId },
    );
    ChildId = (Parents as { Id: string }[])[0]?.Id;
  }
}
