import * as pulumi from '@pulumi/pulumi';
import { checkArguments } from '../check-arguments.ts';
import { aws } from '../aws.ts';
import { KeyAdministration } from '../log-archive/key-policy.ts';
import { managementSelectors } from '../organization-trail/event-selectors.ts';
import { dnsSuffixOf, partitionOf } from '../partition.ts';
import { policyDocument } from '../policy-document.ts';

/** Arguments of {@link OrganizationEventDataStore}. */
export interface OrganizationEventDataStoreArgs {
  /** Start of the names of store and key. */
  namePrefix: string;
  /** Region of the store. */
  region: string;
  /** Account of the store, 12 digits: the management account. */
  accountId: string;
  /**
   * Says that the organization used CloudTrail Lake before it was closed to new customers on 31 May 2026: AWS refuses a store to
   * everybody else.
   */
  isLakeCustomer: boolean;
  /** Days that events are kept, 7 to 3653; a year is part of the price of taking an event in. Default: 366. */
  retentionDays?: number;
  /** Tags of store and key. Default: none. */
  tags?: Record<string, string>;
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_CreateEventDataStore.html */
const mostDays = 3653;
const leastDays = 7;

/**
 * An event data store of CloudTrail Lake with the management events of all accounts and Regions, encrypted by a key of its own
 * and protected. Trusted access of CloudTrail has to be enabled before, as `OrganizationTrail` does (`dependsOn`). For organizations
 * that use CloudTrail Lake already; `TrailInvestigation` is for all. Billed by the gigabyte taken
 * in (0.75 USD for management events, with a year of keeping) and read (0.005 USD).
 * @throws when the organization is no customer of CloudTrail Lake, or the retention is none that it takes.
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/query-event-data-store.html
 */
export class OrganizationEventDataStore extends pulumi.ComponentResource {
  /** ARN of the store. */
  readonly storeArn: pulumi.Output<string>;
  /** ARN of its key. */
  readonly keyArn: pulumi.Output<string>;

  constructor(name: string, args: OrganizationEventDataStoreArgs, opts?: pulumi.ComponentResourceOptions) {
    checkArguments('OrganizationEventDataStore', name, args);
    const { namePrefix, region, accountId, retentionDays = 366 } = args;
    if (!args.isLakeCustomer) {
      throw new Error(
        `OrganizationEventDataStore "${name}": CloudTrail Lake takes no new customers since 31 May 2026, so AWS would refuse the store. ` +
          'Ask the log files by TrailInvestigation; set isLakeCustomer where the organization has event data stores already',
      );
    }
    if (!(retentionDays >= leastDays && retentionDays <= mostDays)) {
      throw new Error(
        `OrganizationEventDataStore "${name}": retentionDays is ${retentionDays}; CloudTrail Lake takes ${leastDays} to ${mostDays}`,
      );
    }
    super('trailguard:index:OrganizationEventDataStore', name, args, opts);
    const partition = partitionOf(region);
    const tags = args.tags ? { tags: args.tags } : {};
    const stores = `arn:${partition}:cloudtrail:${region}:${accountId}:eventdatastore/*`;

    const key = new aws.kms.Key(
      name,
      {
        region,
        description: 'Encrypts the event data store of the organization',
        enableKeyRotation: true,
        deletionWindowInDays: 30,
        policy: policyDocument([
          {
            Sid: 'AdministerWithoutUse',
            Effect: 'Allow',
            Principal: { AWS: `arn:${partition}:iam::${accountId}:root` },
            Action: KeyAdministration,
            Resource: '*',
          },
          {
            // Who asks the store decrypts through CloudTrail alone.
            Sid: 'UseThroughCloudTrail',
            Effect: 'Allow',
            Principal: { AWS: `arn:${partition}:iam::${accountId}:root` },
            Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
            Resource: '*',
            Condition: { StringEquals: { 'kms:ViaService': `cloudtrail.${region}.${dnsSuffixOf(region)}` } },
          },
          {
            Sid: 'EncryptOurStores',
            Effect: 'Allow',
            Principal: { Service: 'cloudtrail.amazonaws.com' },
            Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
            Resource: '*',
            Condition: {
              StringEquals: { 'aws:SourceAccount': accountId },
              ArnLike: { 'aws:SourceArn': stores },
            },
          },
        ]),
        ...tags,
      },
      { parent: this, protect: true },
    );
    new aws.kms.Alias(
      name,
      { region, name: `alias/${namePrefix}-event-data-store`, targetKeyId: key.keyId },
      { parent: this },
    );
    const store = new aws.cloudtrail.EventDataStore(
      name,
      {
        region,
        name: `${namePrefix}-organization`,
        kmsKeyId: key.arn,
        billingMode: 'EXTENDABLE_RETENTION_PRICING',
        organizationEnabled: true,
        multiRegionEnabled: true,
        terminationProtectionEnabled: true,
        retentionPeriod: retentionDays,
        advancedEventSelectors: managementSelectors(),
        ...tags,
      },
      // What the component waits for, its children are to wait for too.
      { parent: this, protect: true, ...(opts?.dependsOn ? { dependsOn: opts.dependsOn } : {}) },
    );

    this.storeArn = store.arn;
    this.keyArn = key.arn;
    this.registerOutputs({ storeArn: this.storeArn, keyArn: this.keyArn });
  }
}
