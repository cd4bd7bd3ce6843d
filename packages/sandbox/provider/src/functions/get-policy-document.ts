import type { GetPolicyDocumentArgs, GetPolicyDocumentResult } from '@pulumi/aws/iam/getPolicyDocument.js';
import { createHash } from 'node:crypto';
import { defineFunction } from '../core/function.ts';

type Statement = NonNullable<GetPolicyDocumentArgs['statements']>[number];

interface Document {
  Version?: string;
  Id?: string;
  Statement?: { Sid?: string; [member: string]: unknown }[];
}

/**
 * Writes a policy document: source documents, then the statements, then documents that override those with the same Sid
 * (https://www.pulumi.com/registry/packages/aws/api-docs/iam/getpolicydocument/).
 */
export const getPolicyDocument = defineFunction<GetPolicyDocumentArgs, GetPolicyDocumentResult>({
  token: 'aws:iam/getPolicyDocument:getPolicyDocument',
  pure: true,
  args: {
    overrideJson: true,
    overridePolicyDocuments: true,
    policyId: true,
    sourceJson: true,
    sourcePolicyDocuments: true,
    statements: true,
    version: true,
  },
  invoke(args) {
    const sources = [args.sourceJson ?? [], args.sourcePolicyDocuments ?? []].flat().map(parse);
    const own: Document = {
      Version: args.version ?? '2012-10-17',
      ...(args.policyId ? { Id: args.policyId } : {}),
      Statement: (args.statements ?? []).map(statement),
    };
    const overrides = [args.overridePolicyDocuments ?? [], args.overrideJson ?? []].flat().map(parse);
    const document = [...sources, own].reduce((all, next) => merged(all, next, false), {} as Document);
    const result = overrides.reduce((all, next) => merged(all, next, true), document);
    const json = JSON.stringify(result, null, 2);
    const id = String(createHash('sha256').update(json).digest().readUInt32BE(0));
    return { ...args, id, json, minifiedJson: JSON.stringify(result) };
  },
});

function parse(text: string): Document {
  try {
    return text.trim() === '' ? {} : (JSON.parse(text) as Document);
  } catch (error) {
    throw new Error(
      `getPolicyDocument: a source or override document is not JSON: ${(error as Error).message}`,
      { cause: error },
    );
  }
}

/** Joins two documents; of two statements with one Sid the later stays when it overrides, else both are refused. */
function merged(first: Document, second: Document, isOverride: boolean): Document {
  const statements = [...(first.Statement ?? [])];
  for (const next of [second.Statement ?? []].flat()) {
    const at = next.Sid ? statements.findIndex(({ Sid }) => Sid === next.Sid) : -1;
    if (at < 0) statements.push(next);
    else if (isOverride) statements[at] = next;
    else
      throw new Error(
        `getPolicyDocument: two statements have the Sid "${next.Sid}"; use overridePolicyDocuments to replace one`,
      );
  }
  return { ...first, ...second, Statement: statements };
}

function statement(item: Statement): { Sid?: string; [member: string]: unknown } {
  return {
    ...(item.sid ? { Sid: item.sid } : {}),
    Effect: item.effect ?? 'Allow',
    ...list('Action', item.actions),
    ...list('NotAction', item.notActions),
    ...list('Resource', item.resources),
    ...list('NotResource', item.notResources),
    ...principals('Principal', item.principals),
    ...principals('NotPrincipal', item.notPrincipals),
    ...conditions(item.conditions),
  };
}

const oneOrMany = (values: readonly string[]) =>
  values.length === 1 ? values[0] : [...values].sort().reverse();

function list(name: string, values: readonly string[] | undefined): { [name: string]: unknown } {
  return values?.length ? { [name]: oneOrMany(values) } : {};
}

function principals(name: string, items: Statement['principals']): { [name: string]: unknown } {
  if (!items?.length) return {};
  // `*` of every kind is the principal `*` itself, which other kinds cannot stand beside.
  const [first] = items;
  if (items.length === 1 && first?.type === '*' && first.identifiers.includes('*')) return { [name]: '*' };
  const byType = new Map<string, string[]>();
  for (const { type, identifiers } of items) byType.set(type, [...(byType.get(type) ?? []), ...identifiers]);
  return {
    [name]: Object.fromEntries([...byType].map(([type, identifiers]) => [type, oneOrMany(identifiers)])),
  };
}

function conditions(items: Statement['conditions']): { [name: string]: unknown } {
  if (!items?.length) return {};
  const byTest: { [test: string]: { [variable: string]: unknown } } = {};
  for (const { test, variable, values } of items) {
    byTest[test] ??= {};
    byTest[test][variable] = values.length === 1 ? values[0] : values;
  }
  return { Condition: byTest };
}
