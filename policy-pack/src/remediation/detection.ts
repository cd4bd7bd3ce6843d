import { hasUnresolved, itemsOf, objectOf, unresolved } from '../lens/plain-values.ts';
import { types } from '../lens/types.ts';
import { nothing, type Remediated, type Remediation, set, type Setting } from './remediation.ts';

const feature = 'aws:guardduty/detectorFeature:DetectorFeature';
const memberFeature = 'aws:guardduty/memberDetectorFeature:MemberDetectorFeature';
const organizationFeature = 'aws:guardduty/organizationConfigurationFeature:OrganizationConfigurationFeature';
const features = [feature, organizationFeature, memberFeature];

/** Remediations of GuardDuty's controls. */
export const detectionRemediations: Readonly<Record<string, Remediation>> = {
  'GD-01': {
    types: [types.detector],
    tighten: (detector) => (detector.read('enable') === false ? set('enable', true) : nothing),
  },
  'GD-03': {
    types: [types.detectionOrganization],
    tighten: (organization) => {
      const value = organization.read('autoEnableOrganizationMembers');
      return value === 'ALL' || value === unresolved ? nothing : set('autoEnableOrganizationMembers', 'ALL');
    },
  },
  'GD-05': turnOn('S3_DATA_EVENTS'),
  'GD-06': turnOn('EKS_AUDIT_LOGS'),
  'GD-07': turnOn('EBS_MALWARE_PROTECTION'),
  'GD-08': turnOn('RDS_LOGIN_EVENTS'),
  'GD-09': turnOn('LAMBDA_NETWORK_LOGS'),
  'GD-10': turnOn('RUNTIME_MONITORING'),
  'GD-11': turnOnAgent('EKS_ADDON_MANAGEMENT'),
  'GD-12': turnOnAgent('ECS_FARGATE_AGENT_MANAGEMENT'),
  'GD-13': turnOnAgent('EC2_AGENT_MANAGEMENT'),
  'GD-16': turnOn('AI_PROTECTION'),
  'GD-19': {
    types: [types.detector],
    tighten: (detector) => {
      const value = detector.read('findingPublishingFrequency');
      return value === 'FIFTEEN_MINUTES' || value === unresolved
        ? nothing
        : set('findingPublishingFrequency', 'FIFTEEN_MINUTES');
    },
  },
};

/** The property that turns a feature on, and the value of it: for an organization, every account. */
function switchOf(type: string): readonly [property: string, on: string] {
  return type === organizationFeature ? ['autoEnable', 'ALL'] : ['status', 'ENABLED'];
}

function turnOn(name: string): Remediation {
  return {
    types: features,
    tighten: (resource) => {
      const [property, on] = switchOf(resource.type);
      const value = resource.read(property);
      if (resource.read('name') !== name || value === on || value === unresolved) return nothing;
      return set(property, on);
    },
  };
}

/** GuardDuty installs the agent of Runtime Monitoring itself. Where the feature is off, there is no agent to manage. */
function turnOnAgent(name: string): Remediation {
  return { types: features, tighten: (resource) => agentOf(resource, name) };
}

function agentOf(resource: Remediated, name: string): readonly Setting[] {
  const [property, on] = switchOf(resource.type);
  const list = 'additionalConfigurations';
  const value = resource.read(list);
  if (resource.read('name') !== 'RUNTIME_MONITORING' || hasUnresolved(value)) return nothing;
  const there = itemsOf(value);
  const index = there.findIndex((item) => objectOf(item)?.name === name);
  if (index < 0) return [{ path: [list, there.length], value: { name, [property]: on } }];
  return objectOf(there[index])?.[property] === on ? nothing : [{ path: [list, index, property], value: on }];
}
