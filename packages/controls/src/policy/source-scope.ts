import { parseArn } from '../estate/arn.ts';
import type { PolicyStatement } from '../model/policy-document.ts';
import { conditionsOf } from './statement.ts';

/** What a service must act for, so that a statement admits it. */
export interface SourceScope {
  /** ARNs, possibly with wildcards, of `aws:SourceArn`. */
  readonly arns: readonly string[];
  /** Accounts of `aws:SourceAccount`. */
  readonly accountIds: readonly string[];
  /** Organizations of `aws:SourceOrgID`. */
  readonly organizationIds: readonly string[];
}

const operatorsOf: Readonly<Record<keyof SourceScope, readonly string[]>> = {
  arns: ['ArnEquals', 'ArnLike', 'StringEquals', 'StringLike'],
  accountIds: ['StringEquals', 'StringLike'],
  organizationIds: ['StringEquals', 'StringLike'],
};

const fieldOf: Readonly<Record<string, keyof SourceScope>> = {
  'aws:sourcearn': 'arns',
  'aws:sourceaccount': 'accountIds',
  'aws:sourceorgid': 'organizationIds',
};

/**
 * The source conditions of a statement for a service. Such conditions keep a service from being used by strangers
 * (the confused deputy); one that also holds without its key (`IfExists`, `ForAllValues`) does not count.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
 */
export function sourceScopeOf(statement: PolicyStatement): SourceScope {
  const scope = { arns: [] as string[], accountIds: [] as string[], organizationIds: [] as string[] };
  for (const { operator, key, values, ifExists, set } of conditionsOf(statement)) {
    const field = fieldOf[key];
    if (field === undefined || ifExists || set === 'ForAllValues') continue;
    if (operatorsOf[field].includes(operator)) scope[field].push(...values);
  }
  return scope;
}

/** Tells whether an ARN pattern names its account without wildcards. */
export function hasFixedAccount(arnPattern: string): boolean {
  return /^\d{12}$/.test(parseArn(arnPattern)?.accountId ?? '');
}
