import { describe, expect, it } from 'vitest';
import { coverageOfProgram } from './coverage.ts';
import { unresolved } from './plain-values.ts';
import { fromInputs, type ProgramResource } from './program-resource.ts';

const resource = (type: string, name: string, properties: Record<string, unknown>): ProgramResource => {
  const urn = `urn:pulumi:dev::project::${type}::${name}`;
  const { get, ...rest } = fromInputs({ type, urn, name, properties });
  return { ...rest, get: (property) => (properties[property] === unresolved ? unresolved : get(property)) };
};
const guarded = (...resources: readonly ProgramResource[]) =>
  coverageOfProgram({ resources, isWhole: true }).guarded.map(({ kind, name, values }) => ({
    kind,
    name,
    values,
  }));
const trust = (Principal: object) =>
  JSON.stringify({ Statement: [{ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' }] });

describe('what a program covers', () => {
  it('has the trusted access and the administrators that it gives', () => {
    const found = guarded(
      resource('aws:organizations/awsServiceAccess:AwsServiceAccess', 'a', {
        servicePrincipal: 'cloudtrail.amazonaws.com',
      }),
      resource('aws:guardduty/organizationAdminAccount:OrganizationAdminAccount', 'b', {
        adminAccountId: '333333333333',
        region: 'eu-west-1',
      }),
    );
    expect(found.filter(({ kind }) => kind === 'grant').map(({ name }) => name)).toEqual(
      [
        'trusted access of cloudtrail.amazonaws.com',
        'administration of GuardDuty by 333333333333 in eu-west-1',
      ].sort(),
    );
  });

  it('has who may assume its roles, and what services may do by them', () => {
    const found = guarded(
      resource('aws:iam/role:Role', 'a', {
        name: 'forward',
        assumeRolePolicy: trust({ Service: 'events.amazonaws.com' }),
      }),
      resource('aws:iam/rolePolicy:RolePolicy', 'b', {
        role: 'forward',
        policy: { Statement: [{ Effect: 'Allow', Action: 'events:PutEvents', Resource: '*' }] },
      }),
      resource('aws:iam/role:Role', 'c', {
        name: 'people',
        assumeRolePolicy: trust({ AWS: '111111111111' }),
      }),
      resource('aws:iam/rolePolicy:RolePolicy', 'd', { role: 'people', policy: { Statement: [] } }),
    );
    expect(found.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'access policy of Role forward',
      'access policy of Role people',
      'role policy of forward',
    ]);
    expect(found[0]?.values).toMatchObject({ admits: ['Service events.amazonaws.com'] });
  });

  it('leaves open what is known only after the update', () => {
    const [role] = guarded(resource('aws:iam/role:Role', 'a', { name: 'new', assumeRolePolicy: unresolved }));
    expect(role?.values).toMatchObject({ policy: { unknown: 'unresolved' } });
  });
});
