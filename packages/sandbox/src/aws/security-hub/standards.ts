import type { Call } from '../call.ts';
import type { Service } from '../service.ts';
import { requireHub, requireSelfManaged } from './hubs.ts';
import { invalidInput, listing } from './state.ts';

/** Standards that a hub checks, each ready at once; some of their controls are evaluated (`controlFindings`). */
export const standardOperations: Service['operations'] = {
  GetEnabledStandards: async (call, sandbox) => {
    const { standards } = await requireHub(call, sandbox);
    const wanted = call.input.StandardsSubscriptionArns as string[] | undefined;
    const views = standards.map((standard) => subscriptionView(call, standard));
    const found = views.filter(({ StandardsSubscriptionArn: arn }) => wanted?.includes(arn) ?? true);
    return listing('StandardsSubscriptions', found, call);
  },
  BatchEnableStandards: async (call, sandbox) => {
    const hub = await requireHub(call, sandbox);
    await requireSelfManaged(call, sandbox);
    const requests = call.input.StandardsSubscriptionRequests as { StandardsArn: string }[];
    for (const { StandardsArn } of requests) requireStandard(StandardsArn);
    hub.standards = [...new Set([...hub.standards, ...requests.map(({ StandardsArn }) => StandardsArn)])];
    return {
      StandardsSubscriptions: requests.map(({ StandardsArn }) => subscriptionView(call, StandardsArn)),
    };
  },
  BatchDisableStandards: async (call, sandbox) => {
    const hub = await requireHub(call, sandbox);
    await requireSelfManaged(call, sandbox);
    const arns = new Set(call.input.StandardsSubscriptionArns as string[]);
    const gone = hub.standards.filter((standard) => arns.has(subscriptionArn(call, standard)));
    if (gone.length < arns.size) throw invalidInput('A standard is not subscribed to.');
    hub.standards = hub.standards.filter((standard) => !gone.includes(standard));
    return {
      StandardsSubscriptions: gone.map((standard) => ({
        ...subscriptionView(call, standard),
        StandardsStatus: 'DELETING',
      })),
    };
  },
};

/** @throws AwsError unless the text names a standard as AWS does. */
export function requireStandard(arn: string): void {
  if (/^arn:aws[a-z-]*:securityhub:[a-z0-9-]*::(standards|ruleset)\/[^/]+\/v\/[\d.]+$/.test(arn)) return;
  throw invalidInput(`Invalid standard ARN: ${arn}`);
}

function subscriptionArn({ caller, region }: Call, standard: string): string {
  const path = standard
    .split('::')
    .at(-1)
    ?.replace(/^(standards|ruleset)\//, '');
  return `arn:aws:securityhub:${region}:${caller.accountId}:subscription/${path}`;
}

function subscriptionView(call: Call, standard: string) {
  return {
    StandardsSubscriptionArn: subscriptionArn(call, standard),
    StandardsArn: standard,
    StandardsInput: {},
    StandardsStatus: 'READY',
  };
}
