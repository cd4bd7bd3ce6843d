import { createRequire } from 'node:module';
import type * as whole from '@pulumi/aws';

const require = createRequire(import.meta.url);

/**
 * The parts of `@pulumi/aws` that components and programs use, each loaded when it is first used. An import of the whole
 * loads more than two hundred services, and an ES import of one service all its resources; `require` leaves these, too,
 * to their first use.
 */
export const aws = {
  get accessanalyzer(): typeof whole.accessanalyzer {
    return require('@pulumi/aws/accessanalyzer');
  },
  get account(): typeof whole.account {
    return require('@pulumi/aws/account');
  },
  get athena(): typeof whole.athena {
    return require('@pulumi/aws/athena');
  },
  get cfg(): typeof whole.cfg {
    return require('@pulumi/aws/cfg');
  },
  get cloudtrail(): typeof whole.cloudtrail {
    return require('@pulumi/aws/cloudtrail');
  },
  get cloudwatch(): typeof whole.cloudwatch {
    return require('@pulumi/aws/cloudwatch');
  },
  get ebs(): typeof whole.ebs {
    return require('@pulumi/aws/ebs');
  },
  get glue(): typeof whole.glue {
    return require('@pulumi/aws/glue');
  },
  get guardduty(): typeof whole.guardduty {
    return require('@pulumi/aws/guardduty');
  },
  get iam(): typeof whole.iam {
    return require('@pulumi/aws/iam');
  },
  get kms(): typeof whole.kms {
    return require('@pulumi/aws/kms');
  },
  get lambda(): typeof whole.lambda {
    return require('@pulumi/aws/lambda');
  },
  get organizations(): typeof whole.organizations {
    return require('@pulumi/aws/organizations');
  },
  get s3(): typeof whole.s3 {
    return require('@pulumi/aws/s3');
  },
  get securityhub(): typeof whole.securityhub {
    return require('@pulumi/aws/securityhub');
  },
  get servicequotas(): typeof whole.servicequotas {
    return require('@pulumi/aws/servicequotas');
  },
  get sns(): typeof whole.sns {
    return require('@pulumi/aws/sns');
  },
  get sqs(): typeof whole.sqs {
    return require('@pulumi/aws/sqs');
  },
  get Provider(): typeof whole.Provider {
    return require('@pulumi/aws/provider').Provider;
  },
  get getCallerIdentity(): typeof whole.getCallerIdentity {
    return require('@pulumi/aws/getCallerIdentity').getCallerIdentity;
  },
  get getRegions(): typeof whole.getRegions {
    return require('@pulumi/aws/getRegions').getRegions;
  },
};
