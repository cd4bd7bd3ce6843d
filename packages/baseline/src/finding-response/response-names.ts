import { partitionOf } from '../partition.ts';

/** What the names of the response derive from. */
export interface ResponseSettings {
  /** Account that administers threat detection, 12 digits. */
  readonly securityAccountId: string;
  /** Region of the bus, the function and the record. */
  readonly homeRegion: string;
  /** Start of every name, 2 to 21 characters: lower-case letters, digits and hyphens. */
  readonly namePrefix: string;
}

/** Role in every account that carries actions out; the responder alone takes it. */
export const ResponseRoleName = 'TrailGuardResponse';

/** Names and ARNs of the response that several accounts must agree on. */
export interface ResponseNames {
  /** Bucket of the record of incidents; in the security account. */
  readonly incidentBucketName: string;
  /** Bucket of its access logs. */
  readonly incidentAccessLogBucketName: string;
  /** Alias of the record's key, `alias/…`. */
  readonly incidentKeyAlias: string;
  /** The function that answers findings. */
  readonly responderName: string;
  readonly responderArn: string;
  /** Its role. */
  readonly responderRoleArn: string;
  /** Its log group. */
  readonly responderLogGroupName: string;
  /** Queue of events that could not be answered. */
  readonly failureQueueName: string;
  /** Security group without rules, in each network where an instance was isolated. */
  readonly isolationGroupName: string;
}

/** Derives the names of the response, so that the first preview of every stack knows them. */
export function responseNames({
  securityAccountId,
  homeRegion,
  namePrefix,
}: ResponseSettings): ResponseNames {
  const partition = partitionOf(homeRegion);
  const responderName = `${namePrefix}-responder`;
  return {
    incidentBucketName: `${namePrefix}-incidents-${securityAccountId}-${homeRegion}`,
    incidentAccessLogBucketName: `${namePrefix}-incident-logs-${securityAccountId}-${homeRegion}`,
    incidentKeyAlias: `alias/${namePrefix}-incidents`,
    responderName,
    responderArn: `arn:${partition}:lambda:${homeRegion}:${securityAccountId}:function:${responderName}`,
    responderRoleArn: `arn:${partition}:iam::${securityAccountId}:role/${responderName}`,
    responderLogGroupName: `/${namePrefix}/responder`,
    failureQueueName: `${namePrefix}-failed-responses`,
    isolationGroupName: `${namePrefix}-isolation`,
  };
}
