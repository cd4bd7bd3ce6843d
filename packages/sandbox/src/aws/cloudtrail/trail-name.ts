import { AwsError } from '../error.ts';

const Arn = /^arn:aws[a-z-]*:cloudtrail:([a-z0-9-]+):(\d{12}):trail\/(.+)$/;

/** Parts of `arn:aws:cloudtrail:us-east-1:111122223333:trail/name`. */
export interface TrailArn {
  readonly region: string;
  readonly accountId: string;
  readonly name: string;
}

export function trailArn(region: string, accountId: string, name: string): string {
  return `arn:aws:cloudtrail:${region}:${accountId}:trail/${name}`;
}

/**
 * Reads a trail name or ARN, as most operations take either.
 *
 * @throws AwsError `CloudTrailARNInvalidException` for text that begins like an ARN and is none.
 */
export function parseNameOrArn(nameOrArn: string): TrailArn | { readonly name: string } {
  if (!nameOrArn.startsWith('arn:')) return { name: nameOrArn };
  const match = Arn.exec(nameOrArn);
  if (!match) {
    throw new AwsError(
      'CloudTrailARNInvalidException',
      `Invalid ARN: ${nameOrArn}. A trail ARN is arn:aws:cloudtrail:region:account-id:trail/name.`,
    );
  }
  return { region: match[1] ?? '', accountId: match[2] ?? '', name: match[3] ?? '' };
}

/**
 * The naming requirements.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-trail-naming-requirements.html
 * Texts are CloudTrail's where known from its error messages; that of adjacent marks is unverified.
 *
 * @throws AwsError `InvalidTrailNameException`
 */
export function assertTrailName(name: string): void {
  const refuse = (message: string): never => {
    throw new AwsError('InvalidTrailNameException', message);
  };
  if (name.length === 0) refuse('Trail name cannot be blank!');
  if (!/^[A-Za-z0-9._-]+$/.test(name)) {
    refuse(
      'Trail name or ARN can only contain uppercase letters, lowercase letters, numbers, periods (.), hyphens (-), and underscores (_).',
    );
  }
  if (name.length < 3) {
    refuse(
      `Trail name too short. Minimum allowed length: 3 characters. Specified name length: ${name.length} characters.`,
    );
  }
  if (name.length > 128) {
    refuse(
      `Trail name too long. Maximum allowed length: 128 characters. Specified name length: ${name.length} characters.`,
    );
  }
  if (!/^[A-Za-z0-9]/.test(name)) refuse('Trail name must starts with a letter or number.');
  if (!/[A-Za-z0-9]$/.test(name)) refuse('Trail name must ends with a letter or number.');
  if (/[._-]{2}/.test(name)) refuse('Trail name must not have adjacent periods, underscores, or dashes.');
  if (/^\d{1,3}(\.\d{1,3}){3}$/.test(name)) refuse('Trail name must not be formatted as an IP address.');
}
