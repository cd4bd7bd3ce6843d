/** Roles of an account: about what one has that runs a few applications. */
const rolesPerAccount = 20;

const encoded = (document: object) => encodeURIComponent(JSON.stringify(document));

const trust = encoded({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
});
const inline = encoded({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Action: ['logs:CreateLogStream', 'logs:PutLogEvents'], Resource: '*' },
    { Effect: 'Allow', Action: ['dynamodb:GetItem', 'dynamodb:PutItem'], Resource: '*' },
    { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::example-application/*' },
  ],
});

const place = 'ACCOUNT';
const roles = Array.from({ length: rolesPerAccount }, (_, index) => {
  const name = `application-${index}`;
  return `<member><Path>/</Path><RoleName>${name}</RoleName><RoleId>AROA${index}</RoleId><Arn>arn:aws:iam::${place}:role/${name}</Arn><CreateDate>2026-01-01T00:00:00Z</CreateDate><AssumeRolePolicyDocument>${trust}</AssumeRolePolicyDocument><InstanceProfileList/><RolePolicyList><member><PolicyName>work</PolicyName><PolicyDocument>${inline}</PolicyDocument></member></RolePolicyList><AttachedManagedPolicies/><Tags/></member>`;
}).join('');

/** The whole answer, in which the account's id is put later. */
const details = `<GetAccountAuthorizationDetailsResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><GetAccountAuthorizationDetailsResult><IsTruncated>false</IsTruncated><UserDetailList/><GroupDetailList/><RoleDetailList>${roles}</RoleDetailList><Policies/></GetAccountAuthorizationDetailsResult></GetAccountAuthorizationDetailsResponse>`;

/** IAM's answer of who may do what in an account: twenty roles of applications. */
export function accountAuthorizationDetails(accountId: string): string {
  return details.replaceAll(place, accountId);
}

/** IAM's answer of how the root user is kept: as it should be. */
export function accountSummary(): string {
  const entries = { AccountMFAEnabled: 1, AccountAccessKeysPresent: 0, AccountPasswordPresent: 0 };
  const map = Object.entries(entries)
    .map(([key, value]) => `<entry><key>${key}</key><value>${value}</value></entry>`)
    .join('');
  return `<GetAccountSummaryResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><GetAccountSummaryResult><SummaryMap>${map}</SummaryMap></GetAccountSummaryResult></GetAccountSummaryResponse>`;
}
