/** Where a call is made. */
export type Where =
  | 'every account'
  | 'management account'
  | 'owner of the trail'
  | 'owner of the event data store'
  | 'owner of the bucket'
  | 'owner of the key'
  | 'owner of the log group'
  | 'owner of the topic'
  | 'administrator of GuardDuty'
  | 'administrator of Security Hub';

/** An API call that a collector makes: what a role must allow, and what a report names. */
export interface CollectedCall {
  /** `service:Operation`, as controls and reports name it. */
  readonly call: string;
  /** IAM action that allows it; S3's have names of their own. */
  readonly action: string;
  readonly where: Where;
}

/** Calls whose IAM action has the name of the operation. */
export function callsIn(where: Where, ...calls: readonly string[]): readonly CollectedCall[] {
  return calls.map((call) => ({ call, action: call, where }));
}
