import type { ResourceValidationArgs } from '@pulumi/policy';

type Properties = ResourceValidationArgs['props'];

/** How a resource is brought to the safe value of a control. Nothing is ever loosened. */
export interface Remediation {
  /** Sets the safe value in place, so that secrets stay secret. */
  readonly apply: (properties: Properties) => void;
  /** Also where the resource alone is no finding yet, as for a setting that is left out. */
  readonly also?: (read: (property: string) => unknown) => boolean;
}

/** Remediations by control id; each control says so in its `policies`. They run only when a user asks for it. */
export const remediations: Readonly<Record<string, Remediation>> = {
  'CT-02': {
    apply: (properties) => {
      properties.isMultiRegionTrail = true;
    },
    also: (read) => read('isMultiRegionTrail') === undefined,
  },
  'CT-04': {
    apply: (properties) => {
      properties.enableLogging = true;
    },
  },
  'CT-05': {
    apply: (properties) => {
      properties.includeGlobalServiceEvents = true;
    },
  },
  'CT-06': {
    apply: (properties) => {
      properties.enableLogFileValidation = true;
    },
  },
  'LB-03': {
    apply: (properties) => {
      properties.blockPublicAcls = true;
      properties.ignorePublicAcls = true;
      properties.blockPublicPolicy = true;
      properties.restrictPublicBuckets = true;
    },
  },
  'LB-09': {
    apply: (properties) => {
      properties.versioningConfiguration = { status: 'Enabled' };
    },
  },
  'GD-01': {
    apply: (properties) => {
      properties.enable = true;
    },
  },
  'GD-03': {
    apply: (properties) => {
      properties.autoEnableOrganizationMembers = 'ALL';
    },
  },
};
