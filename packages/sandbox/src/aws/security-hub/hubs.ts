import type { Call } from '../call.ts';
import { AwsError } from '../error.ts';
import type { SandboxContext, Service } from '../service.ts';
import { centralHome, policyOf } from './central-configuration.ts';
import { type Hub, newHub, placeOf, stateOf } from './state.ts';

/**
 * What a new hub checks unless told otherwise.
 * https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-auto-enabled-standards.html
 */
const defaults = [
  'standards/aws-foundational-security-best-practices/v/1.0.0',
  'ruleset/cis-aws-foundations-benchmark/v/1.2.0',
];

/** Turning Security Hub CSPM on and off in one account and Region. */
export const hubOperations: Service['operations'] = {
  EnableSecurityHub: async (call, sandbox) => {
    const { caller, region, input } = call;
    if ((await findHub(sandbox, caller.accountId, region)) !== undefined)
      throw new AwsError(
        'ResourceConflictException',
        'Account is already subscribed to AWS Security Hub',
        409,
      );
    const standards = input.EnableDefaultStandards === false ? [] : defaultStandards(region);
    const made = newHub(sandbox.clock.now(), standards);
    made.tags = { ...(input.Tags as Record<string, string> | undefined) };
    if (typeof input.ControlFindingGenerator === 'string')
      made.controlFindingGenerator = input.ControlFindingGenerator;
    stateOf(sandbox).hubs[placeOf(caller.accountId, region)] = made;
    return {};
  },
  DisableSecurityHub: async (call, sandbox) => {
    await requireHub(call, sandbox);
    await requireSelfManaged(call, sandbox);
    const { caller, region } = call;
    const { hubs, findings, administrators } = stateOf(sandbox);
    if (administrators[region] === caller.accountId)
      throw new AwsError(
        'InvalidAccessException',
        'The administrator of the organization cannot disable Security Hub.',
        401,
      );
    delete hubs[placeOf(caller.accountId, region)];
    delete findings[placeOf(caller.accountId, region)];
    return {};
  },
  DescribeHub: async (call, sandbox) => {
    const hub = await requireHub(call, sandbox);
    const HubArn = hubArn(call);
    if (call.input.HubArn !== undefined && call.input.HubArn !== HubArn) throw noHub(call.input.HubArn);
    return {
      HubArn,
      SubscribedAt: hub.subscribedAt,
      AutoEnableControls: hub.autoEnableControls,
      ControlFindingGenerator: hub.controlFindingGenerator,
    };
  },
  UpdateSecurityHubConfiguration: async (call, sandbox) => {
    const hub = await requireHub(call, sandbox);
    const { AutoEnableControls, ControlFindingGenerator } = call.input as {
      AutoEnableControls?: boolean;
      ControlFindingGenerator?: string;
    };
    if (ControlFindingGenerator !== undefined) hub.controlFindingGenerator = ControlFindingGenerator;
    if (AutoEnableControls !== undefined) hub.autoEnableControls = AutoEnableControls;
    return {};
  },
  /** Asked of what is not enabled, it knows no such resource. */
  ListTagsForResource: async (call, sandbox) => {
    const { caller, region, input } = call;
    const hub = await findHub(sandbox, caller.accountId, region);
    if (hub === undefined || input.ResourceArn !== hubArn(call)) throw noHub(input.ResourceArn);
    return { Tags: hub.tags };
  },
};

/** The hub of an account in a Region: its own, or the one that a policy of the organization gives it. */
export async function findHub(
  sandbox: SandboxContext,
  accountId: string,
  region: string,
): Promise<Hub | undefined> {
  const { hubs } = stateOf(sandbox);
  const place = placeOf(accountId, region);
  const policy = await policyOf(sandbox, accountId, region);
  if (policy?.serviceEnabled === true) {
    hubs[place] ??= newHub(sandbox.clock.now());
    hubs[place].standards = policy.standards.map((arn) => inRegion(arn, region));
  } else if (policy !== undefined) delete hubs[place];
  else if (hubs[place] === undefined && joinsByItself(sandbox, accountId, region)) {
    const { autoEnableStandards } = stateOf(sandbox).configurations[region] ?? {};
    hubs[place] = newHub(
      sandbox.clock.now(),
      autoEnableStandards === 'DEFAULT' ? defaultStandards(region) : [],
    );
  }
  return hubs[place];
}

/** What is not enabled answers so, whatever is asked of it. */
export async function requireHub({ caller, region }: Call, sandbox: SandboxContext): Promise<Hub> {
  const hub = await findHub(sandbox, caller.accountId, region);
  if (hub !== undefined) return hub;
  throw new AwsError(
    'InvalidAccessException',
    `Account ${caller.accountId} is not subscribed to AWS Security Hub`,
    401,
  );
}

/** Where a policy governs an account, nobody there may change what it says. */
export async function requireSelfManaged({ caller, region }: Call, sandbox: SandboxContext): Promise<void> {
  if ((await policyOf(sandbox, caller.accountId, region)) === undefined) return;
  throw new AwsError(
    'AccessDeniedException',
    `Account ${caller.accountId} is centrally managed: its configuration policy decides.`,
    403,
  );
}

function noHub(arn: unknown): AwsError {
  return new AwsError('ResourceNotFoundException', `There is no hub ${String(arn)}.`, 404);
}

/** ARN of the caller's hub. */
export function hubArn({ caller, region }: Call): string {
  return `arn:aws:securityhub:${region}:${caller.accountId}:hub/default`;
}

/** Standards that a new hub starts with. The first CIS benchmark is a ruleset without a Region. */
function defaultStandards(region: string): readonly string[] {
  return defaults.map((path) => `arn:aws:securityhub:${path.startsWith('ruleset/') ? '' : region}::${path}`);
}

/** A policy names the standards of its home Region; each Region has its own. */
function inRegion(arn: string, region: string): string {
  return arn.replace(/^(arn:[^:]+:securityhub:)[a-z0-9-]+(::standards\/)/, `$1${region}$2`);
}

/** Local auto-enabling reaches accounts that join after it was turned on. */
function joinsByItself(sandbox: SandboxContext, accountId: string, region: string): boolean {
  if (centralHome(sandbox) !== undefined) return false;
  const configuration = stateOf(sandbox).configurations[region];
  if (configuration?.autoEnable !== true) return false;
  const joined = sandbox.organization.accounts().find(({ id }) => id === accountId)?.joinedAt;
  return joined !== undefined && joined >= configuration.effectiveAt;
}
