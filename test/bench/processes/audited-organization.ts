/** A compliant organization in a sandbox, with more members than the three it begins with where that is asked for. */
import { addAccount, buildOrganization } from '@trailguard/audit/test';
import type { AuditedOrganization } from '@trailguard/audit';
import { startSandbox } from '@trailguard/sandbox';
import { answerBench } from '../harness/processes.ts';
import { defaultRegions } from '@trailguard/controls/test';

export interface AuditedTask {
  readonly accounts: number;
  readonly regions: number;
}

export interface AuditedAnswer {
  readonly endpoint: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly audited: AuditedOrganization;
  readonly accountIds: readonly string[];
  readonly regions: readonly string[];
}

let stop = async () => {};

answerBench(
  async ({ accounts, regions }: AuditedTask): Promise<AuditedAnswer> => {
    // The organization's own two come first.
    const names = [...new Set(['us-east-1', 'eu-west-1', ...defaultRegions])].slice(0, Math.max(2, regions));
    const sandbox = await startSandbox({ accountLimit: accounts + 1, regions: names });
    stop = () => sandbox.stop();
    const organization = await buildOrganization(sandbox);
    const accountIds = [...organization.accountIds];
    while (accountIds.length < accounts)
      accountIds.push(await addAccount(organization, `member-${accountIds.length}`));
    const { endpoint, environment } = sandbox;
    return { endpoint, environment, audited: organization.audited, accountIds, regions: names };
  },
  () => stop(),
);
