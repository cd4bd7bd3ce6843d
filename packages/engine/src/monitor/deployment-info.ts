import proto from '@pulumi/pulumi/proto/resource_pb.js';
import type { ProviderConfigValue } from './default-providers.ts';

/** What a program may learn about its run. */
export interface RunInfo {
  project: string;
  stack: string;
  preview: boolean;
  parallel: number;
  /** The stack's configuration by full key; secrets in plain text. */
  config: ReadonlyMap<string, ProviderConfigValue>;
  /** Folder of the project. */
  root: string;
}

const features = proto.ResourceMonitorFeature;
/** What programs may use, by today's names and those of older SDKs. */
export const supportedFeatures: Record<string, number> = {
  secrets: features.RESOURCE_MONITOR_FEATURE_SECRETS,
  resourceReferences: features.RESOURCE_MONITOR_FEATURE_RESOURCE_REFERENCES,
  outputValues: features.RESOURCE_MONITOR_FEATURE_OUTPUT_VALUES,
  aliasSpecs: features.RESOURCE_MONITOR_FEATURE_ALIAS_SPECS,
  deletedWith: features.RESOURCE_MONITOR_FEATURE_DELETED_WITH,
  transforms: features.RESOURCE_MONITOR_FEATURE_TRANSFORMS,
  invokeTransforms: features.RESOURCE_MONITOR_FEATURE_INVOKE_TRANSFORMS,
};

/** Answer to a program that asks about its run. */
export function deploymentInfo({ project, stack, preview, parallel, config }: RunInfo): proto.DeploymentInfo {
  const response = new proto.DeploymentInfo();
  response.setProject(project);
  response.setStack(stack);
  response.setOrganization('organization');
  response.setDryrun(preview);
  response.setParallel(parallel);
  for (const [key, { value }] of config) response.getConfigMap().set(key, value);
  response.setConfigsecretkeysList([...config].filter(([, { secret }]) => secret).map(([key]) => key));
  response.setSupportedfeaturesList(Object.values(supportedFeatures));
  return response;
}
