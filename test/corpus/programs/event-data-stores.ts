import * as aws from '@pulumi/aws';
import { guiltyOf } from '../entry.ts';

type StoreArgs = aws.cloudtrail.EventDataStoreArgs;

/** A store of the management account. */
const store =
  (args: Partial<StoreArgs> = {}) =>
  () => {
    new aws.organizations.Organization('organization', {
      awsServiceAccessPrincipals: ['cloudtrail.amazonaws.com'],
    });
    new aws.cloudtrail.EventDataStore('lake', { organizationEnabled: true, ...args });
  };

const encrypted = () => {
  const key = new aws.kms.Key('lake-key', { enableKeyRotation: true });
  new aws.cloudtrail.EventDataStore('lake', { kmsKeyId: key.arn });
};

export default [
  guiltyOf(
    'CT-25',
    {
      mistake: 'gives the store no key',
      blames: 'lake',
      broken: store(),
      mended: encrypted,
    },
    {
      mistake: 'gives the store a key of AWS',
      blames: 'lake',
      broken: store({ kmsKeyId: 'arn:aws:kms:us-east-1:111111111111:alias/aws/cloudtrail' }),
      mended: encrypted,
    },
  ),
  guiltyOf(
    'CT-26',
    {
      mistake: 'switches protection off so that a test can clean up',
      blames: 'lake',
      broken: store({ terminationProtectionEnabled: false }),
      mended: store(),
    },
    {
      mistake: 'keeps events for a quarter',
      blames: 'lake',
      broken: store({ retentionPeriod: 90 }),
      mended: store({ retentionPeriod: 366 }),
    },
    {
      mistake: 'takes in the events of one account',
      blames: 'lake',
      broken: store({ organizationEnabled: false }),
      mended: store(),
    },
    {
      mistake: 'takes in one Region',
      blames: 'lake',
      broken: store({ multiRegionEnabled: false }),
      mended: store(),
    },
    {
      mistake: 'stops taking events in',
      blames: 'lake',
      broken: store({ suspend: 'true' }),
      mended: store(),
    },
  ),
];
