import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from './index.ts';
import { pythonEnvironment } from './moto/environment.ts';

const run = promisify(execFile);

let sandbox: Sandbox;
let python: string;
beforeAll(async () => {
  sandbox = await startSandbox({ delays: { iam: 0, accounts: 0 } });
  ({ python } = await pythonEnvironment());
});
afterAll(() => sandbox?.stop());

/** Runs statements of Python that end by printing JSON. */
async function boto3(program: string): Promise<unknown> {
  const prelude = `
import boto3, json
from botocore.config import Config
from botocore.exceptions import ClientError
def client(name, **kwargs): return boto3.client(name, config=Config(retries={'max_attempts': 0}, signature_version='s3v4' if name == 's3' else None), **kwargs)
def refusal(call):
    try: call()
    except ClientError as error: return [error.response['Error']['Code'], error.response['ResponseMetadata']['HTTPStatusCode']]
`;
  const { stdout } = await run(python, ['-c', `${prelude}\n${program}`], {
    env: {
      ...sandbox.environment,
      AWS_DEFAULT_REGION: 'us-east-1',
      PATH: process.env.PATH ?? '',
      AWS_EC2_METADATA_DISABLED: 'true',
    },
  });
  return JSON.parse(stdout);
}

describe('boto3', () => {
  it('reads the answers of every protocol', async () => {
    const answer = await boto3(`
identity = client('sts').get_caller_identity()
organization = client('organizations')
paged = [a['Name'] for page in organization.get_paginator('list_accounts').paginate(PaginationConfig={'PageSize': 2}) for a in page['Accounts']]
regions = client('ec2').describe_regions()['Regions']
optin = client('account').list_regions()['Regions']
detector = client('guardduty').create_detector(Enable=True)['DetectorId']
alarms = client('cloudwatch').describe_alarms()['MetricAlarms']
role = client('iam').create_service_linked_role(AWSServiceName='cloudtrail.amazonaws.com')['Role']
print(json.dumps({'account': identity['Account'], 'paged': paged, 'regions': len(regions), 'optin': len(optin), 'detector': len(detector), 'alarms': alarms, 'role': role['RoleName']}))
`);
    expect(answer).toEqual({
      account: sandbox.accounts.management,
      paged: ['management', 'log-archive', 'security'],
      regions: 4,
      optin: 5,
      detector: 32,
      alarms: [],
      role: 'AWSServiceRoleForCloudTrail',
    });
  });

  it('reads and writes objects, also by a signed URL', async () => {
    const answer = await boto3(`
import urllib.request
s3 = client('s3')
s3.create_bucket(Bucket='from-python')
s3.put_object(Bucket='from-python', Key='a b/é+c', Body=b'hello', Metadata={'k': 'v'})
head = s3.head_object(Bucket='from-python', Key='a b/é+c')
url = s3.generate_presigned_url('get_object', Params={'Bucket': 'from-python', 'Key': 'a b/é+c'})
rule = s3.get_bucket_encryption(Bucket='from-python')['ServerSideEncryptionConfiguration']['Rules'][0]
print(json.dumps([head['ContentLength'], head['Metadata'], urllib.request.urlopen(url).read().decode(), rule['ApplyServerSideEncryptionByDefault']['SSEAlgorithm']]))
`);
    expect(answer).toEqual([5, { k: 'v' }, 'hello', 'AES256']);
  });

  it('reads refusals of every protocol', async () => {
    const answer = await boto3(`
organization = client('organizations')
print(json.dumps({
  'json': refusal(lambda: organization.describe_account(AccountId='999999999999')),
  'query': refusal(lambda: client('iam').create_role(RoleName='x', AssumeRolePolicyDocument='{}')),
  'ec2': refusal(lambda: client('ec2').describe_regions(RegionNames=['moon-1'])),
  'rest-json': refusal(lambda: client('account').get_region_opt_status(RegionName='moon-1')),
  'rest-xml': refusal(lambda: client('s3').get_bucket_policy(Bucket='nobody-has-it')),
  'role': refusal(lambda: client('sts').assume_role(RoleArn='arn:aws:iam::999999999999:role/x', RoleSessionName='xx')),
}))
`);
    expect(answer).toEqual({
      json: ['AccountNotFoundException', 400],
      query: ['MalformedPolicyDocument', 400],
      ec2: ['InvalidParameterValue', 400],
      'rest-json': ['ValidationException', 400],
      'rest-xml': ['NoSuchBucket', 404],
      role: ['AccessDenied', 403],
    });
  });
});
