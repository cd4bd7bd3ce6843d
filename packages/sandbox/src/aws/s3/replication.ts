import { AwsError } from '../error.ts';
import type { SandboxContext, Service } from '../service.ts';
import type { S3Parts } from './service.ts';
import { s3State } from './state.ts';

interface Configuration {
  readonly Role: string;
  readonly Rules: readonly { readonly ID?: string; readonly Destination?: { readonly Bucket?: string } }[];
}

/**
 * Where a bucket's objects are copied to. Checked as S3 does, kept and answered whole, of which moto forgets
 * most; no object is copied.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketReplication.html
 */
export function replicationOperations({ moto, facts }: S3Parts): Service['operations'] {
  const requireBucket = async (name: string) => {
    const bucket = await facts.bucket(name);
    if (!bucket) throw new AwsError('NoSuchBucket', 'The specified bucket does not exist', 404);
    return bucket;
  };
  const ask = async (name: string, operation: string): Promise<Record<string, unknown>> => {
    const { accountId, region } = await requireBucket(name);
    return (await moto.call(accountId, region, 's3', operation, { Bucket: name })) as Record<string, unknown>;
  };
  const isVersioned = async (name: string) => (await ask(name, 'GetBucketVersioning')).Status === 'Enabled';
  const isLocked = (name: string) =>
    ask(name, 'GetObjectLockConfiguration').then(
      ({ ObjectLockConfiguration: lock }) => lock !== undefined,
      () => false,
    );
  return {
    PutBucketReplication: async (call, sandbox) => {
      const { Bucket: source, ReplicationConfiguration: configuration } = call.input as {
        Bucket: string;
        ReplicationConfiguration: Configuration;
      };
      await requireBucket(source);
      if (!(await isVersioned(source))) {
        throw new AwsError(
          'InvalidRequest',
          "Versioning must be 'Enabled' on the bucket to apply a replication configuration",
        );
      }
      for (const { Destination } of configuration.Rules) {
        const copy = (Destination?.Bucket ?? '').split(':').at(-1) ?? '';
        if (!(await facts.bucket(copy)))
          throw new AwsError('InvalidRequest', 'Destination bucket must exist.');
        if (!(await isVersioned(copy))) {
          throw new AwsError('InvalidRequest', 'Destination bucket must have versioning enabled.');
        }
        // https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-managing.html#object-lock-managing-replication
        if ((await isLocked(source)) && !(await isLocked(copy))) {
          throw new AwsError(
            'InvalidRequest',
            'The destination bucket must have Object Lock enabled, as the source bucket has.',
          );
        }
      }
      kept(sandbox)[source] = {
        ...configuration,
        Rules: configuration.Rules.map((rule, index) => ({ ID: `rule-${index + 1}`, ...rule })),
      };
      return {};
    },
    GetBucketReplication: async (call, sandbox) => {
      const { Bucket: name } = call.input as { Bucket: string };
      await requireBucket(name);
      const configuration = kept(sandbox)[name];
      if (!configuration) {
        throw new AwsError(
          'ReplicationConfigurationNotFoundError',
          'The replication configuration was not found',
          404,
        );
      }
      return { ReplicationConfiguration: configuration };
    },
    DeleteBucketReplication: async (call, sandbox) => {
      const { Bucket: name } = call.input as { Bucket: string };
      await requireBucket(name);
      delete kept(sandbox)[name];
      return {};
    },
  };
}

/** Configurations by bucket. */
function kept(sandbox: SandboxContext): Record<string, object> {
  const state = s3State(sandbox);
  // A state folder of an earlier version has none.
  state.replication ??= {};
  return state.replication;
}
