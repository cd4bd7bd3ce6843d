import * as aws from '@pulumi/aws';
import { type Entry, guiltyOf, type Mistake } from '../entry.ts';

type Setting = 'ENABLED' | 'DISABLED' | null;
interface Feature {
  readonly own?: Setting;
  /** Of the organization's accounts. */
  readonly all?: 'ALL' | 'NEW' | 'NONE' | null;
  /** Of one member. */
  readonly member?: 'ENABLED' | 'DISABLED';
}

/**
 * The security account's detector with a feature, or a part of one.
 *
 * @param part additional configuration of the feature
 */
const feature =
  (name: string, part: string | undefined, { own = 'ENABLED', all = 'ALL', member }: Feature = {}) =>
  () => {
    const detector = new aws.guardduty.Detector('security', { enable: true });
    new aws.guardduty.OrganizationConfiguration('members', {
      detectorId: detector.id,
      autoEnableOrganizationMembers: 'ALL',
    });
    const detectorId = detector.id;
    if (own !== null) {
      new aws.guardduty.DetectorFeature('own', {
        detectorId,
        name,
        status: part === undefined ? own : 'ENABLED',
        ...(part === undefined ? {} : { additionalConfigurations: [{ name: part, status: own }] }),
      });
    }
    if (all !== null) {
      new aws.guardduty.OrganizationConfigurationFeature('all', {
        detectorId,
        name,
        autoEnable: part === undefined ? all : 'ALL',
        ...(part === undefined ? {} : { additionalConfigurations: [{ name: part, autoEnable: all }] }),
      });
    }
    if (member !== undefined) {
      new aws.guardduty.MemberDetectorFeature('member', {
        detectorId,
        accountId: '444444444444',
        name,
        status: part === undefined ? member : 'ENABLED',
        ...(part === undefined ? {} : { additionalConfigurations: [{ name: part, status: member }] }),
      });
    }
  };

function ofFeature(controlId: string, name: string, part?: string, settings?: Mistake['settings']): Entry {
  const what = part ?? name;
  const mended = feature(name, part);
  const told = settings === undefined ? {} : { settings };
  return guiltyOf(
    controlId,
    {
      ...told,
      mistake: `disables ${what} at the administrator`,
      blames: 'own',
      broken: feature(name, part, { own: 'DISABLED' }),
      mended,
    },
    {
      ...told,
      mistake: `enables ${what} for new accounts alone`,
      blames: 'all',
      broken: feature(name, part, { all: 'NEW' }),
      mended,
    },
    {
      ...told,
      mistake: `enables ${what} for no account by itself`,
      blames: 'all',
      broken: feature(name, part, { all: 'NONE' }),
      mended,
    },
    {
      ...told,
      mistake: `disables ${what} for one member`,
      blames: 'member',
      broken: feature(name, part, { member: 'DISABLED' }),
      mended: feature(name, part, { member: 'ENABLED' }),
    },
  );
}

export default [
  ofFeature('GD-05', 'S3_DATA_EVENTS'),
  ofFeature('GD-06', 'EKS_AUDIT_LOGS'),
  ofFeature('GD-07', 'EBS_MALWARE_PROTECTION'),
  ofFeature('GD-08', 'RDS_LOGIN_EVENTS'),
  ofFeature('GD-09', 'LAMBDA_NETWORK_LOGS'),
  ofFeature('GD-10', 'RUNTIME_MONITORING'),
  ofFeature('GD-11', 'RUNTIME_MONITORING', 'EKS_ADDON_MANAGEMENT'),
  ofFeature('GD-12', 'RUNTIME_MONITORING', 'ECS_FARGATE_AGENT_MANAGEMENT'),
  ofFeature('GD-13', 'RUNTIME_MONITORING', 'EC2_AGENT_MANAGEMENT'),
  ofFeature('GD-16', 'AI_PROTECTION', undefined, { aiWorkloads: 'yes' }),
];
