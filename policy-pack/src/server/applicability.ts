import type analyzer from '@pulumi/pulumi/proto/analyzer_pb.js';
import { messages } from './sdk.ts';

/** Why a policy does not apply to a resource; a policy throws it by `args.notApplicable`. */
export class NotApplicable extends Error {
  readonly reason: string | undefined;
  constructor(reason?: string) {
    super(reason ?? 'Policy does not apply');
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
