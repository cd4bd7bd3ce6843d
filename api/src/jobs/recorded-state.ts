import type { OutputMap, Stack } from '@pulumi/pulumi/automation/index.js';
import { saveStackState } from '../store/stack-states.ts';
import { digest } from './binding.ts';
import type { JobContext } from './context.ts';
import type { Deployment } from './deployment.ts';

/** What stands in place of a secret, as `pulumi stack output` shows one. */
export const Masked = '[secret]';

/**
 * The key by which Pulumi marks special values in a state, and its value for secrets.
 * https://github.com/pulumi/pulumi/blob/master/sdk/go/common/resource/sig/sig.go
 */
const Signature = '4dabf18193072939515e22adb298388d';
const SecretSignature = '1b47061264138c4ac30d75fd1eb44270';

/** A copy of a state in which every secret is masked, in the clear or encrypted, and without what decrypts them. */
export function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (typeof value !== 'object' || value === null) return value;
  if ((value as Record<string, unknown>)[Signature] === SecretSignature) return Masked;
  const entries = Object.entries(value).filter(([key]) => key !== 'secrets_providers');
  return Object.fromEntries(entries.map(([key, inner]) => [key, withoutSecrets(inner)]));
}

/**
 * Keeps what a stack's state is now, so that outputs and state can be read without asking the backend. A state that cannot be
 * read is told and stops nothing: what the job did stands in the state itself.
 */
export async function recordState(
  { db, job, event }: Pick<JobContext, 'db' | 'job' | 'event'>,
  { id, folder }: Pick<Deployment, 'id' | 'folder'>,
  stack: Stack,
): Promise<void> {
  try {
    const [{ deployment = {} }, outputs] = await Promise.all([
      stack.exportStack() as Promise<{ deployment?: ExportedDeployment }>,
      stack.outputs(),
    ]);
    const { resources = [], pending_operations = [] } = deployment;
    await saveStackState(db, {
      stack: id,
      job: job.id,
      digest: digest([resources, pending_operations]),
      resources: resources.length,
      outputs: withoutSecretOutputs(outputs),
      deployment: withoutSecrets(deployment) as Record<string, unknown>,
    });
  } catch (error) {
    const message = `The state of ${folder} could not be kept for reading: ${(error as Error).message}`;
    event('diagnostic', { severity: 'warning', message, urn: '' });
  }
}

interface ExportedDeployment extends Record<string, unknown> {
  readonly resources?: readonly unknown[];
  readonly pending_operations?: readonly unknown[];
}

function withoutSecretOutputs(outputs: OutputMap): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(outputs).map(([name, { value, secret }]) => [
      name,
      secret ? Masked : withoutSecrets(value),
    ]),
  );
}
