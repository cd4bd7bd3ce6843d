import type { DeploymentV3, ResourceV3 } from './checkpoint.ts';
import { mapResources } from './deployment.ts';
import type { StackReference } from './stack-reference.ts';

/** A deployment whose URNs name another stack. Properties are left alone, as the CLI leaves them. */
export function renameDeployment(
  deployment: DeploymentV3,
  from: StackReference,
  to: StackReference,
): DeploymentV3 {
  const oldRoot = rootUrn(from);
  const oldPrefix = `urn:pulumi:${from.stack}::${from.project}::`;
  const newPrefix = `urn:pulumi:${to.stack}::${to.project}::`;
  const rename = (urn: string): string => {
    if (urn === oldRoot) return rootUrn(to);
    return urn.startsWith(oldPrefix) ? newPrefix + urn.slice(oldPrefix.length) : urn;
  };
  return mapResources(deployment, (resource) => renameResource(resource, rename));
}

function rootUrn({ project, stack }: StackReference): string {
  return `urn:pulumi:${stack}::${project}::pulumi:pulumi:Stack::${project}-${stack}`;
}

function renameResource(resource: ResourceV3, rename: (urn: string) => string): ResourceV3 {
  const { parent, provider, dependencies, propertyDependencies, deletedWith, replaceWith, aliases, viewOf } =
    resource;
  return {
    ...resource,
    urn: rename(resource.urn),
    ...(parent && { parent: rename(parent) }),
    ...(provider && { provider: rename(provider) }),
    ...(dependencies && { dependencies: dependencies.map(rename) }),
    ...(propertyDependencies && {
      propertyDependencies: Object.fromEntries(
        Object.entries(propertyDependencies).map(([key, urns]) => [key, urns.map(rename)]),
      ),
    }),
    ...(deletedWith && { deletedWith: rename(deletedWith) }),
    ...(replaceWith && { replaceWith: replaceWith.map(rename) }),
    ...(aliases && { aliases: aliases.map(rename) }),
    ...(viewOf && { viewOf: rename(viewOf) }),
  };
}
