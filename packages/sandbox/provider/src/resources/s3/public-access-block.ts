import type { PublicAccessBlockConfiguration } from '@aws-sdk/client-s3';

/** The four switches of Block Public Access, as the resources name them. */
export interface PublicAccessBlock {
  blockPublicAcls?: boolean | undefined;
  blockPublicPolicy?: boolean | undefined;
  ignorePublicAcls?: boolean | undefined;
  restrictPublicBuckets?: boolean | undefined;
}

/** Switches as S3 and S3 Control take them; one that was not given is off. */
export function toAws(block: PublicAccessBlock): Required<PublicAccessBlockConfiguration> {
  return {
    BlockPublicAcls: block.blockPublicAcls ?? false,
    BlockPublicPolicy: block.blockPublicPolicy ?? false,
    IgnorePublicAcls: block.ignorePublicAcls ?? false,
    RestrictPublicBuckets: block.restrictPublicBuckets ?? false,
  };
}

/** Switches as S3 and S3 Control answer them. */
export function fromAws(block: PublicAccessBlockConfiguration): Required<PublicAccessBlock> {
  return {
    blockPublicAcls: block.BlockPublicAcls ?? false,
    blockPublicPolicy: block.BlockPublicPolicy ?? false,
    ignorePublicAcls: block.IgnorePublicAcls ?? false,
    restrictPublicBuckets: block.RestrictPublicBuckets ?? false,
  };
}
