import * as aws from '@pulumi/aws';
import { guiltyOf } from '../entry.ts';
import { policyOf } from '../parts/log-bucket.ts';

/** A detector, and what its author adds. */
const detector =
  (add: (id: aws.guardduty.Detector['id']) => unknown = () => {}, args: aws.guardduty.DetectorArgs = {}) =>
  () => {
    const made = new aws.guardduty.Detector('main', args);
    add(made.id);
  };

/** A bucket that takes files from outside, and a plan for this one. */
const uploads =
  (bucketName: string | null, status: string | null = 'ENABLED') =>
  () => {
    const tags = { 'trailguard:uploads': 'true' };
    const inbox = new aws.s3.Bucket('inbox', { bucket: 'acme-inbox', tags });
    new aws.guardduty.MalwareProtectionPlan('scan', {
      role: 'arn:aws:iam::111111111111:role/scan',
      protectedResource: { s3Bucket: { bucketName: bucketName ?? inbox.bucket } },
      ...(status === null ? {} : { actions: [{ taggings: [{ status }] }] }),
    });
  };

/** Findings of two Regions, of which these are exported. */
const exporting =
  (...regions: string[]) =>
  () => {
    for (const region of ['us-east-1', 'eu-west-1']) {
      const { id } = new aws.guardduty.Detector(`detector-${region}`, { region });
      if (!regions.includes(region)) continue;
      new aws.guardduty.PublishingDestination(`export-${region}`, {
        region,
        detectorId: id,
        destinationArn: 'arn:aws:s3:::acme-findings',
        kmsKeyArn: 'arn:aws:kms:us-east-1:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab',
      });
    }
  };

type Criteria = aws.types.input.guardduty.FilterFindingCriteriaCriterion[];
const filter = (criterions: Criteria, description?: string, action = 'ARCHIVE') =>
  detector(
    (detectorId) =>
      new aws.guardduty.Filter('quiet', {
        detectorId,
        name: 'quiet',
        rank: 1,
        action,
        findingCriteria: { criterions },
        ...(description === undefined ? {} : { description }),
      }),
  );
const reviewed = 'Owner: platform - Review by: 2099-01-31 - Reason: scanner of ours';
const narrow: Criteria = [
  { field: 'type', equals: ['Recon:EC2/Portscan'] },
  { field: 'resource.instanceDetails.instanceId', equals: ['i-0123456789abcdef0'] },
  { field: 'severity', lessThan: '7' },
];

/** A trusted list whose file is in a bucket of the program. */
const trusted = (status: string, args: Partial<aws.guardduty.IPSetArgs> = {}, content?: string) =>
  detector((detectorId) => {
    const lists = new aws.s3.Bucket('lists', { bucket: 'acme-lists' });
    new aws.s3.BucketVersioning('lists', { bucket: lists.id, versioningConfiguration: { status } });
    if (content !== undefined)
      new aws.s3.BucketObjectv2('offices', { bucket: lists.id, key: 'offices.txt', content });
    new aws.guardduty.IPSet('offices', {
      detectorId,
      name: 'offices',
      activate: true,
      format: 'TXT',
      location: 'https://s3.amazonaws.com/acme-lists/offices.txt',
      ...args,
    });
  });
const lists = { approvedLists: ['offices'], approvedBuckets: ['acme-lists'] };

const threats = (activate: boolean) =>
  detector((detectorId) => {
    new aws.guardduty.ThreatIntelSet('threats', {
      detectorId,
      name: 'threats',
      activate,
      format: 'TXT',
      location: 'https://s3.amazonaws.com/acme-lists/threats.txt',
    });
  });

/** A rule for findings, and whom it tells. */
const told = (pattern: object, isTargeted = true, args: Partial<aws.cloudwatch.EventRuleArgs> = {}) =>
  detector(() => {
    const rule = new aws.cloudwatch.EventRule('findings', { eventPattern: JSON.stringify(pattern), ...args });
    const topic = new aws.sns.Topic('alerts', { name: 'alerts' });
    new aws.sns.TopicPolicy('alerts', {
      arn: topic.arn,
      policy: policyOf({
        Effect: 'Allow',
        Principal: { Service: 'events.amazonaws.com' },
        Action: 'sns:Publish',
        Resource: 'arn:aws:sns:us-east-1:111111111111:alerts',
      }),
    });
    new aws.sns.TopicSubscription('on-call', {
      topic: topic.arn,
      protocol: 'https',
      endpoint: 'https://pager.example.com',
    });
    if (isTargeted) new aws.cloudwatch.EventTarget('findings', { rule: rule.name, arn: topic.arn });
  });
const severe = {
  source: ['aws.guardduty'],
  'detail-type': ['GuardDuty Finding'],
  detail: { severity: [{ numeric: ['>=', 7] }] },
};

const subscribed = (region: string) => () => {
  for (const one of ['us-east-1', 'eu-west-1']) {
    new aws.guardduty.Detector(`detector-${one}`, { region: one });
    new aws.securityhub.Account(`hub-${one}`, { region: one });
  }
  new aws.securityhub.ProductSubscription('us-east-1', {
    region: 'us-east-1',
    productArn: 'arn:aws:securityhub:us-east-1::product/aws/guardduty',
  });
  new aws.securityhub.ProductSubscription('eu-west-1', {
    region,
    productArn: `arn:aws:securityhub:${region}::product/aws/${region === 'eu-west-1' ? 'guardduty' : 'inspector'}`,
  });
};

