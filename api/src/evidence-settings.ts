import { type Static, Type } from 'typebox';

/** Where evidence is read that AWS keeps, log files and the record of incidents, and how long bundles of evidence are kept. */
export const EvidenceEnvironment = {
  TRAILGUARD_LOG_READER_ROLE: Type.Optional(
    Type.String({
      pattern: '^arn:aws[a-z-]*:iam::[0-9]{12}:role/[\\w+=,.@/-]{1,512}$',
      description:
        'ARN of a role that may read the log files; the service assumes it to verify logs. It is admitted by the archive: the only one, or one of logReaderRoleArns where TRAILGUARD_STACK_SETTINGS has them',
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
  TRAILGUARD_EVIDENCE_DAYS: Type.Integer({
    default: 90,
    minimum: 1,
    maximum: 3_650,
    description:
      'days for which the file of a bundle of evidence can be downloaded; what is known of it, its hashes above all, stays',
  }),
};

const Environment = Type.Object(EvidenceEnvironment);

/** Where evidence is read, `null`: nowhere, and how long bundles are kept. */
export interface EvidenceSettings {
  /** ARN of the role that reads log files. */
  readonly logReaderRole: string | null;
  /** `s3://BUCKET`, or a folder. */
  readonly incidents: string | null;
  /** ARN of the role that reads the bucket of incidents. */
  readonly incidentReaderRole: string | null;
  /** For which the file of a bundle is kept. */
  readonly bundleDays: number;
}

export function evidenceSettings(environment: Static<typeof Environment>): EvidenceSettings {
  return Object.freeze({
    logReaderRole: environment.TRAILGUARD_LOG_READER_ROLE ?? null,
    incidents: environment.TRAILGUARD_INCIDENTS ?? null,
    incidentReaderRole: environment.TRAILGUARD_INCIDENT_READER_ROLE ?? null,
    bundleDays: environment.TRAILGUARD_EVIDENCE_DAYS,
  });
}
