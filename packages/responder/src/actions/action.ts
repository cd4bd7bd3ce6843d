import type { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import type { EC2Client } from '@aws-sdk/client-ec2';
import type { IAMClient } from '@aws-sdk/client-iam';
import type { S3Client } from '@aws-sdk/client-s3';
import type { Finding } from '../finding.ts';
import type { ResponderSettings } from '../settings.ts';

/** What an action is done to; plain JSON, for the record and the digest that is approved. */
export type Target = Readonly<Record<string, unknown>>;

/** Where and to what. */
export interface Aim {
  readonly accountId: string;
  readonly region: string;
  readonly target: Target;
  /** What would be done, in a sentence. */
  readonly summary: string;
}

/** Clients of one account and Region, of the role that may carry actions out. */
export interface Access {
  readonly ec2: EC2Client;
  readonly iam: IAMClient;
  readonly s3: S3Client;
  readonly cloudTrail: CloudTrailClient;
}

/** What carrying out leaves to tell. */
export interface Done {
  readonly text: string;
  /** How a person takes it back; `null` where there is nothing to take back. */
  readonly undo: string | null;
}

/** One thing that the responder can do. Carrying it out twice is as once: a function may be called again. */
export interface Action {
  /** What it would be done to, or in a sentence why it cannot be done about this finding. */
  aim(finding: Finding, settings: ResponderSettings): Aim | string;
  /** How things are now, enough to undo the action; in a sentence why nothing is to be done. Changes nothing. */
  look(
    access: Access,
    aim: Aim,
    settings: ResponderSettings,
  ): Promise<Readonly<Record<string, unknown>> | string>;
  /** Does it. */
  perform(
    access: Access,
    aim: Aim,
    before: Readonly<Record<string, unknown>>,
    incident: string,
    settings: ResponderSettings,
  ): Promise<Done>;
}
