import type { EnforcementLevel } from '@pulumi/policy';
import type analyzer from '@pulumi/pulumi/proto/analyzer_pb.js';
import { protocol } from './sdk.ts';

/** What the engine configured for a policy. */
export interface PolicySetting {
  readonly level: EnforcementLevel;
  readonly values: Readonly<Record<string, unknown>>;
}

/** The settings of a pack: by policy, and the tags of the stack. */
export interface Settings {
  readonly policies: ReadonlyMap<string, PolicySetting>;
  readonly stackTags: ReadonlyMap<string, string>;
}

export const noSettings: Settings = { policies: new Map(), stackTags: new Map() };

/** The settings of policies in a request. */
export function policySettings(
  request: analyzer.ConfigureAnalyzerRequest,
): ReadonlyMap<string, PolicySetting> {
  const settings = new Map<string, PolicySetting>();
  request.getPolicyconfigMap().forEach((config, policy) => {
    settings.set(policy, {
      level: protocol.convertEnforcementLevel(config.getEnforcementlevel()),
      values: config.getProperties()?.toJavaScript() ?? {},
    });
  });
  return settings;
}

/** The tags of the stack in a request. */
export function stackTagsOf(request: analyzer.AnalyzerStackConfigureRequest): ReadonlyMap<string, string> {
  const tags = new Map<string, string>();
  request.getTagsMap().forEach((value, name) => {
    tags.set(name, value);
  });
  return tags;
}
