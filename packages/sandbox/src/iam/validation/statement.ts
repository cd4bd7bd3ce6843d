import { operators } from '../policy/comparison.ts';
import { readOperator } from '../policy/condition.ts';
import { isObject } from '../policy/document.ts';
import { checkBucketStatement } from './bucket-statement.ts';
import { checkPrincipal } from './principal.ts';
import type { PolicyKind } from './quotas.ts';
import type { Report } from './validate-policy.ts';

const fields = new Set([
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
]);

/** Kinds that name their principals; the others belong to theirs. */
const withPrincipal: ReadonlySet<PolicyKind> = new Set(['resource', 'trust', 'key', 'rcp']);

/** Checks one statement. @param sids those seen so far in the policy */
export function checkStatement(
  kind: PolicyKind,
  statement: unknown,
  at: string,
  resourceArn: string | undefined,
  sids: Set<string>,
  report: Report,
): void {
  if (!isObject(statement)) {
    report({ is: 'syntax', detail: `${at} is no object.` }, at);
    return;
  }
  for (const field of Object.keys(statement))
    if (!fields.has(field)) report({ is: 'unknown-field', field }, at);
  checkSid(kind, statement.Sid, at, sids, report);
  checkEffect(kind, statement.Effect, at, report);
  checkOneOf(statement, 'Principal', 'NotPrincipal', withPrincipal.has(kind), at, report);
  checkOneOf(statement, 'Action', 'NotAction', true, at, report);
  checkOneOf(statement, 'Resource', 'NotResource', kind !== 'trust', at, report);
  if (withPrincipal.has(kind)) checkPrincipal(kind, statement, at, report);
  checkActions(kind, statement, at, report);
  checkResources(kind, statement, at, resourceArn, report);
  checkConditions(statement.Condition, `${at}.Condition`, report);
  if (kind === 'resource' && resourceArn?.split(':')[2] === 's3')
    checkBucketStatement(statement, at, resourceArn, report);
}

/** Identity policies take letters and digits alone; the policies of buckets and keys more. Unique in all. */
function checkSid(kind: PolicyKind, sid: unknown, at: string, sids: Set<string>, report: Report): void {
  if (sid === undefined) return;
  const strict = kind !== 'resource' && kind !== 'key';
  if (typeof sid !== 'string' || (strict && !/^[A-Za-z0-9]*$/.test(sid))) {
    report({ is: 'sid', detail: String(sid) }, `${at}.Sid`);
    return;
  }
  if (sid !== '' && sids.has(sid)) report({ is: 'sid', detail: sid }, `${at}.Sid`);
  sids.add(sid);
}

function checkEffect(kind: PolicyKind, effect: unknown, at: string, report: Report): void {
  if (effect === undefined) report({ is: 'missing-field', field: 'Effect' }, at);
  // A customer's RCP denies; the one that allows is AWS's own.
  // https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html
  else if (effect !== 'Deny' && (effect !== 'Allow' || kind === 'rcp'))
    report({ is: 'effect', value: String(effect) }, `${at}.Effect`);
}

function checkOneOf(
  statement: Record<string, unknown>,
  field: string,
  not: string,
  wanted: boolean,
  at: string,
  report: Report,
): void {
  const there = [field, not].filter((name) => Object.hasOwn(statement, name));
  if (there.length > 1) report({ is: 'syntax', detail: `${at} has both ${field} and ${not}.` }, at);
  else if (wanted && there.length === 0) report({ is: 'missing-field', field }, at);
  else if (!wanted && there[0] !== undefined)
    report({ is: 'prohibited-field', field: there[0] }, `${at}.${there[0]}`);
}

function checkActions(
  kind: PolicyKind,
  statement: Record<string, unknown>,
  at: string,
  report: Report,
): void {
  for (const field of ['Action', 'NotAction']) {
    if (!Object.hasOwn(statement, field)) continue;
    if (field === 'NotAction' && kind === 'rcp') report({ is: 'prohibited-field', field }, `${at}.NotAction`);
    for (const action of texts(statement[field], `${at}.${field}`, report)) {
      if (!isAction(kind, action)) report({ is: 'action', value: action }, `${at}.${field}`);
    }
  }
}

function isAction(kind: PolicyKind, action: string): boolean {
  if (kind === 'trust') return /^sts:/i.test(action);
  if (action === '*') return kind !== 'rcp';
  return /^[a-zA-Z0-9-]+:[a-zA-Z0-9*?]+$/.test(action);
}

function checkResources(
  kind: PolicyKind,
  statement: Record<string, unknown>,
  at: string,
  resourceArn: string | undefined,
  report: Report,
): void {
  if (kind === 'trust') return;
  for (const field of ['Resource', 'NotResource']) {
    if (!Object.hasOwn(statement, field)) continue;
    for (const resource of texts(statement[field], `${at}.${field}`, report)) {
      const isBucket = resourceArn?.split(':')[2] === 's3';
      const fits = isBucket ? belongsTo(resource, resourceArn ?? '') : isResource(kind, resource);
      if (!fits) report({ is: 'resource', value: resource }, `${at}.${field}`);
    }
  }
}

/** A bucket policy speaks of its own bucket and the objects in it. */
const belongsTo = (resource: string, bucketArn: string): boolean =>
  resource === bucketArn || resource.startsWith(`${bucketArn}/`);

/** Resource policies may leave fields of an ARN out at its end; identity policies may not. */
function isResource(kind: PolicyKind, resource: string): boolean {
  if (resource === '*') return true;
  const fewest = kind === 'resource' || kind === 'key' ? 3 : 6;
  return /^arn:(aws[a-z-]*|\*|\$\{[^}]+\}):/.test(resource) && resource.split(':').length >= fewest;
}

function checkConditions(block: unknown, at: string, report: Report): void {
  if (block === undefined) return;
  if (!isObject(block)) {
    report({ is: 'syntax', detail: `${at} is no object.` }, at);
    return;
  }
  for (const [operator, keys] of Object.entries(block)) {
    const name = readOperator(operator);
    if (name === undefined) {
      report({ is: 'condition', value: operator }, at);
      continue;
    }
    if (!isObject(keys)) {
      report({ is: 'syntax', detail: `${at}.${operator} is no object.` }, at);
      continue;
    }
    for (const [key, value] of Object.entries(keys))
      checkCondition(name.base, operator, key, value, at, report);
  }
}

function checkCondition(
  base: string,
  operator: string,
  key: string,
  value: unknown,
  at: string,
  report: Report,
): void {
  // Keys of an OpenID Connect provider begin with its address: `login.example.com/tenant:sub`.
  if (!/^[\w./-]+:\S/.test(key)) report({ is: 'action', value: key }, `${at}.${operator}`);
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  const compile = operators.get(base)?.compile;
  const fits = (item: unknown) => {
    if (typeof item !== 'string' && typeof item !== 'number' && typeof item !== 'boolean') return false;
    return base === 'null'
      ? /^(true|false)$/i.test(String(item))
      : compile?.(String(item), true) !== undefined;
  };
  if (!values.every(fits))
    report(
      { is: 'syntax', detail: `${operator} cannot compare ${JSON.stringify(value)}.` },
      `${at}.${operator}.${key}`,
    );
}

/** A text or a list of texts; anything else is reported and counts as none. */
function texts(value: unknown, at: string, report: Report): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (list.length > 0 && list.every((item) => typeof item === 'string')) return list as readonly string[];
  report({ is: 'syntax', detail: `${at} is neither a text nor a list of texts.` }, at);
  return [];
}
