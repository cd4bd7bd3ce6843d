import { controls, judge } from '@trailguard/controls';
import { describe, expect, it } from 'vitest';
import { aProgramResource } from '../../test/a-program-resource.ts';
import { estateOf } from './estate.ts';
import { type PlainObject, unresolved } from './plain-values.ts';
import type { ProgramResource } from './program-resource.ts';
import { types } from './types.ts';

type Dependencies = Record<string, readonly ProgramResource[]>;

const provider = { name: null, properties: { allowedAccountIds: '["222222222222"]', region: 'us-east-1' } };
const aResource = (type: string, name: string, properties: PlainObject, dependencies: Dependencies = {}) =>
  aProgramResource(type, name, properties, dependencies, { provider });
const whole = (...resources: readonly ProgramResource[]) => estateOf({ resources, isWhole: true });
const open = expect.objectContaining({ unknown: 'open-world' });
const later = expect.objectContaining({ unknown: 'unresolved' });
const document = (statement: object) =>
  ({ Version: '2012-10-17', Statement: [{ Resource: '*', ...statement }] }) as never;

/** What a control says of a program, by its id. */
function verdictsOn(id: string, ...resources: readonly ProgramResource[]) {
  const judged = judge(whole(...resources), { controls: controls.filter((control) => control.id === id) });
  return judged.map(({ verdict }) => verdict);
}

const deny = document({
  Effect: 'Deny',
  Action: ['cloudtrail:*', 'guardduty:*', 'config:*', 'securityhub:*', 'organizations:LeaveOrganization'],
});
const scp = (properties: PlainObject = {}) =>
  aResource(types.controlPolicy, 'guard', {
    name: 'guard',
    content: JSON.stringify(deny),
    id: unresolved,
    ...properties,
  });
const attached = (targetId: PlainObject[string], policy = scp(), dependencies: Dependencies = {}) =>
  aResource(
    types.controlPolicyAttachment,
    'guard-root',
    { policyId: unresolved, targetId },
    { policyId: [policy], ...dependencies },
  );

describe('control policies of a program', () => {
  it('are read with what they are attached to, as text or as documents', () => {
    for (const content of [JSON.stringify(deny), deny as PlainObject]) {
      expect(whole(scp({ content }), attached('r-abcd')).controlPolicies).toMatchObject({
        items: [{ type: 'SERVICE_CONTROL_POLICY', content: deny, targets: ['r-abcd'] }],
        complete: true,
      });
    }
  });

  it('are attached to the root where the target comes from the organization', () => {
    const organization = aResource(types.organization, 'org', {});
    const attachment = attached(unresolved, scp(), { targetId: [organization] });
    expect(whole(scp(), attachment, organization).controlPolicies.items[0]?.targets).toEqual(['r-(root)']);
  });

  it('are found by their id once they exist', () => {
    const attachment = aResource(types.controlPolicyAttachment, 'x', { policyId: 'p-1', targetId: 'ou-1' });
    expect(whole(scp({ id: 'p-1' }), attachment).controlPolicies.items[0]?.targets).toEqual(['ou-1']);
  });

  it('are no tag policies, and are nobody’s business where there are none', () => {
    expect(whole(scp({ type: 'TAG_POLICY' })).controlPolicies).toEqual({ items: [], complete: open });
  });

  it.each<[string, readonly ProgramResource[], string]>([
    ['attached to the root', [scp(), attached('r-abcd')], 'pass'],
    ['attached to nothing', [scp()], 'fail'],
    [
      'without an action',
      [
        scp({ content: JSON.stringify(document({ Effect: 'Deny', Action: 'cloudtrail:StopLogging' })) }),
        attached('r-abcd'),
      ],
      'fail',
    ],
    ['whose text is known later', [scp({ content: unresolved }), attached('r-abcd')], 'unknown'],
    ['attached to a unit, whose accounts the program does not show', [scp(), attached('ou-abcd')], 'unknown'],
  ])('%s -> %s by ORG-03', (_case, resources, status) => {
    expect(verdictsOn('ORG-03', ...resources)).toMatchObject([{ status }]);
  });

  it.each<[string, readonly ProgramResource[], string]>([
    ['its unit', [attached('ou-1'), unit(), account('ou-1')], 'unknown'],
    ['a unit above its unit', [attached('ou-1'), unit(), unit('ou-2', 'ou-1'), account('ou-2')], 'unknown'],
    ['a unit beside it', [attached('ou-1'), unit(), account('r-abcd')], 'fail'],
    ['a unit, and it has no parent', [attached('ou-1'), unit(), account()], 'fail'],
    ['a unit, and it is in one of another program', [attached('ou-1'), unit(), account('ou-9')], 'unknown'],
    [
      'a unit of a circle',
      [attached('ou-1'), unit('ou-2', 'ou-3'), unit('ou-3', 'ou-2'), account('ou-2')],
      'unknown',
    ],
    [
      'a unit that has no id yet',
      [
        attached(unresolved, scp(), { targetId: [unit(unresolved)] }),
        unit(unresolved),
        account(unresolved, { parentId: [unit(unresolved)] }),
      ],
      'unknown',
    ],
  ])('bind an account where they are attached to %s -> %s', (_where, resources, status) => {
    // Other accounts may be there: what binds this one is well where nothing worse is said.
    expect(verdictsOn('ORG-08', scp(), ...resources)).toMatchObject([{ status }]);
  });
});

