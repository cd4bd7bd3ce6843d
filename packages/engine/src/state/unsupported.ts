import type { DeploymentV3, ResourceV3 } from './checkpoint.ts';

/** Facts about a resource that the CLI would act on and this engine would lose. */
const actedOn: Partial<Record<keyof ResourceV3, string>> = {
  taint: 'a taint',
  refreshBeforeUpdate: 'a refresh before each update',
  replacementTrigger: 'a replacement trigger',
  replaceWith: 'replaceWith',
  resourceHooks: 'resource hooks',
  viewOf: 'a view of another resource',
};

/**
 * Refuses a state in which something stands that the real CLI would act on and this engine cannot.
 * @throws Error naming the resource and the feature; nothing was changed
 */
export function refuseUnsupported(deployment: DeploymentV3): void {
  for (const field of ['snippets', 'extensions']) {
    const value = (deployment as unknown as Record<string, unknown>)[field];
    if (isSet(value)) {
      throw new Error(
        `the state has ${field}, which the embedded engine does not support; nothing was changed`,
      );
    }
  }
  for (const resource of deployment.resources ?? []) {
    for (const [field, feature] of Object.entries(actedOn)) {
      if (isSet(resource[field as keyof ResourceV3])) {
        throw new Error(
          `the resource '${resource.urn}' has ${feature}, which the embedded engine does not support; nothing was changed`,
        );
      }
    }
  }
}

function isSet(value: unknown): boolean {
  if (value === null || value === undefined || value === false || value === '') return false;
  return typeof value !== 'object' || Object.keys(value).length > 0;
}
