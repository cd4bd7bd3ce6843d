import { describe, expect, it } from 'vitest';
import { isPublicPolicy } from './public-policy.ts';
import { allow, deny, policy, to } from './test/builders.ts';

const when = (operator: string, key: string, value: string | string[]) =>
  policy(to('*', allow('s3:GetObject', 'arn:aws:s3:::b/*', { Condition: { [operator]: { [key]: value } } })));

// https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html, "The meaning of public"
describe('a bucket policy', () => {
  it.each([
    ['that grants to everyone', policy(to('*', allow())), true],
    ['that grants to everyone, written as AWS', policy(to({ AWS: '*' }, allow())), true],
    ['that grants to everyone in a list', policy(to({ AWS: ['111122223333', '*'] }, allow())), true],
    ['that grants to an account', policy(to({ AWS: '111122223333' }, allow())), false],
    ['that grants to a service', policy(to({ Service: 'cloudtrail.amazonaws.com' }, allow())), false],
    ['that grants to all but one', policy({ ...allow(), NotPrincipal: { AWS: '111122223333' } }), true],
    ['that only denies', policy(to('*', deny())), false],
    [
      'with one public statement among others',
      policy(to({ AWS: '111122223333' }, allow()), to('*', allow())),
      true,
    ],
    ['without statements', policy(), false],
    ['for one VPC', when('StringEquals', 'aws:SourceVpc', 'vpc-91237329'), false],
    ['for any VPC', when('StringLike', 'aws:SourceVpc', 'vpc-*'), true],
    ['for one of two VPC endpoints', when('StringEquals', 'aws:SourceVpce', ['vpce-1', 'vpce-2']), false],
    ['for the organization', when('StringEquals', 'aws:PrincipalOrgID', 'o-1'), false],
    ['for a source account', when('StringEquals', 'aws:SourceAccount', '111122223333'), false],
    ['for a source ARN', when('ArnLike', 'aws:SourceArn', 'arn:aws:sns:us-east-1:111122223333:t'), false],
    ['for a source ARN with a wildcard', when('ArnLike', 'aws:SourceArn', 'arn:aws:sns:us-east-1:*:t'), true],
    ['for a variable', when('StringEquals', 'aws:SourceVpc', '$' + '{aws:PrincipalTag/vpc}'), true],
    ['for a user id', when('StringLike', 'aws:userid', 'AROAEXAMPLEID:*'), true],
    [
      'for a key of encryption',
      when('StringEquals', 's3:x-amz-server-side-encryption-aws-kms-key-id', 'arn:k'),
      false,
    ],
    [
      'for an access point of an account',
      when('StringLike', 's3:DataAccessPointArn', 'arn:aws:s3:us-west-2:123456789012:accesspoint/*'),
      false,
    ],
    [
      'for any access point',
      when('StringLike', 's3:DataAccessPointArn', 'arn:aws:s3:us-west-2:*:accesspoint/*'),
      true,
    ],
    ['for a network', when('IpAddress', 'aws:SourceIp', '203.0.113.0/24'), false],
    ['for a network of /8', when('IpAddress', 'aws:SourceIp', '10.0.0.0/8'), false],
    ['for a network of /7', when('IpAddress', 'aws:SourceIp', '10.0.0.0/7'), true],
    ['for half of the world', when('IpAddress', 'aws:SourceIp', ['203.0.113.0/24', '0.0.0.0/1']), true],
    ['for an IPv6 network of /32', when('IpAddress', 'aws:SourceIp', '2001:db8::/32'), false],
    ['for an IPv6 network of /31', when('IpAddress', 'aws:SourceIp', '2001:db8::/31'), true],
    ['for all but a network', when('NotIpAddress', 'aws:SourceIp', '203.0.113.0/24'), true],
    ['for others than a VPC', when('StringNotEquals', 'aws:SourceVpc', 'vpc-1'), true],
    ['for a VPC, if the key is there', when('StringEqualsIfExists', 'aws:SourceVpc', 'vpc-1'), true],
    [
      'for all values, which none fits too',
      when('ForAllValues:StringEquals', 'aws:SourceVpc', 'vpc-1'),
      true,
    ],
    ['for a key that ties no one', when('StringEquals', 's3:x-amz-acl', 'private'), true],
    ['that is no JSON', '{', true],
    ['that is no policy', 'null', true],
    ['whose statement is no object', '{"Statement":["x"]}', true],
  ])('%s: %#', (_name, text, expected) => {
    expect(isPublicPolicy(text)).toBe(expected);
  });

  it('may be given parsed', () => {
    expect(isPublicPolicy(JSON.parse(policy(to('*', allow()))))).toBe(true);
  });
});
