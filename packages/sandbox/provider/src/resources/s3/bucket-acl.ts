import { type Grant, type Grantee, S3 } from '@aws-sdk/client-s3';
import type { BucketAclArgs, BucketAclState } from '@pulumi/aws/s3/bucketAcl.js';
import { defineResource, type Inputs, type ResourceContext } from '../../core/resource.ts';
import { isError, orMissing } from '../../core/retry.ts';
import { NO_BUCKET } from './propagation.ts';

const PUT = 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketAcl.html';

/** The access control list of a bucket. Id and import id: `bucket[,owner],acl`, with parts that are set. */
export const bucketAcl = defineResource<BucketAclArgs, BucketAclState>({
  token: 'aws:s3/bucketAcl:BucketAcl',
  properties: {
    accessControlPolicy: { computed: true },
    acl: {},
    bucket: { required: true, replaces: PUT },
    expectedBucketOwner: { replaces: PUT },
    region: { computed: true, replaces: PUT },
  },
  computed: {},
  validate: ({ acl, accessControlPolicy }) =>
    (acl === undefined) === (accessControlPolicy === undefined)
      ? { property: 'acl', reason: 'give either acl or accessControlPolicy' }
      : undefined,
  async create(inputs, context) {
    await put(inputs, context);
    return [inputs.bucket, inputs.expectedBucketOwner, inputs.acl].filter(Boolean).join(',');
  },
  async read(id, context) {
    const { bucket, owner, acl } = parts(id);
    const answer = await orMissing(
      context.client(S3).getBucketAcl({ Bucket: bucket, ExpectedBucketOwner: owner }),
      NO_BUCKET,
    );
    if (!answer) return undefined;
    return {
      bucket,
      acl,
      expectedBucketOwner: owner,
      accessControlPolicy: {
        owner: { id: answer.Owner?.ID ?? '' },
        grants: answer.Grants?.map(grantFromAws),
      },
    };
  },
  update: (_id, inputs, context) => put(inputs, context),
  // A bucket always has a list; the real provider leaves it, too.
  delete: async () => {},
});

function parts(id: string): { bucket: string; owner: string | undefined; acl: string | undefined } {
  const [bucket = '', ...rest] = id.split(',');
  return {
    bucket,
    owner: rest.find((part) => /^\d{12}$/.test(part)),
    acl: rest.find((part) => !/^\d{12}$/.test(part)),
  };
}

async function put(inputs: Inputs<BucketAclArgs>, context: ResourceContext): Promise<void> {
  const s3 = context.client(S3);
  const policy = inputs.accessControlPolicy;
  await context.retry(
    () =>
      s3.putBucketAcl({
        Bucket: inputs.bucket,
        ExpectedBucketOwner: inputs.expectedBucketOwner,
        ...(inputs.acl
          ? { ACL: inputs.acl as 'private' }
          : {
              AccessControlPolicy: {
                Owner: { ID: policy?.owner.id },
                Grants: policy?.grants?.map(grantToAws),
              },
            }),
      }),
    // Ownership controls that allow lists may have been set just before.
    (error) => isError(error, [NO_BUCKET, 'OperationAborted', 'AccessControlListNotSupported']),
    20_000,
  );
}

type PolicyGrant = NonNullable<NonNullable<Inputs<BucketAclArgs>['accessControlPolicy']>['grants']>[number];

function grantToAws({ grantee, permission }: PolicyGrant): Grant {
  return {
    Permission: permission as 'READ',
    Grantee: grantee && {
      Type: grantee.type as Grantee['Type'],
      ID: grantee.id,
      EmailAddress: grantee.emailAddress,
      URI: grantee.uri,
    },
  };
}

function grantFromAws({ Grantee: grantee, Permission }: Grant): PolicyGrant {
  return {
    permission: Permission ?? '',
    ...(grantee
      ? {
          grantee: {
            type: grantee.Type ?? '',
            id: grantee.ID,
            emailAddress: grantee.EmailAddress,
            uri: grantee.URI,
          },
        }
      : {}),
  };
}