const account = (parentId?: PlainObject[string], dependencies: Dependencies = {}) =>
  aResource(
    types.account,
    'shop',
    { name: 'shop', ...(parentId === undefined ? {} : { parentId }) },
    dependencies,
  );
const unit = (id: PlainObject[string] = 'ou-1', parentId = 'r-abcd') =>
  aResource(types.unit, `unit-${String(id)}`, { id, name: 'unit', parentId });

describe('the organization of a program', () => {
  it('is known by what it declares of it', () => {
    const organization = aResource(types.organization, 'org', {
      featureSet: 'CONSOLIDATED_BILLING',
      enabledPolicyTypes: ['SERVICE_CONTROL_POLICY'],
      awsServiceAccessPrincipals: ['cloudtrail.amazonaws.com'],
    });
    expect(whole(organization).organization).toMatchObject({
      featureSet: 'CONSOLIDATED_BILLING',
      enabledPolicyTypes: ['SERVICE_CONTROL_POLICY'],
      rootAccessFeatures: open,
      delegatedAdministrators: open,
    });
  });

  it('has central root access and administrators where the program sets them', () => {
    const rootAccess = aResource(types.rootAccess, 'root', { enabledFeatures: ['RootSessions'] });
    const cloudtrail = aResource(types.trailAdministrator, 'ct', { accountId: '333333333333' });
    const guardduty = aResource(types.detectionAdministrator, 'gd', { adminAccountId: '333333333333' });
    expect(whole(rootAccess, cloudtrail, guardduty).organization).toMatchObject({
      rootAccessFeatures: ['RootSessions'],
      delegatedAdministrators: {
        'cloudtrail.amazonaws.com': ['333333333333'],
        'guardduty.amazonaws.com': ['333333333333'],
      },
    });
    expect(verdictsOn('ORG-02', cloudtrail, guardduty)).toMatchObject([{ status: 'pass' }]);
    expect(verdictsOn('ORG-13', rootAccess)).toMatchObject([
      { status: 'fail', evidence: [{ resource: rootAccess.urn }] },
    ]);
  });
});

const role = (properties: PlainObject = {}) =>
  aResource(types.role, 'admin', {
    name: 'admin',
    assumeRolePolicy: JSON.stringify(
      document({ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }),
    ),
    ...properties,
  });
const policy = (properties: PlainObject = {}) =>
  aResource(types.identityPolicy, 'wide', {
    name: 'wide',
    arn: unresolved,
    policy: JSON.stringify(document({ Effect: 'Allow', Action: '*' })),
    ...properties,
  });
const policiesOf = (...resources: readonly ProgramResource[]) =>
  whole(...resources).access.items[0]?.policies.items;

