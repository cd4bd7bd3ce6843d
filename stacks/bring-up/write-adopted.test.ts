import { parseDocument } from 'yaml';
import { describe, expect, it } from 'vitest';
import { writeAdopted } from './write-adopted.ts';

const text = `# Who owns this: platform
stack: production
settings:
  homeRegion: us-east-1 # of the trail
  adopt:
    organization:
      aws:cloudtrail/trail:Trail organization: old
accounts:
  payments:
    email: payments@example.com
`;

describe('what is taken over, in the file of an organization', () => {
  it('stands in its settings, one part a stack, and leaves comments and the rest alone', () => {
    const document = parseDocument(text);
    writeAdopted(
      document,
      { folder: 'log-archive', name: 'production' },
      { 'aws:s3/bucket:Bucket logs': 'b@us-east-1' },
    );
    expect(document.toString()).toBe(
      text.replace('accounts:', '    log-archive:\n      aws:s3/bucket:Bucket logs: b@us-east-1\naccounts:'),
    );
  });

  it('stands in the settings of an account where it is the account’s', () => {
    const document = parseDocument(text);
    writeAdopted(
      document,
      { folder: 'account', name: 'payments' },
      { 'aws:organizations/account:Account account': '4' },
    );
    expect(document.toJS().accounts.payments.adopt).toEqual({
      account: { 'aws:organizations/account:Account account': '4' },
    });
  });

  it('is not written where there is nothing', () => {
    const document = parseDocument(text);
    writeAdopted(document, { folder: 'security', name: 'production' }, {});
    expect(document.toString()).toBe(text);
  });
});
