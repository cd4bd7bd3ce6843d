import type { MotoCalls } from '../gateway/moto-calls.ts';
import type { Call } from './call.ts';
import { AwsError } from './error.ts';
import { page } from './page.ts';
import { securityHubProducts } from './security-hub-products.ts';
import type { SandboxContext, Service } from './service.ts';

interface Subscription {
  readonly arn: string;
  readonly standard: string;
}

interface Aggregator {
  readonly arn: string;
  readonly region: string;
  mode: string;
  regions: string[];
}

interface SecurityHubState {
  /** `ACCOUNT/REGION` -> standards that are checked. */
  readonly standards: Record<string, Subscription[]>;
  /** Account -> its one aggregator. */
  readonly aggregators: Record<string, Aggregator>;
  /** Region -> account that administers Security Hub CSPM there. */
  readonly administrators: Record<string, string>;
  /** Region -> how new accounts of the organization are treated. */
  readonly configurations: Record<string, OrganizationConfiguration>;
}

interface OrganizationConfiguration {
  autoEnable: boolean;
  configurationType: string;
}

const defaults = [
  'standards/aws-foundational-security-best-practices/v/1.0.0',
  'ruleset/cis-aws-foundations-benchmark/v/1.2.0',
];

const linkingModes = ['ALL_REGIONS', 'ALL_REGIONS_EXCEPT_SPECIFIED', 'SPECIFIED_REGIONS', 'NO_REGIONS'];

/**
 * What moto lacks of Security Hub CSPM: standards, aggregators and the list of administrators. No standard is evaluated;
 * each is ready at once. https://docs.aws.amazon.com/securityhub/1.0/APIReference/Welcome.html
 */
