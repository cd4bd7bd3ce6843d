import type { Call } from '../call.ts';
import { AwsError } from '../error.ts';
import { page } from '../page.ts';
import type { SandboxContext } from '../service.ts';

/** Service principal whose trusted access Security Hub CSPM needs. */
export const SecurityHubPrincipal = 'securityhub.amazonaws.com';

/** Security Hub CSPM in one account and Region. */
export interface Hub {
  readonly subscribedAt: string;
  autoEnableControls: boolean;
  controlFindingGenerator: string;
  tags: Record<string, string>;
  standards: string[];
  /** Subscriptions that were ended, though Security Hub makes them by itself. */
  endedProducts: string[];
  products: string[];
}

/** Where the findings of other Regions are gathered. */
export interface Aggregator {
  readonly arn: string;
  readonly region: string;
  mode: string;
  regions: string[];
}

/** How the organization is configured from one Region. */
export interface OrganizationConfiguration {
  autoEnable: boolean;
  autoEnableStandards: string;
  configurationType: string;
  /** From then on the type is in force. */
  effectiveAt: string;
}

/** What central configuration gives to the accounts that it is associated with. */
export interface ConfigurationPolicy {
  readonly id: string;
  name: string;
  description: string;
  serviceEnabled: boolean;
  standards: string[];
  /** As it was given; controls that are off have no findings. */
  controls: object | undefined;
  readonly createdAt: string;
  updatedAt: string;
}

interface SecurityHubState {
  /** `ACCOUNT/REGION` -> hub that was enabled there itself, not by a policy. */
  readonly hubs: Record<string, Hub>;
  /** Account -> its one aggregator. */
  readonly aggregators: Record<string, Aggregator>;
  /** Region -> account that was designated there. */
  readonly administrators: Record<string, string>;
  /** Region -> how the organization is configured. */
  readonly configurations: Record<string, OrganizationConfiguration>;
  readonly policies: ConfigurationPolicy[];
  /** Root, unit or account -> id of its policy, or `SELF_MANAGED_SECURITY_HUB`. */
  readonly associations: Record<string, { policyId: string; at: string }>;
  /** `ACCOUNT/REGION` -> findings by id. */
  readonly findings: Record<string, Record<string, Record<string, unknown>>>;
}

/** The state of the whole organization. */
export function stateOf(sandbox: SandboxContext): SecurityHubState {
  return sandbox.state<SecurityHubState>('security-hub', () => ({
    hubs: {},
    aggregators: {},
    administrators: {},
    configurations: {},
    policies: [],
    associations: {},
    findings: {},
  }));
}

/** Key of what an account has in a Region. */
export function placeOf(accountId: string, region: string): string {
  return `${accountId}/${region}`;
}

/** A new hub. Controls that standards get later are enabled, each with one finding, as AWS does by default. */
export function newHub(at: Date, standards: readonly string[] = []): Hub {
  return {
    subscribedAt: at.toISOString(),
    autoEnableControls: true,
    controlFindingGenerator: 'SECURITY_CONTROL',
    tags: {},
    standards: [...standards],
    endedProducts: [],
    products: [],
  };
}

/** Whether an aggregator gathers from a Region; its own is always in. */
export function isLinked({ region: home, mode, regions }: Aggregator, region: string): boolean {
  if (region === home) return true;
  if (mode === 'ALL_REGIONS') return true;
  if (mode === 'ALL_REGIONS_EXCEPT_SPECIFIED') return !regions.includes(region);
  return mode === 'SPECIFIED_REGIONS' && regions.includes(region);
}

/** What AWS says to wrong input. */
export function invalidInput(message: string): AwsError {
  return new AwsError('InvalidInputException', message, 400);
}

/** A page of a list. */
export function listing(member: string, all: readonly object[], { input }: Call, most = 100): object {
  const { items, next } = page(all, input, {
    most,
    invalid: () => invalidInput('Invalid token or page size.'),
  });
  return { [member]: items, ...next };
}
