import { type Static, Type } from 'typebox';

/** Where evidence is read that AWS keeps: log files, and the record of incidents. */
export const EvidenceEnvironment = {
  TRAILGUARD_LOG_READER_ROLE: Type.Optional(
    Type.String({
      pattern: '^arn:aws[a-z-]*:iam::[0-9]{12}:role/[\\w+=,.@/-]{1,512}$',
      description:
        'ARN of a role that may read the log files, one of logReaderRoleArns; the service assumes it to verify logs',
    }),
  ),
  TRAILGUARD_INCIDENTS: Type.Optional(
    Type.String({
      minLength: 1,
      description:
        'bucket of the record of incidents, such as s3://BUCKET, or a folder with a copy of it; without it the service tells of none',
    }),
  ),
  TRAILGUARD_INCIDENT_READER_ROLE: Type.Optional(
    Type.String({
      pattern: '^arn:aws[a-z-]*:iam::[0-9]{12}:role/[\\w+=,.@/-]{1,512}$',
      description: 'ARN of a role that may read that bucket; without it the service reads as itself',
    }),
  ),
};

const Environment = Type.Object(EvidenceEnvironment);

/** Where evidence is read; `null`: nowhere. */
export interface EvidenceSettings {
  /** ARN of the role that reads log files. */
  readonly logReaderRole: string | null;
  /** `s3://BUCKET`, or a folder. */
  readonly incidents: string | null;
  /** ARN of the role that reads the bucket of incidents. */
  readonly incidentReaderRole: string | null;
}

export function evidenceSettings(environment: Static<typeof Environment>): EvidenceSettings {
  return Object.freeze({
    logReaderRole: environment.TRAILGUARD_LOG_READER_ROLE ?? null,
    incidents: environment.TRAILGUARD_INCIDENTS ?? null,
    incidentReaderRole: environment.TRAILGUARD_INCIDENT_READER_ROLE ?? null,
  });
}
