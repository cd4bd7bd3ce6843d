import { fileURLToPath } from 'node:url';
import { type PlannedStack, readOrganizationFile } from '@trailguard/stacks/bring-up';
import type { SandboxAnswer } from '../processes/sandbox.ts';
import { inAccount, type StackSetting } from './organization.ts';

/** An organization of `stacks/examples`. */
export interface Example {
  readonly name: 'three-accounts' | 'thousand-accounts';
  /** Regions that its sandbox has, the home region first. */
  readonly regions: readonly string[];
  /** Its three stacks and, where it has accounts of its own, the first of theirs. */
  readonly stacks: readonly PlannedStack[];
}

/** What the examples name, and a sandbox has of its own. */
const standIns = {
  organizationId: 'o-exampleorgid',
  management: '111111111111',
  logArchive: '222222222222',
  security: '333333333333',
  unit: 'ou-ab12-11111111',
} as const;

/** @param regions how many regions there are where the example leaves them to AWS. */
export async function readExample(name: Example['name'], regions: readonly string[]): Promise<Example> {
  const file = new URL(`../../../stacks/examples/${name}/organization.yaml`, import.meta.url);
  const plan = await readOrganizationFile(fileURLToPath(file));
  const [first] = plan;
  if (first === undefined) throw new Error(`the example ${name} has no stacks`);
  const named = JSON.parse(first.config['trailguard:regions'] ?? 'null') as string[] | null;
  const account = plan.find(({ folder }) => folder === 'account');
  return {
    name,
    regions: [...new Set([first.homeRegion, ...(named ?? regions)])],
    stacks: [...plan.filter(({ folder }) => folder !== 'account'), ...(account ? [account] : [])],
  };
}

/** The example's settings with a sandbox's ids in place of its own. */
export async function settingsIn(sandbox: SandboxAnswer, { stacks }: Example): Promise<StackSetting[]> {
  const { accounts, organizationId, rootId } = sandbox;
  const known: Readonly<Record<string, string>> = {
    [standIns.organizationId]: organizationId,
    [standIns.management]: accounts.management,
    [standIns.logArchive]: accounts.logArchive,
    [standIns.security]: accounts.security,
    [standIns.unit]: rootId,
  };
  const replaced = (text: string) =>
    Object.entries(known).reduce((value, [from, to]) => value.replaceAll(from, to), text);
  const environments = {
    'log-archive': await inAccount(sandbox, accounts.logArchive),
    organization: sandbox.environment,
    security: await inAccount(sandbox, accounts.security),
    account: sandbox.environment,
  };
  return stacks.map(({ folder: name, config }) => ({
    name,
    settings: Object.fromEntries(
      Object.entries(config)
        .filter(([key]) => key.startsWith('trailguard:'))
        .map(([key, value]) => [key.slice('trailguard:'.length), replaced(value)]),
    ),
    environment: environments[name],
  }));
}
