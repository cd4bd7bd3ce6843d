import type { AliasSpec } from './state.ts';
import { makeUrn, nameOfUrn, parseUrn, rootStackType } from './urn.ts';

/** Who a resource is, as its aliases are told apart from it. */
export interface AliasedResource {
  stack: string;
  project: string;
  type: string;
  name: string;
  /** URN of its parent; empty for none. */
  parent: string;
}

/**
 * All URNs a resource may have had: by its own aliases, by those of its parent, and by both.
 * @param parentAliases URNs that the parent had before
 */
export function aliasUrns(resource: AliasedResource, specs: AliasSpec[], parentAliases: string[]): string[] {
  const found = new Set<string>();
  for (const spec of specs) {
    const urn = 'urn' in spec ? spec.urn : urnOfSpec(resource, spec);
    found.add(urn);
    if ('urn' in spec) continue;
    // A resource whose parent moved as well had its old name under the old parent.
    const keepsParent = !spec.noParent && (!spec.parentUrn || spec.parentUrn === resource.parent);
    if (!keepsParent) continue;
    for (const parent of parentAliases) {
      found.add(
        inheritedUrn(parent, resource.parent, spec.name || resource.name, spec.type || resource.type),
      );
    }
  }
  for (const parent of parentAliases) {
    found.add(inheritedUrn(parent, resource.parent, resource.name, resource.type));
  }
  return [...found];
}

function urnOfSpec(resource: AliasedResource, spec: Exclude<AliasSpec, { urn: string }>): string {
  const parent = spec.noParent ? '' : spec.parentUrn || resource.parent;
  return makeUrn(
    spec.stack || resource.stack,
    spec.project || resource.project,
    parent && parseUrn(parent).qualifiedType === rootStackType ? '' : parent,
    spec.type || resource.type,
    spec.name || resource.name,
  );
}

/** A child often carries its parent's name in front of its own; then it had the parent's old name there. */
function inheritedUrn(parentAlias: string, parent: string, name: string, type: string): string {
  const parentName = nameOfUrn(parent);
  const inherited = name.startsWith(parentName)
    ? nameOfUrn(parentAlias) + name.slice(parentName.length)
    : name;
  const { stack, project } = parseUrn(parentAlias);
  return makeUrn(stack, project, parentAlias, type, inherited);
}
