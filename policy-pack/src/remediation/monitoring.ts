import { types } from '../lens/types.ts';
import { keySetting } from './log-bucket.ts';
import {
  isUnset,
  nothing,
  type Remediated,
  type Remediation,
  type RemediationSettings,
  set,
  type Setting,
} from './remediation.ts';

/** Name of the setting that lists log groups by name. */
const groupsSetting = 'remediationLogGroups';

/** Remediations of the controls of keys, topics, alarms and log groups. */
export const monitoringRemediations: Readonly<Record<string, Remediation>> = {
  'KM-02': { types: ['aws:kms/key:Key'], tighten: rotate },
  'NT-04': {
    types: [types.topic],
    values: {
      [keySetting]: {
        type: 'string',
        description: 'ARN of the key that a topic is given where it has none of its own.',
      },
    },
    tighten: encryptTopic,
  },
  'CW-17': {
    types: ['aws:cloudwatch/metricAlarm:MetricAlarm', 'aws:cloudwatch/compositeAlarm:CompositeAlarm'],
    tighten: (alarm) => (alarm.read('actionsEnabled') === false ? set('actionsEnabled', true) : nothing),
  },
  'CW-18': {
    types: [types.logGroup],
    values: {
      [groupsSetting]: {
        type: 'array',
        items: { type: 'string' },
        description: 'Names of log groups that hold CloudTrail’s or GuardDuty’s events.',
      },
    },
    tighten: keepEvents,
  },
};

/** Only keys that KMS can rotate by itself: symmetric ones for encryption, of its own material. */
function rotate(key: Remediated): readonly Setting[] {
  const isStandard = (property: string, standard: string) => {
    const value = key.read(property);
    return isUnset(value) || value === standard;
  };
  const canRotate =
    isStandard('customerMasterKeySpec', 'SYMMETRIC_DEFAULT') &&
    isStandard('keyUsage', 'ENCRYPT_DECRYPT') &&
    isUnset(key.read('customKeyStoreId'));
  const value = key.read('enableKeyRotation');
  return canRotate && (isUnset(value) || value === false) ? set('enableKeyRotation', true) : nothing;
}

/** The key that AWS manages for SNS lets no other service publish. */
function encryptTopic(topic: Remediated, { values }: RemediationSettings): readonly Setting[] {
  const key = values[keySetting];
  const value = topic.read('kmsMasterKeyId');
  const hasNone = isUnset(value) || value === '' || value === 'alias/aws/sns';
  return hasNone && typeof key === 'string' && key !== '' ? set('kmsMasterKeyId', key) : nothing;
}

/** Days that CloudWatch Logs can keep events for. */
const choices = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

/** 0 keeps them for ever. */
function keepEvents(group: Remediated, { values, parameters }: RemediationSettings): readonly Setting[] {
  const named = values[groupsSetting];
  const days = group.read('retentionInDays');
  const least = parameters.minRetentionDays;
  if (!Array.isArray(named) || !named.includes(group.read('name'))) return nothing;
  if (typeof days !== 'number' || typeof least !== 'number' || days === 0 || days >= least) return nothing;
  return set('retentionInDays', choices.find((choice) => choice >= least) ?? 0);
}