describe('who may do what in a program', () => {
  it('has roles with who may take them, in the account of their provider', () => {
    expect(whole(role({ maxSessionDuration: 7200, path: '/ci/' })).access.items).toMatchObject([
      {
        accountId: '222222222222',
        identities: {
          items: [{ kind: 'role', name: 'admin', path: '/ci/', maximumSessionSeconds: 7200, boundary: null }],
          complete: open,
        },
      },
    ]);
  });

  it('follows attachments of the program’s own policies and of AWS’s', () => {
    const own = aResource(
      types.roleAttachment,
      'a',
      { role: unresolved, policyArn: unresolved },
      { role: [role()], policyArn: [policy()] },
    );
    const aws = aResource(types.roleAttachment, 'b', {
      role: 'admin',
      policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess',
    });
    expect(policiesOf(role(), policy(), own, aws)).toMatchObject([
      { kind: 'customer', name: 'wide', heldBy: [role().urn] },
      {
        kind: 'aws',
        id: 'arn:aws:iam::aws:policy/AdministratorAccess',
        heldBy: ['role/admin'],
        document: { Statement: [{ Action: ['*'] }] },
      },
    ]);
  });

  it('reads exclusive attachments, embedded and inline policies and managed ARNs', () => {
    const exclusive = aResource(
      types.exclusiveAttachment,
      'a',
      { policyArn: unresolved, roles: ['admin'], users: ['ann'], groups: [] },
      { policyArn: [policy()] },
    );
    const embedded = aResource(
      types.rolePolicy,
      'e',
      { role: unresolved, policy: deny as PlainObject },
      { role: [role()] },
    );
    const inline = role({
      inlinePolicies: [{ name: 'in', policy: JSON.stringify(deny) }],
      managedPolicyArns: ['arn:aws:iam::aws:policy/SecurityAudit'],
    });
    expect(policiesOf(inline, policy(), exclusive, embedded)).toMatchObject([
      { name: 'wide', heldBy: ['role/admin', 'user/ann'] },
      { kind: 'inline', heldBy: [role().urn], document: deny },
      { kind: 'inline', name: 'in', heldBy: [role().urn] },
      { kind: 'aws', name: 'SecurityAudit', heldBy: [role().urn] },
    ]);
  });

  it('does not know what is known only after the update', () => {
    const loose = aResource(types.roleAttachment, 'a', { role: 'admin', policyArn: unresolved });
    expect(policiesOf(role(), policy({ policy: unresolved }), loose)).toMatchObject([
      { document: later, heldBy: later },
    ]);
  });

  it('gives users the policies of their groups', () => {
    const user = aResource(types.user, 'ann', { name: 'ann' });
    const membership = aResource(types.groupMembership, 'm', { user: 'ann', groups: ['admins'] });
    const attachment = aResource(types.groupAttachment, 'a', {
      group: 'admins',
      policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess',
    });
    expect(verdictsOn('IAM-03', user, membership, attachment)).toContainEqual(
      expect.objectContaining({
        status: 'fail',
        reason: 'user ann may change trails or detectors without MFA',
      }),
    );
  });

  it.each<[string, string, readonly ProgramResource[], RegExp]>([
    [
      'IAM-01',
      'full access to CloudTrail',
      [
        aResource(types.userAttachment, 'a', {
          user: 'ann',
          policyArn: 'arn:aws:iam::aws:policy/AWSCloudTrail_FullAccess',
        }),
      ],
      /user ann/,
    ],
    ['IAM-02', 'a wildcard', [policy()], /wildcard/],
    [
      'IAM-03',
      'an administrator without MFA',
      [
        role(),
        aResource(types.rolePolicy, 'e', {
          role: 'admin',
          policy: JSON.stringify(document({ Effect: 'Allow', Action: '*' })),
        }),
      ],
      /role admin/,
    ],
    [
      'IAM-05',
      'the first full access to GuardDuty',
      [
        aResource(types.roleAttachment, 'a', {
          role: 'x',
          policyArn: 'arn:aws:iam::aws:policy/AmazonGuardDutyFullAccess',
        }),
      ],
      /role x/,
    ],
  ])('%s finds %s', (id, _what, resources, reason) => {
    expect(verdictsOn(id, ...resources)).toContainEqual(
      expect.objectContaining({ status: 'fail', reason: expect.stringMatching(reason) }),
    );
  });
});

