import { isError } from '../../core/retry.ts';
import type { ResourceContext } from '../../core/resource.ts';

/**
 * Runs a change that names something IAM may not show everywhere yet, or that another change of the same role is in the way of:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html#troubleshoot_general_eventual-consistency
 */
export function afterIam<T>(context: ResourceContext, change: () => Promise<T>): Promise<T> {
  return context.retry(
    change,
    (error) =>
      isError(error, ['ConcurrentModification', 'ConcurrentModificationException']) ||
      isError(error, ['MalformedPolicyDocument', 'MalformedPolicyDocumentException'], /principal/i),
  );
}

/** A policy document as IAM answers it, without its URL encoding (RFC 3986). */
export function decodeDocument(document: string | undefined): string | undefined {
  return document?.startsWith('%7B') || document?.includes('%22') ? decodeURIComponent(document) : document;
}

/** IAM's codes for something that is not there. */
export const MISSING = ['NoSuchEntity', 'NoSuchEntityException'] as const;
