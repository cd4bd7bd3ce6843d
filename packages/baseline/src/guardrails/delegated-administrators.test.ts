import { describe, expect, it } from 'vitest';
import { recordProgram } from '../testing/record-program.ts';
import { DelegatedAdministrators, DelegatedService } from './delegated-administrators.ts';
import { TrustedAccess } from './trusted-access.ts';

const recorded = (securityHubRegions?: string[]) =>
  recordProgram(() => {
    const access = new TrustedAccess('organization', {
      servicePrincipals: ['config.amazonaws.com', 'access-analyzer.amazonaws.com'],
    });
    new DelegatedAdministrators(
      'security',
      {
        administratorAccountId: '333333333333',
        services: Object.values(DelegatedService),
        homeRegion: 'us-east-1',
        ...(securityHubRegions ? { securityHubRegions } : {}),
      },
      { dependsOn: access },
    );
  });

describe('TrustedAccess', () => {
  it('is a protected resource for each service, never a list', async () => {
    const { resources } = await recorded();
    const access = resources.filter(({ type }) => type.endsWith(':AwsServiceAccess'));
    expect(access.map(({ name, inputs, protect }) => ({ name, inputs, protect }))).toEqual([
      { name: 'organization-config', inputs: { servicePrincipal: 'config.amazonaws.com' }, protect: true },
      {
        name: 'organization-access-analyzer',
        inputs: { servicePrincipal: 'access-analyzer.amazonaws.com' },
        protect: true,
      },
    ]);
    expect(resources.filter(({ type }) => type === 'aws:organizations/organization:Organization')).toEqual(
      [],
    );
  });
});

describe('DelegatedAdministrators', () => {
  it('registers each service by the call that makes what it needs, protected and after trusted access', async () => {
    const { resources } = await recorded();
    const administrators = resources.filter(({ parent }) => parent === 'DelegatedAdministrators security');
    const generic = 'aws:organizations/delegatedAdministrator:DelegatedAdministrator';
    const accountId = '333333333333';
    expect(
      Object.fromEntries(administrators.map(({ name, type, inputs }) => [name, [type, inputs]])),
    ).toEqual({
      'security-cloudtrail': [
        'aws:cloudtrail/organizationDelegatedAdminAccount:OrganizationDelegatedAdminAccount',
        { accountId },
      ],
      'security-config': [generic, { accountId, servicePrincipal: 'config.amazonaws.com' }],
      'security-config-multiaccountsetup': [
        generic,
        { accountId, servicePrincipal: 'config-multiaccountsetup.amazonaws.com' },
      ],
      'security-securityhub': [
        'aws:securityhub/organizationAdminAccount:OrganizationAdminAccount',
        { adminAccountId: accountId, region: 'us-east-1' },
      ],
      'security-access-analyzer': [generic, { accountId, servicePrincipal: 'access-analyzer.amazonaws.com' }],
    });
    for (const { protect, dependsOn } of administrators) {
      expect(protect).toBe(true);
      expect(dependsOn).toContain('AwsServiceAccess organization-config');
    }
  });

  it('registers for Security Hub in further regions after the home region, whose call registers the account', async () => {
    const { find } = await recorded(['us-east-1', 'eu-west-1']);
    const type = 'aws:securityhub/organizationAdminAccount:OrganizationAdminAccount';
    const abroad = find(type, 'security-securityhub-eu-west-1');
    expect(abroad.inputs).toEqual({ adminAccountId: '333333333333', region: 'eu-west-1' });
    expect(abroad.dependsOn).toContain('OrganizationAdminAccount security-securityhub');
    expect(abroad.protect).toBe(true);
  });
});