export default [
  guiltyOf(
    'GD-18',
    {
      mistake: 'scans another bucket than the one for uploads',
      blames: 'inbox',
      broken: uploads('acme-other'),
      mended: uploads(null),
    },
    {
      mistake: 'does not tag what was scanned',
      blames: 'scan',
      broken: uploads(null, null),
      mended: uploads(null),
    },
    {
      mistake: 'disables the tags of what was scanned',
      blames: 'scan',
      broken: uploads(null, 'DISABLED'),
      mended: uploads(null),
    },
  ),
  guiltyOf(
    'GD-19',
    {
      mistake: 'leaves findings to be published every six hours',
      blames: 'main',
      broken: detector(),
      mended: detector(undefined, { findingPublishingFrequency: 'FIFTEEN_MINUTES' }),
    },
    {
      mistake: 'publishes findings every hour',
      blames: 'main',
      broken: detector(undefined, { findingPublishingFrequency: 'ONE_HOUR' }),
      mended: detector(undefined, { findingPublishingFrequency: 'FIFTEEN_MINUTES' }),
    },
  ),
  guiltyOf('GD-20', {
    mistake: 'exports findings of one Region and forgets another',
    blames: 'detector-eu-west-1',
    broken: exporting('us-east-1'),
    mended: exporting('us-east-1', 'eu-west-1'),
  }),
  guiltyOf(
    'GD-22',
    {
      mistake: 'makes a rule for findings that tells nobody',
      blames: 'findings',
      broken: told(severe, false),
      mended: told(severe),
    },
    {
      mistake: 'disables the rule for findings',
      blames: 'findings',
      broken: told(severe, true, { state: 'DISABLED' }),
      mended: told(severe, true, { state: 'ENABLED' }),
    },
    {
      mistake: 'asks for critical findings alone',
      blames: 'findings',
      broken: told({ ...severe, detail: { severity: [{ numeric: ['>=', 9] }] } }),
      mended: told(severe),
    },
  ),
  guiltyOf(
    'GD-24',
    {
      mistake: 'archives all findings of a type',
      blames: 'quiet',
      broken: filter([{ field: 'type', equals: ['Recon:EC2/Portscan'] }], reviewed),
      mended: filter(narrow, reviewed),
    },
    {
      mistake: 'archives findings by their severity',
      blames: 'quiet',
      broken: filter([{ field: 'severity', lessThan: '4' }], reviewed),
      mended: filter(narrow, reviewed),
    },
    {
      mistake: 'does not say who reviews the filter, and when',
      blames: 'quiet',
      broken: filter(narrow, 'noise'),
      mended: filter(narrow, reviewed),
    },
  ),
  guiltyOf(
    'GD-25',
    {
      mistake: 'trusts a list that nobody approved',
      blames: 'offices',
      settings: lists,
      broken: trusted('Enabled', { name: 'vendors' }),
      mended: trusted('Enabled', {}, '192.0.2.0/28\n'),
    },
    {
      mistake: 'trusts a list whose bucket keeps no versions',
      blames: 'offices',
      settings: lists,
      broken: trusted('Suspended', {}, '192.0.2.0/28\n'),
      mended: trusted('Enabled', {}, '192.0.2.0/28\n'),
    },
    {
      mistake: 'trusts a sixteenth of the Internet',
      blames: 'offices',
      settings: lists,
      broken: trusted('Enabled', {}, '16.0.0.0/4\n'),
      mended: trusted('Enabled', {}, '16.0.0.0/28\n'),
    },
  ),
  guiltyOf('GD-26', {
    mistake: 'declares a list of threats and leaves it inactive',
    blames: 'threats',
    broken: threats(false),
    mended: threats(true),
  }),
  guiltyOf(
    'GD-27',
    {
      mistake: 'forgets a tag that detectors must have',
      blames: 'main',
      settings: { requiredTags: ['owner'] },
      broken: detector(undefined, { tags: { Owner: 'security' } }),
      mended: detector(undefined, { tags: { owner: 'security' } }),
    },
    {
      mistake: 'leaves a tag empty',
      blames: 'main',
      settings: { requiredTags: ['owner'] },
      broken: detector(undefined, { tags: { owner: '' } }),
      mended: detector(undefined, { tags: { owner: 'security' } }),
    },
  ),
  guiltyOf('GD-28', {
    mistake: 'subscribes to another product in one Region',
    blames: 'detector-eu-west-1',
    broken: subscribed('eu-central-1'),
    mended: subscribed('eu-west-1'),
  }),
  guiltyOf(
    'GD-29',
    {
      mistake: 'uses the block datasources',
      blames: 'main',
      broken: detector(undefined, { datasources: { s3Logs: { enable: true } } } as never),
      mended: detector((detectorId) => {
        new aws.guardduty.DetectorFeature('s3', { detectorId, name: 'S3_DATA_EVENTS', status: 'ENABLED' });
      }),
    },
    {
      mistake: 'declares both kinds of Runtime Monitoring',
      blames: 'eks',
      broken: detector((detectorId) => {
        for (const [key, name] of Object.entries({
          eks: 'EKS_RUNTIME_MONITORING',
          all: 'RUNTIME_MONITORING',
        }))
          new aws.guardduty.DetectorFeature(key, { detectorId, name, status: 'ENABLED' });
      }),
      mended: detector((detectorId) => {
        new aws.guardduty.DetectorFeature('all', {
          detectorId,
          name: 'RUNTIME_MONITORING',
          status: 'ENABLED',
        });
      }),
    },
  ),
];