export function securityHubService(moto: MotoCalls): Service {
  return {
    name: 'securityhub',
    operations: {
      ...securityHubProducts(moto),
      EnableSecurityHub: async (call, sandbox) => {
        await requireNoHub(call, moto);
        const answer = await moto.forward(call);
        if (call.input.EnableDefaultStandards !== false) {
          for (const path of defaults) subscribe(call, sandbox, standardArn(path, call.region));
        }
        return answer;
      },
      DisableSecurityHub: async (call, sandbox) => {
        const answer = await moto.forward(call);
        delete stateOf(sandbox).standards[placeOf(call)];
        return answer;
      },
      EnableOrganizationAdminAccount: (call, sandbox) => enableAdministrator(call, sandbox),
      DisableOrganizationAdminAccount: (call, sandbox) => {
        requireManagement(call, sandbox);
        const { administrators } = stateOf(sandbox);
        if (administrators[call.region] !== call.input.AdminAccountId)
          throw new AwsError('InvalidInputException', 'The account does not administer Security Hub.', 400);
        delete administrators[call.region];
        return {};
      },
      DescribeOrganizationConfiguration: (call, sandbox) => {
        const { autoEnable, configurationType } = configurationOf(call, sandbox);
        return {
          AutoEnable: autoEnable,
          MemberAccountLimitReached: false,
          AutoEnableStandards: 'DEFAULT',
          OrganizationConfiguration: { ConfigurationType: configurationType, Status: 'ENABLED' },
        };
      },
      UpdateOrganizationConfiguration: (call, sandbox) => {
        const configuration = configurationOf(call, sandbox);
        const { AutoEnable, OrganizationConfiguration: wanted } = call.input as {
          AutoEnable: boolean;
          OrganizationConfiguration?: { ConfigurationType?: string };
        };
        configuration.autoEnable = AutoEnable;
        configuration.configurationType = wanted?.ConfigurationType ?? configuration.configurationType;
        return {};
      },
      ListOrganizationAdminAccounts: (call, sandbox) => {
        const administrator = stateOf(sandbox).administrators[call.region];
        const found = administrator === undefined ? [] : [{ AccountId: administrator, Status: 'ENABLED' }];
        return { ...listing('AdminAccounts', found, call, 10), Feature: 'SecurityHub' };
      },
      GetEnabledStandards: async (call, sandbox) => {
        await requireHub(call, moto);
        const wanted = call.input.StandardsSubscriptionArns as string[] | undefined;
        const found = subscriptionsOf(call, sandbox).filter(({ arn }) => wanted?.includes(arn) ?? true);
        return listing('StandardsSubscriptions', found.map(subscriptionView), call);
      },
      BatchEnableStandards: async (call, sandbox) => {
        await requireHub(call, moto);
        const requests = call.input.StandardsSubscriptionRequests as { StandardsArn: string }[];
        for (const { StandardsArn } of requests) requireStandard(StandardsArn);
        const made = requests.map(({ StandardsArn }) => subscribe(call, sandbox, StandardsArn));
        return { StandardsSubscriptions: made.map(subscriptionView) };
      },
      BatchDisableStandards: async (call, sandbox) => {
        await requireHub(call, moto);
        const arns = call.input.StandardsSubscriptionArns as string[];
        const all = subscriptionsOf(call, sandbox);
        const gone = all.filter(({ arn }) => arns.includes(arn));
        if (gone.length < new Set(arns).size)
          throw new AwsError('InvalidInputException', 'A standard is not subscribed to.', 400);
        for (const one of gone) all.splice(all.indexOf(one), 1);
        return {
          StandardsSubscriptions: gone.map((one) => ({
            ...subscriptionView(one),
            StandardsStatus: 'DELETING',
          })),
        };
      },
      CreateFindingAggregator: async (call, sandbox) => {
        await requireHub(call, moto);
        return createAggregator(call, sandbox);
      },
      ListFindingAggregators: async (call, sandbox) => {
        await requireHub(call, moto);
        const own = stateOf(sandbox).aggregators[call.caller.accountId];
        const found = own === undefined ? [] : [{ FindingAggregatorArn: own.arn }];
        return listing('FindingAggregators', found, call);
      },
      GetFindingAggregator: (call, sandbox) => aggregatorView(findAggregator(call, sandbox)),
      DeleteFindingAggregator: (call, sandbox) => {
        findAggregator(call, sandbox);
        delete stateOf(sandbox).aggregators[call.caller.accountId];
        return {};
      },
      ListConfigurationPolicyAssociations: async (call) => {
        await requireHub(call, moto);
        return listing('ConfigurationPolicyAssociationSummaries', [], call);
      },
    },
  };
}

function stateOf(sandbox: SandboxContext): SecurityHubState {
  return sandbox.state<SecurityHubState>('security-hub', () => ({
    standards: {},
    aggregators: {},
    administrators: {},
    configurations: {},
  }));
}

function enableAdministrator(call: Call, sandbox: SandboxContext): object {
  requireManagement(call, sandbox);
  const { administrators } = stateOf(sandbox);
  const wanted = String(call.input.AdminAccountId);
  const before = administrators[call.region];
  if (before !== undefined && before !== wanted) {
    throw new AwsError('InvalidInputException', `Account ${before} already administers Security Hub.`, 400);
  }
  administrators[call.region] = wanted;
  return { AdminAccountId: wanted, Feature: 'SecurityHub' };
}

function requireManagement({ caller }: Call, { organization }: SandboxContext): void {
  if (caller.accountId === organization.managementAccountId) return;
  throw new AwsError(
    'AccessDeniedException',
    'Only the management account designates the administrator.',
    403,
  );
}

/** The administrator alone sees and changes it. */
function configurationOf({ caller, region }: Call, sandbox: SandboxContext): OrganizationConfiguration {
  const { administrators, configurations } = stateOf(sandbox);
  if (administrators[region] !== caller.accountId) {
    throw new AwsError(
      'InvalidAccessException',
      `Account ${caller.accountId} is not an administrator for this organization`,
      401,
    );
  }
  configurations[region] ??= { autoEnable: false, configurationType: 'LOCAL' };
  return configurations[region];
}

