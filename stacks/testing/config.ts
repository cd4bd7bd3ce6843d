/** Configuration of the stacks of an organization that is right; a test states what differs. */
export function organizationConfig(different: Record<string, string> = {}): Record<string, string> {
  return keyed({
    organizationId: 'o-exampleorgid',
    managementAccountId: '111111111111',
    logArchiveAccountId: '222222222222',
    securityAccountId: '333333333333',
    homeRegion: 'us-east-1',
    ...different,
  });
}

/** The same for an account's stack. */
export function accountConfig(different: Record<string, string> = {}): Record<string, string> {
  return {
    ...organizationConfig(),
    ...keyed({
      accountName: 'payments',
      email: 'aws+payments@example.com',
      organizationalUnitId: 'ou-ab12-11111111',
      ...different,
    }),
  };
}

function keyed(values: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [`trailguard:${key}`, value]));
}