describe('how a program lets things be watched', () => {
  const recorder = (properties: PlainObject = {}) =>
    aResource(types.recorder, 'config', {
      roleArn: 'arn:aws:iam::222222222222:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig',
      ...properties,
    });
  const status = (isEnabled: boolean) =>
    aResource(types.recorderStatus, 'config', { name: 'config', isEnabled });

  it.each<[string, PlainObject, object]>([
    ['nothing', {}, { recordedTypes: null, excludedTypes: [], includesGlobalTypes: false }],
    [
      'all types',
      { allSupported: true, includeGlobalResourceTypes: true },
      { recordedTypes: null, includesGlobalTypes: true },
    ],
    [
      'some types',
      { allSupported: false, resourceTypes: ['AWS::S3::Bucket'] },
      { recordedTypes: ['AWS::S3::Bucket'] },
    ],
    [
      'all but some',
      { allSupported: false, exclusionByResourceTypes: [{ resourceTypes: ['AWS::S3::Bucket'] }] },
      { recordedTypes: null, excludedTypes: ['AWS::S3::Bucket'], includesGlobalTypes: true },
    ],
  ])('reads a recorder that is told %s', (_what, recordingGroup, expected) => {
    expect(whole(recorder({ recordingGroup }), status(true)).recorders.items).toMatchObject([
      { ...expected, isRecording: true },
    ]);
  });

  it('knows that a recorder nobody starts does not record', () => {
    expect(whole(recorder()).recorders.items[0]?.isRecording).toBe(false);
    expect(whole(recorder(), status(false)).recorders.items[0]?.isRecording).toBe(false);
    expect(whole(recorder({ recordingGroup: unresolved })).recorders.items[0]?.recordedTypes).toEqual(later);
  });

  it('reads rules of the organization, by themselves and in conformance packs', () => {
    const rule = aResource(types.organizationManagedRule, 'r', {
      ruleIdentifier: 'GUARDDUTY_ENABLED_CENTRALIZED',
      excludedAccounts: ['444444444444'],
    });
    const templateBody =
      'Resources:\n  A:\n    Properties:\n      Source: {Owner: AWS, SourceIdentifier: CLOUD_TRAIL_ENCRYPTION_ENABLED}\n';
    const pack = aResource(types.organizationConformancePack, 'p', { templateBody });
    expect(whole(rule, pack).organizationConfigRules.items).toMatchObject([
      { identifier: 'GUARDDUTY_ENABLED_CENTRALIZED', excludedAccounts: ['444444444444'] },
      { identifier: 'CLOUD_TRAIL_ENCRYPTION_ENABLED', excludedAccounts: [] },
    ]);
  });

  it.each<[string, boolean, PlainObject]>([
    ['that are written in it', true, { templateBody: 'SourceIdentifier: GUARDDUTY_ENABLED_CENTRALIZED' }],
    ['that are kept elsewhere', false, { templateS3Uri: 's3://templates/pack.yaml' }],
  ])('knows all rules of the organization by packs %s: %s', (_what, isWhole, properties) => {
    const rule = aResource(types.organizationManagedRule, 'r', { ruleIdentifier: 'ACCESS_KEYS_ROTATED' });
    const pack = aResource(types.organizationConformancePack, 'pack', properties);
    expect(whole(rule, pack).organizationConfigRules.complete === true).toBe(isWhole);
  });

  it('reads Security Hub with the standards that AWS adds unless it is told not to', () => {
    const hub = (properties: PlainObject) => aResource(types.securityHub, 'hub', properties);
    const cis = aResource(types.standardsSubscription, 'cis', {
      standardsArn: 'arn:aws:securityhub:us-east-1::standards/cis-aws-foundations-benchmark/v/5.0.0',
    });
    expect(whole(hub({}), cis).securityHubs.items[0]?.standards).toHaveLength(3);
    expect(whole(hub({ enableDefaultStandards: false }), cis).securityHubs.items[0]?.standards).toHaveLength(
      1,
    );
  });

  it('reads the standards that a policy at the root gives to every hub, where it is the only one', () => {
    const hub = aResource(types.securityHub, 'hub', { enableDefaultStandards: false });
    const policy = (name: string, serviceEnabled = true) =>
      aResource(types.configurationPolicy, name, {
        configurationPolicy: {
          serviceEnabled,
          enabledStandardArns: [`arn:aws:securityhub:us-east-1::standards/${name}/v/1.0.0`],
        },
      });
    const association = (targetId: string) =>
      aResource(types.configurationPolicyAssociation, targetId, { targetId, policyId: unresolved });
    const standardsOf = (...resources: readonly ProgramResource[]) =>
      whole(hub, ...resources).securityHubs.items[0]?.standards;
    expect(standardsOf(policy('one'))).toEqual([]);
    expect(standardsOf(policy('one'), association('r-abcd'))).toEqual([
      { arn: 'arn:aws:securityhub:us-east-1::standards/one/v/1.0.0', status: null },
    ]);
    expect(standardsOf(policy('one', false), association('r-abcd'))).toEqual([]);
    expect(standardsOf(policy('one'), association('r-abcd'), association('ou-ab12'))).toEqual(open);
    expect(standardsOf(policy('one'), policy('two'), association('r-abcd'))).toEqual(open);
    const later = aResource(types.configurationPolicy, 'later', { configurationPolicy: unresolved });
    expect(standardsOf(later, association('r-abcd'))).toEqual(
      expect.objectContaining({ unknown: 'unresolved' }),
    );
  });

  it('reads how Security Hub reaches the organization', () => {
    const resources = [
      aResource(types.securityHubAdministrator, 'a', { adminAccountId: '333333333333' }),
      aResource(types.securityHubConfiguration, 'c', {
        autoEnable: false,
        organizationConfiguration: { configurationType: 'CENTRAL' },
      }),
      aResource(types.configurationPolicyAssociation, 'p', { targetId: 'r-abcd', policyId: 'x' }),
      aResource(types.findingAggregator, 'f', { linkingMode: 'ALL_REGIONS' }),
    ];
    expect(whole(...resources).securityHubOrganization).toMatchObject({
      administratorAccountId: '333333333333',
      configurationType: 'CENTRAL',
      autoEnable: false,
      policyCoversRoot: true,
      linkingMode: 'ALL_REGIONS',
    });
    expect(whole().securityHubOrganization).toEqual(open);
  });

  it('reads tables over logs and whether results are encrypted', () => {
    const table = aResource(types.catalogTable, 't', {
      name: 'cloudtrail',
      storageDescriptor: { location: 's3://logs/AWSLogs/' },
      parameters: { 'projection.enabled': 'true' },
    });
    const workgroup = (configuration: PlainObject) =>
      aResource(types.workgroup, 'w', { name: 'w', configuration });
    expect(whole(table).logTables.items).toMatchObject([
      { location: 's3://logs/AWSLogs/', hasPartitionProjection: true },
    ]);
    const encrypted = { resultConfiguration: { encryptionConfiguration: { encryptionOption: 'SSE_KMS' } } };
    expect(whole(workgroup(encrypted)).queryWorkgroups.items[0]?.encryptsResults).toBe(true);
    expect(whole(workgroup({})).queryWorkgroups.items[0]?.encryptsResults).toBe(false);
  });

  it('reads analyzers', () => {
    expect(whole(aResource(types.analyzer, 'x', { type: 'ORGANIZATION' })).analyzers.items).toMatchObject([
      { type: 'ORGANIZATION', region: 'us-east-1', activeFindings: open },
    ]);
  });

  it.each<[string, boolean, string, ProgramResource[]]>([
    ['an analyzer of the organization', true, 'ORGANIZATION', []],
    ['one of its own account', true, 'ACCOUNT', []],
    ['one of its own account, and makes others', false, 'ACCOUNT', [aResource(types.account, 'shop', {})]],
  ])('a program that has %s shows all: %s', (_what, isWhole, type, others) => {
    const analyzer = aResource(types.analyzer, 'x', { type });
    expect(whole(analyzer, aResource(types.detector, 'd', {}), ...others).analyzers.complete === true).toBe(
      isWhole,
    );
  });
});
