import { aws } from '../aws.ts';
import * as pulumi from '@pulumi/pulumi';
import { checkArguments } from '../check-arguments.ts';
import { KeyAdministration } from '../log-archive/key-policy.ts';
import { oneOrMany } from '../log-archive/trails.ts';
import { dnsSuffixOf, partitionOf } from '../partition.ts';
import { policyDocument } from '../policy-document.ts';

/** Arguments of {@link DeliveryKey}. */
export interface DeliveryKeyArgs {
  /** Region of the key: the trail's home region. */
  region: string;
  /** Account that the key is made in, 12 digits: the management account. */
  accountId: string;
  /** The key's alias, `alias/…`. */
  alias: string;
  /** ARN of the trail whose notices the key encrypts. */
  trailArn: string;
  /** ARNs of further trails whose notices it encrypts. Default: none. */
  furtherTrailArns?: string[];
  /** ARN of the log group that the key encrypts, without `:*`. */
  logGroupArn: string;
}

/**
 * Customer-managed key of the topic and the log group beside the trail. It is not the key of the log files:
 * that one lives in the log archive, away from those whose acts are logged. `alias/aws/sns` would not do,
 * because services cannot publish with it.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
 */
export class DeliveryKey extends pulumi.ComponentResource {
  /** ARN of the key. */
  readonly keyArn: pulumi.Output<string>;

  constructor(name: string, args: DeliveryKeyArgs, opts?: pulumi.ComponentResourceOptions) {
    checkArguments('DeliveryKey', name, args);
    super('trailguard:index:DeliveryKey', name, args, opts);
    const { region } = args;
    const trailArns = [...new Set([args.trailArn, ...(args.furtherTrailArns ?? [])])];
    const root = `arn:${partitionOf(region)}:iam::${args.accountId}:root`;

    const key = new aws.kms.Key(
      name,
      {
        region,
        description: 'Encrypts the notices and the log group of the organization trail',
        enableKeyRotation: true,
        deletionWindowInDays: 30,
        policy: policyDocument([
          {
            Sid: 'AdministerWithoutUse',
            Effect: 'Allow',
            Principal: { AWS: root },
            Action: KeyAdministration,
            Resource: '*',
          },
          {
            // Subscribers and readers use the key through the services alone.
            Sid: 'UseThroughServices',
            Effect: 'Allow',
            Principal: { AWS: root },
            Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
            Resource: '*',
            Condition: {
              StringEquals: {
                'kms:ViaService': [
                  `logs.${region}.${dnsSuffixOf(region)}`,
                  `sns.${region}.${dnsSuffixOf(region)}`,
                ],
              },
            },
          },
          {
            Sid: 'PublishByOurTrail',
            Effect: 'Allow',
            Principal: { Service: 'cloudtrail.amazonaws.com' },
            Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
            Resource: '*',
            Condition: { StringEquals: { 'aws:SourceArn': oneOrMany(trailArns) } },
          },
          {
            Sid: 'EncryptOurLogGroup',
            Effect: 'Allow',
            Principal: { Service: `logs.${region}.${dnsSuffixOf(region)}` },
            Action: [
              'kms:Decrypt*',
              'kms:Describe*',
              'kms:Encrypt*',
              'kms:GenerateDataKey*',
              'kms:ReEncrypt*',
            ],
            Resource: '*',
            Condition: { ArnEquals: { 'kms:EncryptionContext:aws:logs:arn': args.logGroupArn } },
          },
        ]),
      },
      { parent: this, protect: true },
    );
    new aws.kms.Alias(name, { region, name: args.alias, targetKeyId: key.keyId }, { parent: this });

    this.keyArn = key.arn;
    this.registerOutputs({ keyArn: this.keyArn });
  }
}
