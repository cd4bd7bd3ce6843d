import { hasUnresolved, objectOf, type Plain, unresolved } from '../lens/plain-values.ts';
import { types } from '../lens/types.ts';
import {
  isUnset,
  nothing,
  type Remediated,
  type Remediation,
  type RemediationSettings,
  set,
  type Setting,
} from './remediation.ts';

const publicAccessSettings = [
  'blockPublicAcls',
  'ignorePublicAcls',
  'blockPublicPolicy',
  'restrictPublicBuckets',
] as const;
const encryption = [
  'aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration',
  'aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2',
];

/** Name of the setting that holds the key of the logs. */
export const keySetting = 'remediationKmsKeyArn';

/** Remediations of the controls of log buckets. One resource does not tell whose bucket it is: `logBuckets` does. */
export const logBucketRemediations: Readonly<Record<string, Remediation>> = {
  'LB-03': { types: types.bucketPublicAccessBlock, tighten: ofLogBucket(blockPublicAccess) },
  'LB-04': {
    types: ['aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock'],
    tighten: blockPublicAccess,
  },
  'LB-07': { types: types.bucketPolicy, tighten: ofLogBucket(denyClearText) },
  'LB-09': { types: types.bucketVersioning, tighten: ofLogBucket(enableVersioning) },
  'LB-13': {
    types: encryption,
    values: {
      [keySetting]: {
        type: 'string',
        description: 'ARN of the key that a log bucket’s default rule is given where it names none.',
      },
    },
    tighten: ofLogBucket(encryptWithLogKey),
  },
  'LB-18': {
    types: ['aws:s3/bucketOwnershipControls:BucketOwnershipControls'],
    tighten: ofLogBucket(disableAcls),
  },
  'LB-24': {
    types: types.buckets,
    tighten: ofLogBucket((bucket) =>
      bucket.read('forceDestroy') === true ? set('forceDestroy', false) : nothing,
    ),
  },
};

type Tighten = Remediation['tighten'];

function ofLogBucket(tighten: Tighten): Tighten {
  return (resource, settings) => {
    const bucket = resource.read('bucket');
    return typeof bucket === 'string' && settings.logBuckets.includes(bucket)
      ? tighten(resource, settings)
      : nothing;
  };
}

function blockPublicAccess(block: Remediated): readonly Setting[] {
  return publicAccessSettings.flatMap((setting) => {
    const value = block.read(setting);
    return value === true || value === unresolved ? nothing : set(setting, true);
  });
}

function enableVersioning(versioning: Remediated): readonly Setting[] {
  const configuration = versioning.read('versioningConfiguration');
  if (hasUnresolved(configuration) || objectOf(configuration)?.status === 'Enabled') return nothing;
  return [{ path: ['versioningConfiguration', 'status'], value: 'Enabled' }];
}

function disableAcls(controls: Remediated): readonly Setting[] {
  const rule = controls.read('rule');
  if (hasUnresolved(rule) || objectOf(rule)?.objectOwnership === 'BucketOwnerEnforced') return nothing;
  return [{ path: ['rule', 'objectOwnership'], value: 'BucketOwnerEnforced' }];
}

/** A rule that names a key keeps it: which key is right, only its owner knows. */
function encryptWithLogKey(configuration: Remediated, { values }: RemediationSettings): readonly Setting[] {
  const key = values[keySetting];
  const rules = configuration.read('rules');
  if (typeof key !== 'string' || key === '' || hasUnresolved(rules)) return nothing;
  if (isUnset(rules) || (Array.isArray(rules) && rules.length === 0)) return ruleAt(0, key);
  return (Array.isArray(rules) ? (rules as readonly Plain[]) : []).flatMap((rule, index) => {
    const standard = objectOf(objectOf(rule)?.applyServerSideEncryptionByDefault);
    return isUnset(standard?.kmsMasterKeyId) ? ruleAt(index, key) : nothing;
  });
}

function ruleAt(index: number, key: string): readonly Setting[] {
  const standard = ['rules', index, 'applyServerSideEncryptionByDefault'];
  return [
    { path: [...standard, 'sseAlgorithm'], value: 'aws:kms' },
    { path: [...standard, 'kmsMasterKeyId'], value: key },
  ];
}

interface Policy {
  Statement?: unknown;
}

/** Adds the Deny to a policy that is known, as text or as an object; each keeps its form. */
function denyClearText(resource: Remediated): readonly Setting[] {
  const given = resource.read('policy');
  if (hasUnresolved(given)) return nothing;
  const policy = typeof given === 'string' ? parsed(given) : objectOf(given);
  if (policy === undefined) return nothing;
  const { Statement } = policy as Policy;
  const statements = Statement === undefined ? [] : [Statement].flat();
  if (statements.some(deniesClearText)) return nothing;
  const [, partition = 'aws'] = JSON.stringify(policy).match(/"arn:(aws[a-z-]*):s3:::/) ?? [];
  const arn = `arn:${partition}:s3:::${String(resource.read('bucket'))}`;
  const deny = {
    Sid: 'DenyInsecureTransport',
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:*',
    Resource: [arn, `${arn}/*`],
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  };
  const changed = { ...policy, Statement: [...statements, deny] };
  return set('policy', typeof given === 'string' ? JSON.stringify(changed) : changed);
}

function parsed(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function deniesClearText(statement: unknown): boolean {
  const { Sid, Effect, Condition } = (statement ?? {}) as {
    Sid?: unknown;
    Effect?: unknown;
    Condition?: { Bool?: Record<string, unknown> };
  };
  // A statement of this name is the author's, whatever it says: two of one name are refused by S3.
  if (Sid === 'DenyInsecureTransport') return true;
  const value = [Condition?.Bool?.['aws:SecureTransport']].flat()[0];
  return Effect === 'Deny' && String(value) === 'false';
}
