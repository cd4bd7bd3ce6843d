import type { OneOrMany, PolicyDocument, PolicyStatement } from '../model/policy-document.ts';
import { type ConditionClause, conditionsOf, listOf, nameOfStatement } from './statement.ts';
import { coversPattern, matchesPattern } from './wildcard.ts';

/**
 * What a policy lets happen after a change that it did not before: each `Deny` that no longer refuses all that it did,
 * and each `Allow` that lets in more. None for a policy that stays, tightens, or says the same in other words.
 *
 * It compares statement with statement, so it may name a change that several statements together make up for; it never
 * leaves out one that loosens.
 */
export function loosened(before: PolicyDocument, after: PolicyDocument): readonly string[] {
  const denies = before.Statement.flatMap((statement, index) =>
    statement.Effect !== 'Deny' || after.Statement.some((other) => takesInAll(other, statement))
      ? []
      : [`${nameOfStatement(statement, index)} no longer refuses all that it refused`],
  );
  const allows = after.Statement.flatMap((statement, index) =>
    statement.Effect !== 'Allow' || before.Statement.some((other) => takesInAll(other, statement))
      ? []
      : [`${nameOfStatement(statement, index)} allows what was not allowed`],
  );
  return [...denies, ...allows];
}

/** What a policy no longer allows after a change: each `Allow` that lets in less. */
export function narrowed(before: PolicyDocument, after: PolicyDocument): readonly string[] {
  return before.Statement.flatMap((statement, index) =>
    statement.Effect !== 'Allow' || after.Statement.some((other) => takesInAll(other, statement))
      ? []
      : [`${nameOfStatement(statement, index)} no longer allows all that it allowed`],
  );
}

/** Tells whether a statement of the same effect holds for every request for which another one holds. */
function takesInAll(wider: PolicyStatement, narrower: PolicyStatement): boolean {
  return (
    wider.Effect === narrower.Effect &&
    principalsTakeIn(wider, narrower) &&
    namesTakeIn(
      { names: wider.Action, others: wider.NotAction },
      { names: narrower.Action, others: narrower.NotAction },
      (pattern) => pattern.toLowerCase(),
    ) &&
    namesTakeIn(
      { names: wider.Resource, others: wider.NotResource },
      { names: narrower.Resource, others: narrower.NotResource },
      (pattern) => pattern,
    ) &&
    conditionsOf(wider).every((clause) => conditionsOf(narrower).some((other) => isImplied(clause, other)))
  );
}

/** Names that a statement takes in, or all but those that it leaves out. */
interface Names {
  readonly names: OneOrMany<string> | undefined;
  readonly others: OneOrMany<string> | undefined;
}

function namesTakeIn(wider: Names, narrower: Names, normal: (pattern: string) => string): boolean {
  const [wide, wideOthers, narrow, narrowOthers] = [
    wider.names,
    wider.others,
    narrower.names,
    narrower.others,
  ].map((patterns) => (patterns === undefined ? undefined : listOf(patterns).map(normal)));
  if (wide?.includes('*')) return true;
  if (wide !== undefined && narrow !== undefined) return eachCovered(narrow, wide);
  // Whoever leaves out less takes in more.
  if (wideOthers !== undefined && narrowOthers !== undefined) return eachCovered(wideOthers, narrowOthers);
  if (wideOthers !== undefined && narrow !== undefined) {
    return narrow.every((name) => wideOthers.every((other) => areApart(name, other)));
  }
  // Neither: a statement of a resource policy that leaves out `Resource`. All that is left in sight takes in all.
  return wide === undefined && wideOthers === undefined && narrow === undefined && narrowOthers === undefined;
}

function eachCovered(patterns: readonly string[], by: readonly string[]): boolean {
  return patterns.every((pattern) => by.some((wider) => coversPattern(wider, pattern)));
}

/** Tells whether no text fits both patterns, as far as their fixed beginnings and a plain name show. */
function areApart(name: string, other: string): boolean {
  if (!/[*?]/.test(name)) return !matchesPattern(other, name);
  if (!/[*?]/.test(other)) return !matchesPattern(name, other);
  const start = (pattern: string) => pattern.slice(0, pattern.search(/[*?]/));
  const [one, two] = [start(name), start(other)];
  return !one.startsWith(two) && !two.startsWith(one);
}

function principalsTakeIn(wider: PolicyStatement, narrower: PolicyStatement): boolean {
  if (wider.NotPrincipal !== undefined || narrower.NotPrincipal !== undefined) {
    return (
      wider.Principal === undefined &&
      narrower.Principal === undefined &&
      sortedJson(wider.NotPrincipal) === sortedJson(narrower.NotPrincipal)
    );
  }
  if (wider.Principal === undefined || narrower.Principal === undefined) {
    return wider.Principal === narrower.Principal;
  }
  if (wider.Principal === '*') return true;
  if (narrower.Principal === '*') return false;
  const wide = wider.Principal;
  return Object.entries(narrower.Principal).every(([kind, ids]) => {
    const known = listOf(Object.hasOwn(wide, kind) ? wide[kind] : undefined);
    return listOf(ids).every((id) => known.includes(id) || (kind === 'AWS' && known.includes('*')));
  });
}

function sortedJson(principal: PolicyStatement['Principal']): string {
  if (typeof principal !== 'object') return JSON.stringify(principal) ?? '';
  const entries = Object.entries(principal).map(([kind, ids]) => [kind, [...listOf(ids)].sort()] as const);
  return JSON.stringify(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Tells whether a clause holds whenever another one does. */
function isImplied(clause: ConditionClause, by: ConditionClause): boolean {
  if (clause.key !== by.key || clause.operator !== by.operator || clause.set !== by.set) return false;
  if (by.ifExists && !clause.ifExists) return false;
  if (hasSameValues(clause, by)) return true;
  // A set operator counts values of the request too; only the same list is the same.
  if (clause.set !== null) return false;
  const isPattern = /Like$/.test(clause.operator) || /^Arn/.test(clause.operator);
  const covers = (wider: string, narrower: string) =>
    isPattern ? coversPattern(wider, narrower) : wider === narrower;
  if (/Not(Equals|Like)/.test(clause.operator)) {
    return clause.values.every((value) => by.values.some((wider) => covers(wider, value)));
  }
  if (/^(String|Arn)(Equals|Like)/.test(clause.operator)) {
    return by.values.every((value) => clause.values.some((wider) => covers(wider, value)));
  }
  return false;
}

function hasSameValues(one: ConditionClause, other: ConditionClause): boolean {
  return JSON.stringify([...one.values].sort()) === JSON.stringify([...other.values].sort());
}
