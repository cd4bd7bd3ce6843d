import type { EngineEvent } from '@pulumi/pulumi/automation/index.js';
import type { JobContext } from './context.ts';
import type { Deployment } from './deployment.ts';
import { JobFailure, reasonOf } from './failure.ts';
import { openStack } from './open-stack.ts';

/** A resource that is not as its stack's last update left it. */
export interface Drift {
  readonly urn: string;
  readonly type: string;
  /** `delete`: it is gone. */
  readonly op: string;
  /** Properties that differ; never their values, as some are secret. */
  readonly properties: readonly string[];
}

/**
 * Compares what a stack's state says with what is there, and changes neither.
 * @throws JobFailure PREVIEW_FAILED
 */
export async function findDrift(context: JobContext, deployment: Deployment): Promise<Drift[]> {
  const { folder } = deployment;
  await context.step(`compare ${folder}`);
  const stack = await openStack(context, deployment, 'preview', await deployment.environment.preview());
  const drift: Drift[] = [];
  try {
    await stack.previewRefresh({
      onEvent: (event) => drift.push(...driftIn(event)),
      signal: context.signal,
    });
  } catch (cause) {
    throw new JobFailure('PREVIEW_FAILED', `${folder}: ${reasonOf(cause)}`, { cause });
  }
  for (const one of drift) context.event('drift', { ...one });
  return drift;
}

/** What an event of a refresh tells of a resource that has changed or is gone. */
function driftIn({ resOutputsEvent: done }: EngineEvent): Drift[] {
  if (done === undefined) return [];
  const { urn, type, op, diffs } = done.metadata;
  const details = Object.keys(done.metadata.detailedDiff ?? {});
  if (op !== 'update' && op !== 'delete') return [];
  return [{ urn, type, op, properties: [...new Set([...(diffs ?? []), ...details])].sort() }];
}
