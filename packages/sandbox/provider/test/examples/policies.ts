import type { Values } from '../../src/core/values.ts';

/** A policy document of one statement. */
export const policy = (statement: Values): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...statement }] });

/** A trust policy for a service. */
export const trust = (service: string): string =>
  policy({ Principal: { Service: service }, Action: 'sts:AssumeRole' });

/** A key policy that leaves the account in charge and lets services use the key. */
export const keyPolicy = (accountId: string, services: readonly string[] = []): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${accountId}:root` },
        Action: 'kms:*',
        Resource: '*',
      },
      ...services.map((Service) => ({
        Effect: 'Allow',
        Principal: { Service },
        Action: 'kms:*',
        Resource: '*',
      })),
    ],
  });

/** A bucket policy that lets a service write and look. */
export const bucketPolicy = (bucket: string, service: string): string =>
  policy({
    Principal: { Service: service },
    Action: ['s3:GetBucketAcl', 's3:GetBucketLocation', 's3:PutObject'],
    Resource: [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`],
  });
