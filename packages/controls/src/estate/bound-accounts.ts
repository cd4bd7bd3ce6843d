import type { Account, ControlPolicy, ControlPolicyType, Estate, Organization } from '../model/estate.ts';
import type { Unknown } from '../model/fact.ts';
import { isUnknown, unknownBecause } from '../model/fact.ts';
import type { PolicyDocument } from '../model/policy-document.ts';
import type { Verdict } from '../model/verdict.ts';
import { all, pass, unknown } from '../verdicts.ts';
import { ifActive } from './accounts.ts';

/** Judges what documents that bind an account deny; `name` tells whom it is about. */
export type JudgeDocuments = (documents: readonly PolicyDocument[], name: string) => Verdict;

/** What to judge of control policies. */
export interface Binding {
  readonly type: ControlPolicyType;
  /** Whether an account must be bound; all members when left out. The management account never is. */
  readonly accountIds?: readonly string[];
  /** Whether a policy has to do with it at all; a program with none that does leaves it open. */
  readonly concerns: (document: PolicyDocument) => boolean;
  readonly judge: JudgeDocuments;
}

/**
 * Judges what binds each member: the policies at the root, at the units above it and at itself, all together. What holds
 * at the root holds for accounts that are not known, too. Control policies never bind the management account.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
 */
export function judgeBoundAccounts(
  organization: Organization,
  estate: Estate,
  { type, accountIds, concerns, judge }: Binding,
): Verdict {
  const attached = attachedPolicies(estate, type);
  const hidden =
    attached.hidden ??
    (estate.controlPolicies.complete === true ? undefined : estate.controlPolicies.complete);
  const concerned = attached.all.some(({ document }) => concerns(document));
  if (estate.lens !== 'live' && !concerned) {
    return unknown(
      'whether members are bound is not known',
      hidden ?? unknownBecause('open-world', 'the program declares no such policy'),
    );
  }
  const atRoot = judge(documentsAt(attached.policies, isRoot), 'the root');
  if (atRoot.status === 'pass') return atRoot;
  const judged = (documents: readonly PolicyDocument[], name: string): Verdict => {
    const verdict = judge(documents, name);
    return verdict.status === 'fail' && hidden !== undefined ? unknown(verdict.reason, hidden) : verdict;
  };
  const anywhere = judged(
    documentsAt(attached.policies, () => true),
    'any account',
  );
  if (anywhere.status === 'fail') return anywhere;
  return eachAccount(organization, estate, attached.policies, accountIds, judged);
}

interface Attached {
  readonly document: PolicyDocument;
  readonly targets: readonly string[];
}

/** The policies of a type, those of them that are attached somewhere, and why there may be others. */
function attachedPolicies(estate: Estate, type: ControlPolicyType) {
  const policies: Attached[] = [];
  let hidden: Unknown | undefined;
  for (const policy of estate.controlPolicies.items) {
    if (!isUnknown(policy.type) && policy.type !== type) continue;
    const cause = [policy.type, policy.content, policy.targets].find(isUnknown);
    if (cause !== undefined) hidden ??= cause;
    else policies.push(known(policy));
  }
  return { all: policies, policies: policies.filter(({ targets }) => targets.length > 0), hidden };
}

function known({ content, targets }: ControlPolicy): Attached {
  return {
    document: (content as PolicyDocument | null) ?? { Statement: [] },
    targets: (targets as readonly string[] | null) ?? [],
  };
}

function isRoot(target: string): boolean {
  return target.startsWith('r-');
}

function documentsAt(
  policies: readonly Attached[],
  isTarget: (target: string) => boolean,
): readonly PolicyDocument[] {
  return policies.filter(({ targets }) => targets.some(isTarget)).map(({ document }) => document);
}

/** Accounts with the same policies are judged once, so that cost grows with their number alone. */
function eachAccount(
  { managementAccountId }: Organization,
  estate: Estate,
  policies: readonly Attached[],
  accountIds: readonly string[] | undefined,
  judge: JudgeDocuments,
): Verdict {
  const members = estate.accounts.items.filter(
    ({ id }) => id !== managementAccountId && (accountIds?.includes(id) ?? true),
  );
  const judgedBefore = new Map<string, Verdict>();
  // Where an account is matters to policies that are attached between it and the root.
  const areInUnits = policies.some(({ targets }) =>
    targets.some((target) => !isRoot(target) && !/^\d{12}$/.test(target)),
  );
  const verdicts = members.map((account) =>
    ifActive(account, () => {
      const { ancestors } = account;
      if (isUnknown(ancestors) && areInUnits)
        return unknown(`where ${account.id} is in the organization is not known`, ancestors);
      const above = isUnknown(ancestors) ? [] : (ancestors ?? []);
      const path = new Set([account.id, account.observation.urn, ...above]);
      // An organization has one root, whatever a program calls it.
      const isAbove = (target: string) => isRoot(target) || path.has(target);
      const bound = policies.flatMap(({ targets }, index) => (targets.some(isAbove) ? [index] : [])).join();
      const verdict = judgedBefore.get(bound) ?? judge(documentsAt(policies, isAbove), nameOf(account));
      judgedBefore.set(bound, verdict);
      return verdict;
    }),
  );
  const complete = estate.accounts.complete;
  const others =
    accountIds?.every((id) => members.some((account) => account.id === id)) || complete === true
      ? pass()
      : unknown('whether there are more accounts is not known', complete);
  return all([...verdicts, others]);
}

function nameOf({ id, name }: Account): string {
  return typeof name === 'string' && name !== id ? `${name} (${id})` : id;
}

/** Evidence of control policies as they are attached. */
export function policyEvidence(estate: Estate, type: ControlPolicyType) {
  return estate.controlPolicies.items
    .filter((policy) => policy.type === type)
    .map(({ observation, name, targets }) => {
      const resource = observation.arn ?? observation.urn;
      const call = observation.calls?.content;
      return {
        field: 'content',
        value: { name, targets },
        ...(resource === undefined ? {} : { resource }),
        ...(call === undefined ? {} : { call }),
      };
    });
}
