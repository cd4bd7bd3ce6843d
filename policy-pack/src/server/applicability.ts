import type analyzer from '@pulumi/pulumi/proto/analyzer_pb.js';
import { messages, protocol } from './sdk.ts';

/**
 * Why a policy does not apply to a resource; a policy throws it by `args.notApplicable`. No error: the stack of one takes
 * longer to take than most policies to judge.
 */
export class NotApplicable {
  readonly reason: string | undefined;
  constructor(reason?: string) {
    this.reason = reason;
  }
}

/** What a policy is handed as `notApplicable`. */
export function throwNotApplicable(reason?: string): never {
  throw new NotApplicable(reason);
}

/** That a policy does not apply, as the engine is told it. */
export function notApplicable(policyName: string, reason: string | undefined): analyzer.PolicyNotApplicable {
  const message = new messages.PolicyNotApplicable();
  message.setPolicyName(policyName);
  if (reason !== undefined) message.setReason(reason);
  return message;
}

const mostReasons = 1000;

/** That policies do not apply, as parts of answers: policies give the same few reasons again and again. */
export class Inapplicability {
  readonly #encoded = new Map<string, Uint8Array>();

  of(policyName: string, reason: string | undefined): Uint8Array {
    const key = JSON.stringify([policyName, reason]);
    const known = this.#encoded.get(key);
    if (known !== undefined) return known;
    const encoded = protocol.makeAnalyzeResponse([], [notApplicable(policyName, reason)]).serializeBinary();
    // A policy may make up reasons.
    if (this.#encoded.size > mostReasons) this.#encoded.clear();
    this.#encoded.set(key, encoded);
    return encoded;
  }
}
