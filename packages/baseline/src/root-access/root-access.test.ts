import { describe, expect, it } from 'vitest';
import { recordProgram } from '../testing/record-program.ts';
import { RootAccess, RootAccessFeature } from './root-access.ts';

const features = 'aws:iam/organizationsFeatures:OrganizationsFeatures';

describe('RootAccess', () => {
  it('manages credentials and sessions after IAM is trusted, protected', async () => {
    const recording = await recordProgram(() => new RootAccess('root', {}));
    const access = recording.find('aws:organizations/awsServiceAccess:AwsServiceAccess');
    expect([access.inputs, access.protect]).toEqual([{ servicePrincipal: 'iam.amazonaws.com' }, true]);
    const managed = recording.find(features);
    expect([managed.inputs, managed.protect]).toEqual([
      { enabledFeatures: ['RootCredentialsManagement', 'RootSessions'] },
      true,
    ]);
    expect(managed.dependsOn).toContain('AwsServiceAccess root');
    expect(recording.outputs.features).toEqual(['RootCredentialsManagement', 'RootSessions']);
  });

  it('manages what it is told alone', async () => {
    const { inputsOf } = await recordProgram(
      () => new RootAccess('root', { features: [RootAccessFeature.Sessions] }),
    );
    expect(inputsOf(features)).toEqual({ enabledFeatures: ['RootSessions'] });
  });
});
