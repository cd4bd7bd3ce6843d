import type { DeploymentV3, PropertyValue, ResourceV3 } from './checkpoint.ts';
import { mapResourceSecrets } from './secrets.ts';

/** Applies a change to the properties of every resource and pending operation. */
export function mapDeployment(
  deployment: DeploymentV3,
  change: <T extends PropertyValue>(value: T) => T,
): DeploymentV3 {
  return mapResources(deployment, (resource) => mapResourceSecrets(resource, change));
}

/** Applies a change to every resource, those of pending operations included. */
export function mapResources(
  deployment: DeploymentV3,
  change: (resource: ResourceV3) => ResourceV3,
): DeploymentV3 {
  const { resources, pending_operations: pending } = deployment;
  return {
    ...deployment,
    ...(resources && { resources: resources.map(change) }),
    ...(pending && {
      pending_operations: pending.map((operation) => ({
        ...operation,
        resource: change(operation.resource),
      })),
    }),
  };
}
