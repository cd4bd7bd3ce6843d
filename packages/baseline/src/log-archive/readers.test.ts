import { describe, expect, it } from 'vitest';
import { readerFaults } from './readers.ts';

describe('readers of log files', () => {
  it.each([
    'arn:aws:iam::333333333333:role/Analyst',
    'arn:aws-us-gov:iam::333333333333:role/team/Analyst',
    'arn:aws-cn:iam::333333333333:role/Analyst',
    'arn:aws:iam::333333333333:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Logs_*',
    'arn:aws:iam::333333333333:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Logs_*',
  ])('are roles: %s', (arn) => {
    expect(readerFaults([arn])).toEqual([]);
  });

  it.each([
    '*',
    'o-exampleorgid',
    '333333333333',
    'arn:aws:iam::333333333333:root',
    'arn:aws:iam::333333333333:user/someone',
    'arn:aws:iam::333333333333:role/*',
    'arn:aws:iam::333333333333:role/Ana*',
    'arn:aws:iam::*:role/Analyst',
    'arn:aws:iam::333333333333:role/aws-reserved/sso.amazonaws.com/*',
    'arn:aws:iam::333333333333:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_*',
    'arn:aws:iam::333333333333:role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_Logs_*',
    'arn:aws:sts::333333333333:assumed-role/Analyst/me',
  ])('are nobody else: %s', (arn) => {
    expect(readerFaults([arn])).toEqual([expect.stringContaining(`${JSON.stringify(arn)} is no reader`)]);
  });

  it('do not administer the archive', () => {
    const arn = 'arn:aws:iam::222222222222:role/Deploy';
    expect(readerFaults([arn], [arn])).toEqual([expect.stringContaining('administers the archive')]);
  });
});
