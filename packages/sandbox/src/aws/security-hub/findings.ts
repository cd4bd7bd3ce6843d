import type { Call } from '../call.ts';
import type { SandboxContext, Service } from '../service.ts';
import { askedControls, controlFindings } from './control-findings.ts';
import { finderOf } from './finding-filters.ts';
import { requireHub } from './hubs.ts';
import { seenAccounts } from './members.ts';
import { invalidInput, isLinked, listing, placeOf, stateOf } from './state.ts';

type Finding = Record<string, unknown>;

/** Findings that a call imports at most. https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_BatchImportFindings.html */
const MostImported = 100;

/**
 * Findings, kept in their account and Region, and seen by the administrator and where they are aggregated. Those of Security Hub's
 * own controls are made when they are asked for.
 */
export const findingOperations: Service['operations'] = {
  BatchImportFindings: async (call, sandbox) => {
    await requireHub(call, sandbox);
    const given = call.input.Findings as Finding[];
    if (given.length < 1 || given.length > MostImported)
      throw invalidInput(`Between 1 and ${MostImported} findings can be imported at once.`);
    const { findings } = stateOf(sandbox);
    const place = placeOf(call.caller.accountId, call.region);
    findings[place] ??= {};
    const failed = [];
    for (const finding of given) {
      const fault = faultOf(finding, call);
      const id = String(finding.Id);
      if (fault !== undefined) failed.push({ Id: id, ErrorCode: 'InvalidInput', ErrorMessage: fault });
      else findings[place][id] = imported(findings[place][id], finding, call);
    }
    return {
      SuccessCount: given.length - failed.length,
      FailedCount: failed.length,
      FailedFindings: failed,
    };
  },
  GetFindings: async (call, sandbox) => {
    await requireHub(call, sandbox);
    if (call.input.SortCriteria !== undefined) throw invalidInput('The sandbox does not sort findings.');
    const isWanted = finderOf(call.input.Filters);
    const found = (await seenFindings(call, sandbox)).filter(isWanted);
    return listing('Findings', found, call);
  },
};

async function seenFindings(call: Call, sandbox: SandboxContext): Promise<readonly Finding[]> {
  const { findings, aggregators } = stateOf(sandbox);
  const aggregator = aggregators[call.caller.accountId];
  const regions = sandbox
    .regions(call.caller.accountId)
    .filter(
      (region) =>
        region === call.region || (aggregator?.region === call.region && isLinked(aggregator, region)),
    );
  const seen: Finding[] = [];
  for (const region of regions) {
    for (const accountId of await seenAccounts({ caller: call.caller, region }, sandbox)) {
      seen.push(...Object.values(findings[placeOf(accountId, region)] ?? {}));
      const place = { accountId, region };
      seen.push(...(await controlFindings(sandbox, place, askedControls(call.input.Filters))));
    }
  }
  return seen;
}

function faultOf(
  { AwsAccountId, Resources, ProductArn }: Finding,
  { caller, region }: Call,
): string | undefined {
  if (AwsAccountId !== caller.accountId) return `AwsAccountId is not ${caller.accountId}`;
  if (!Array.isArray(Resources) || Resources.length === 0) return 'Resources is empty';
  const own = new RegExp(`^arn:aws[a-z-]*:securityhub:${region}:${caller.accountId}:product/`);
  return own.test(String(ProductArn))
    ? undefined
    : `ProductArn is not one of ${caller.accountId} in ${region}`;
}

/** What its finders may not change stays as the customer set it. */
function imported(before: Finding | undefined, finding: Finding, { region }: Call): Finding {
  return {
    RecordState: 'ACTIVE',
    WorkflowState: 'NEW',
    Workflow: { Status: 'NEW' },
    ...before,
    ...finding,
    Region: region,
  };
}
