import type { Fact, IdentityPolicy } from '@trailguard/controls';
import { isUnknown, parsePolicyDocument, type PolicyDocument, unknownBecause } from '@trailguard/controls';
import { documentOfAws } from './aws-managed-policies.ts';
import { policyOf } from './bucket-settings.ts';
import { hasUnresolved, itemsOf, objectOf, type Plain } from './plain-values.ts';
import {
  accountOf,
  factOf,
  openWorld,
  type Program,
  referenceOf,
  resourcesOf,
  unresolvedFact,
} from './program.ts';
import type { ProgramResource } from './program-resource.ts';
import { types } from './types.ts';

/** A policy, and the account that it is in. */
export interface PlacedPolicy {
  readonly accountId: string;
  readonly policy: IdentityPolicy;
}

/** Kinds of holders, by the property that names them, with the resources that attach or hold a policy. */
const holders = [
  { kind: 'role', type: types.role, attachment: types.roleAttachment, embedded: types.rolePolicy },
  { kind: 'user', type: types.user, attachment: types.userAttachment, embedded: types.userPolicy },
  { kind: 'group', type: types.group, attachment: types.groupAttachment, embedded: types.groupPolicy },
] as const;
type Kind = (typeof holders)[number]['kind'];

/** The identity policies of a program: its own, those within roles, users and groups, and those of AWS that it attaches. */
export function identityPoliciesOf(program: Program): readonly PlacedPolicy[] {
  const attachments = [...attachmentsOf(program), ...managedArnsOf(program)];
  const own = resourcesOf(program, types.identityPolicy).map((resource) =>
    ownPolicy(program, resource, attachments),
  );
  const owned = new Set(own.flatMap(({ references }) => references));
  const foreign = attachments.filter(({ policy }) => typeof policy === 'string' && !owned.has(policy));
  return [
    ...own.map(({ placed }) => placed),
    ...embeddedPolicies(program),
    ...inlinePolicies(program),
    ...[...Map.groupBy(foreign, ({ accountId, policy }) => `${accountId} ${String(policy)}`).values()].map(
      foreignPolicy,
    ),
  ];
}

/** That a policy is held by somebody. */
interface Attachment {
  readonly accountId: string;
  /** ARN or URN. */
  readonly policy: Fact<string>;
  readonly holder: Fact<string>;
  readonly urn: string;
}

function attachmentsOf(program: Program): readonly Attachment[] {
  const single = holders.flatMap(({ kind, type, attachment }) =>
    resourcesOf(program, attachment).map(
      (resource): Attachment => ({
        accountId: accountOf(resource),
        policy: referenceOf(program, resource, 'policyArn', types.identityPolicy),
        holder: holderOf(program, resource, kind, type),
        urn: resource.urn,
      }),
    ),
  );
  const exclusive = resourcesOf(program, types.exclusiveAttachment).flatMap((resource) =>
    holders.flatMap(({ kind }) =>
      namesIn(resource, `${kind}s`).map(
        (name): Attachment => ({
          accountId: accountOf(resource),
          policy: referenceOf(program, resource, 'policyArn', types.identityPolicy),
          holder: isUnknown(name) ? name : `${kind}/${name}`,
          urn: resource.urn,
        }),
      ),
    ),
  );
  return [...single, ...exclusive];
}

/** `managedPolicyArns` of a role, an older way to attach. */
function managedArnsOf(program: Program): readonly Attachment[] {
  return resourcesOf(program, types.role).flatMap((resource) =>
    resource.isSet('managedPolicyArns')
      ? namesIn(resource, 'managedPolicyArns').map((policy) => ({
          accountId: accountOf(resource),
          policy,
          holder: resource.urn,
          urn: resource.urn,
        }))
      : [],
  );
}

function namesIn(resource: ProgramResource, property: string): readonly Fact<string>[] {
  return itemsOf(resource.get(property)).map((item) =>
    typeof item === 'string' ? item : unresolvedFact(resource, property),
  );
}

