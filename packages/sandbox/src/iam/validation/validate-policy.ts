import { type FaultKind, type PolicyFault, writeFault } from './faults.ts';
import { parsePolicyJson, PolicySyntaxError } from './json.ts';
import { type PolicyHolder, type PolicyKind, policySize, quotaOf } from './quotas.ts';
import { checkStatement } from './statement.ts';

export interface ValidationOptions {
  /** Resource that a resource policy is for, such as `arn:aws:s3:::logs`; says which service's rules apply. */
  readonly resourceArn?: string;
  /** Holder of an identity policy. Default: a managed policy. */
  readonly holder?: PolicyHolder;
}

/** Takes a fault with its place in the document. */
export type Report = (fault: FaultKind, at: string) => void;

/**
 * What AWS would refuse a policy for, most telling first; an empty list when it would be taken. Whether the
 * principals exist is not judged here, as only IAM knows.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function validatePolicy(
  kind: PolicyKind,
  text: string,
  options: ValidationOptions = {},
): PolicyFault[] {
  const service = options.resourceArn?.split(':')[2];
  const faults: PolicyFault[] = [];
  const report: Report = (fault, at) => faults.push(writeFault(kind, service, fault, at));

  const quota = quotaOf(kind, options.holder ?? 'managed', service);
  if (quota && policySize(text, quota) > quota.limit) {
    // What is too long is not read on: the text may be of any size.
    report({ is: 'too-long', limit: quota.limit }, '');
    return faults;
  }
  try {
    checkDocument(kind, parsePolicyJson(text), options.resourceArn, report);
  } catch (error) {
    if (!(error instanceof PolicySyntaxError)) throw error;
    report({ is: 'syntax', detail: error.message }, '');
  }
  return faults;
}

function checkDocument(
  kind: PolicyKind,
  document: unknown,
  resourceArn: string | undefined,
  report: Report,
): void {
  if (typeof document !== 'object' || document === null || Array.isArray(document)) {
    report({ is: 'syntax', detail: 'A policy is one JSON object.' }, '');
    return;
  }
  for (const [field, value] of Object.entries(document)) {
    if (field === 'Version') checkVersion(kind, value, report);
    else if (field === 'Id') {
      if (typeof value !== 'string') report({ is: 'syntax', detail: 'Id is no text.' }, 'Id');
    } else if (field !== 'Statement') report({ is: 'unknown-field', field }, '');
  }
  // A control policy is written in the current language alone.
  if ((kind === 'scp' || kind === 'rcp') && !Object.hasOwn(document, 'Version'))
    report({ is: 'missing-field', field: 'Version' }, '');
  if (!Object.hasOwn(document, 'Statement')) {
    report({ is: 'missing-field', field: 'Statement' }, '');
    return;
  }
  const statement: unknown = Reflect.get(document, 'Statement');
  const statements: readonly unknown[] = Array.isArray(statement) ? statement : [statement];
  if (statements.length === 0) {
    report({ is: 'missing-field', field: 'Statement' }, '');
    return;
  }
  const sids = new Set<string>();
  statements.forEach((item, index) => {
    checkStatement(kind, item, `Statement[${index}]`, resourceArn, sids, report);
  });
}

function checkVersion(kind: PolicyKind, value: unknown, report: Report): void {
  const known = kind === 'scp' || kind === 'rcp' ? ['2012-10-17'] : ['2012-10-17', '2008-10-17'];
  if (typeof value !== 'string' || !known.includes(value))
    report({ is: 'version', value: String(value) }, 'Version');
}