function placeOf({ caller, region }: Call): string {
  return `${caller.accountId}/${region}`;
}

function subscriptionsOf(call: Call, sandbox: SandboxContext): Subscription[] {
  const { standards } = stateOf(sandbox);
  const place = placeOf(call);
  standards[place] ??= [];
  return standards[place];
}

/** The first CIS benchmark is a ruleset without a Region. */
function standardArn(path: string, region: string): string {
  return `arn:aws:securityhub:${path.startsWith('ruleset/') ? '' : region}::${path}`;
}

function subscribe(call: Call, sandbox: SandboxContext, standard: string): Subscription {
  const all = subscriptionsOf(call, sandbox);
  const before = all.find((one) => one.standard === standard);
  if (before !== undefined) return before;
  const path = standard
    .split('::')
    .at(-1)
    ?.replace(/^(standards|ruleset)\//, '');
  const arn = `arn:aws:securityhub:${call.region}:${call.caller.accountId}:subscription/${path}`;
  const made = { arn, standard };
  all.push(made);
  return made;
}

function subscriptionView({ arn, standard }: Subscription): object {
  return {
    StandardsSubscriptionArn: arn,
    StandardsArn: standard,
    StandardsInput: {},
    StandardsStatus: 'READY',
  };
}

function requireStandard(arn: string): void {
  if (/^arn:aws[a-z-]*:securityhub:[a-z0-9-]*::(standards|ruleset)\/[^/]+\/v\/[\d.]+$/.test(arn)) return;
  throw new AwsError('InvalidInputException', `Invalid standard ARN: ${arn}`, 400);
}

/** AWS refuses to enable what is enabled. */
async function requireNoHub(call: Call, moto: MotoCalls): Promise<void> {
  const isEnabled = await requireHub(call, moto).then(
    () => true,
    () => false,
  );
  if (isEnabled)
    throw new AwsError('ResourceConflictException', 'Account is already subscribed to AWS Security Hub', 409);
}

/** What is not enabled answers so, whatever is asked of it. */
async function requireHub({ caller, region }: Call, moto: MotoCalls): Promise<void> {
  await moto.call(caller.accountId, region, 'securityhub', 'DescribeHub', {});
}

function listing(member: string, all: readonly object[], { input }: Call, most = 100): object {
  const invalid = () => new AwsError('InvalidInputException', 'Invalid token or page size.', 400);
  const { items, next } = page(all, input, { most, invalid });
  return { [member]: items, ...next };
}

function createAggregator(call: Call, sandbox: SandboxContext): object {
  const { accountId } = call.caller;
  const { aggregators } = stateOf(sandbox);
  if (aggregators[accountId] !== undefined)
    throw new AwsError('InvalidInputException', 'There is a finding aggregator already.', 400);
  const mode = String(call.input.RegionLinkingMode);
  if (!linkingModes.includes(mode))
    throw new AwsError('InvalidInputException', `Invalid RegionLinkingMode: ${mode}`, 400);
  const made: Aggregator = {
    arn: `arn:aws:securityhub:${call.region}:${accountId}:finding-aggregator/${crypto.randomUUID()}`,
    region: call.region,
    mode,
    regions: (call.input.Regions as string[] | undefined) ?? [],
  };
  aggregators[accountId] = made;
  return aggregatorView(made);
}

function findAggregator(call: Call, sandbox: SandboxContext): Aggregator {
  const found = stateOf(sandbox).aggregators[call.caller.accountId];
  if (found?.arn === call.input.FindingAggregatorArn && found !== undefined) return found;
  throw new AwsError('ResourceNotFoundException', 'The finding aggregator does not exist.', 404);
}

function aggregatorView({ arn, region, mode, regions }: Aggregator): object {
  return {
    FindingAggregatorArn: arn,
    FindingAggregationRegion: region,
    RegionLinkingMode: mode,
    ...(regions.length > 0 ? { Regions: regions } : {}),
  };
}
