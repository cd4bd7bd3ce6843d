import type { RolePolicy } from '@pulumi/aws/iam/rolePolicy.js';
import { aws } from '../aws.ts';
import type * as pulumi from '@pulumi/pulumi';
import { dnsSuffixOf, partitionOf } from '../partition.ts';
import { policyDocument } from '../policy-document.ts';

/** What the role of the responder knows. */
export interface ResponderRole {
  readonly responderName: string;
  readonly region: string;
  readonly accountId: string;
  readonly organizationId: string;
  readonly bucketName: string;
  readonly logGroupName: string;
  readonly failureQueueName: string;
  readonly responseRoleName: string;
}

/**
 * The role of the function: it reads and adds to the record, takes the one role in accounts of the organization, writes its
 * log and its failures. It can write no approval.
 */
export function responderRole(
  parent: pulumi.Resource,
  name: string,
  args: ResponderRole,
  tags: { tags?: pulumi.Input<{ [key: string]: pulumi.Input<string> }> },
): { arn: pulumi.Output<string>; policy: RolePolicy } {
  const { region, accountId } = args;
  const partition = partitionOf(region);
  const bucketArn = `arn:${partition}:s3:::${args.bucketName}`;
  // Whoever may hand the role to a function of their own would act in every account; the code of this one alone does.
  // https://docs.aws.amazon.com/lambda/latest/dg/permissions-source-function-arn.html
  const byResponder = {
    ArnEquals: {
      'lambda:SourceFunctionArn': `arn:${partition}:lambda:${region}:${accountId}:function:${args.responderName}`,
    },
  };
  const role = new aws.iam.Role(
    name,
    {
      name: args.responderName,
      description: 'The responder records incidents and takes the response roles of the accounts',
      assumeRolePolicy: policyDocument([
        {
          Sid: 'AssumeByLambda',
          Effect: 'Allow',
          Principal: { Service: 'lambda.amazonaws.com' },
          Action: 'sts:AssumeRole',
        },
      ]),
      ...tags,
    },
    { parent },
  );
  const policy = new aws.iam.RolePolicy(
    name,
    {
      name: 'respond',
      role: role.name,
      policy: policyDocument([
        {
          Sid: 'ReadRecord',
          Effect: 'Allow',
          Action: ['s3:GetObject', 's3:GetObjectVersion'],
          Resource: ['incidents', 'approvals', 'notes'].map((prefix) => `${bucketArn}/${prefix}/*`),
        },
        {
          Sid: 'ListRecord',
          Effect: 'Allow',
          Action: ['s3:ListBucket', 's3:ListBucketVersions'],
          Resource: bucketArn,
        },
        {
          Sid: 'AddEntries',
          Effect: 'Allow',
          Action: 's3:PutObject',
          Resource: `${bucketArn}/incidents/*`,
          Condition: byResponder,
        },
        {
          Sid: 'UseKeyOfRecord',
          Effect: 'Allow',
          Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
          Resource: `arn:${partition}:kms:${region}:${accountId}:key/*`,
          Condition: {
            StringEquals: { 'kms:ViaService': `s3.${region}.${dnsSuffixOf(region)}` },
            StringLike: { 'kms:EncryptionContext:aws:s3:arn': [bucketArn, `${bucketArn}/*`] },
          },
        },
        {
          Sid: 'TakeResponseRoles',
          Effect: 'Allow',
          Action: 'sts:AssumeRole',
          Resource: `arn:${partition}:iam::*:role/${args.responseRoleName}`,
          Condition: { StringEquals: { 'aws:ResourceOrgID': args.organizationId }, ...byResponder },
        },
        {
          Sid: 'WriteLog',
          Effect: 'Allow',
          Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
          Resource: `arn:${partition}:logs:${region}:${accountId}:log-group:${args.logGroupName}:*`,
        },
        {
          Sid: 'KeepFailures',
          Effect: 'Allow',
          Action: 'sqs:SendMessage',
          Resource: `arn:${partition}:sqs:${region}:${accountId}:${args.failureQueueName}`,
        },
      ]),
    },
    { parent },
  );
  return { arn: role.arn, policy };
}