/** `KIND/NAME`, or the URN of the program's own. Names may be given as ARNs. */
function holderOf(program: Program, resource: ProgramResource, kind: Kind, type: string): Fact<string> {
  const name = referenceOf(program, resource, kind, type);
  if (isUnknown(name) || name === null || name.startsWith('urn:')) return name;
  return `${kind}/${name.split('/').at(-1)}`;
}

function ownPolicy(program: Program, resource: ProgramResource, attachments: readonly Attachment[]) {
  const references = [resource.urn, resource.get('arn')].filter((one) => typeof one === 'string');
  const held = attachments.filter(({ policy }) => typeof policy === 'string' && references.includes(policy));
  const stray = attachments.map(({ policy }) => policy).find(isUnknown);
  const hidden = held.map(({ holder }) => holder).find(isUnknown) ?? stray;
  const arn = resource.get('arn');
  const policy: IdentityPolicy = {
    id: typeof arn === 'string' ? arn : resource.urn,
    name: factOf<string>(resource, 'name', resource.name),
    kind: 'customer',
    document: policyOf(resource),
    heldBy: program.isWhole ? (hidden ?? textsOf(held.map(({ holder }) => holder))) : openWorld,
    observation: { urn: resource.urn },
  };
  return { references, placed: { accountId: accountOf(resource), policy } };
}

/** Policies that are resources of their own and part of one role, user or group. */
function embeddedPolicies(program: Program): readonly PlacedPolicy[] {
  return holders.flatMap(({ kind, type, embedded }) =>
    resourcesOf(program, embedded).map((resource) => {
      const holder = holderOf(program, resource, kind, type);
      const policy: IdentityPolicy = {
        id: resource.urn,
        name: factOf<string>(resource, 'name', resource.name),
        kind: 'inline',
        document: policyOf(resource),
        heldBy: isUnknown(holder) ? holder : textsOf([holder]),
        observation: { urn: resource.urn },
      };
      return { accountId: accountOf(resource), policy };
    }),
  );
}

/** `inlinePolicies` of a role. */
function inlinePolicies(program: Program): readonly PlacedPolicy[] {
  return resourcesOf(program, types.role).flatMap((resource) =>
    (resource.isSet('inlinePolicies') ? itemsOf(resource.get('inlinePolicies')) : []).map((item, index) => {
      const { name, policy: text } = objectOf(item) ?? {};
      const policy: IdentityPolicy = {
        id: `${resource.urn}#${typeof name === 'string' ? name : index}`,
        name: typeof name === 'string' ? name : null,
        kind: 'inline',
        document: inlineDocument(resource, text),
        heldBy: [resource.urn],
        observation: { urn: resource.urn },
      };
      return { accountId: accountOf(resource), policy };
    }),
  );
}

function inlineDocument(resource: ProgramResource, text: Plain): Fact<PolicyDocument> {
  if (hasUnresolved(text) || text === undefined) return unresolvedFact(resource, 'inlinePolicies');
  try {
    return parsePolicyDocument(text);
  } catch (error) {
    return unknownBecause('not-read', `${resource.name}: ${(error as Error).message}`);
  }
}

/** A policy that the program attaches and does not declare: AWS's own, or the account's. */
function foreignPolicy(attachments: readonly Attachment[]): PlacedPolicy {
  const [{ accountId, policy: reference, urn } = { accountId: '', policy: '', urn: '' }] = attachments;
  const arn = String(reference);
  const holding = attachments.map(({ holder }) => holder);
  const isAws = /^arn:[^:]+:iam::aws:policy\//.test(arn);
  const policy: IdentityPolicy = {
    id: arn,
    name: arn.split('/').at(-1) ?? arn,
    kind: isAws ? 'aws' : 'customer',
    document: (isAws ? documentOfAws(arn) : undefined) ?? openWorld,
    heldBy: holding.find(isUnknown) ?? textsOf(holding),
    observation: { urn },
  };
  return { accountId, policy };
}

function textsOf(facts: readonly Fact<string>[]): readonly string[] {
  return facts.filter((fact) => typeof fact === 'string');
}
