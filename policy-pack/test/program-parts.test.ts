import { describe, expect, it } from 'vitest';
import { nameOf, usePack } from './asked-pack.ts';
import { unknownText } from './pack-process.ts';
import {
  bucket,
  bucketPolicy,
  bucketVersioning,
  from,
  objectLock,
  publicAccessBlock,
  resource,
  statements,
  trail,
  trailProgram,
} from './program.ts';

const pack = usePack();

describe('a violation', () => {
  it('is reported on the resource where that shows it alone, so that its step is blocked', async () => {
    const stopped = trail({ enableLogFileValidation: false });
    const [violation, ...others] = await pack.process.analyze(stopped);
    expect(others).toEqual([]);
    expect(violation).toMatchObject({ policy: nameOf('CT-06'), level: 'mandatory' });
    expect(violation?.message).toBe(
      'Signed digests prove that a log file was changed or removed.\n' +
        'CT-06 Log file validation enabled: the trail signs no digests of its log files; ' +
        'organization (aws:cloudtrail/trail:Trail); ' +
        'fix: Set enableLogFileValidation: true on the trail; the provider’s default is false.; ' +
        'frameworks: CIS AWS Foundations Benchmark 3.0 3.2, CIS AWS Foundations Benchmark 5.0 3.2, ' +
        'CIS AWS Foundations Benchmark 6.0 4.2, CIS AWS Foundations Benchmark 7.0 4.2, ' +
        'AWS Security Hub controls CloudTrail.4, PCI DSS 4.0.1 10.3.2',
    );
  });

  it('names the resource that sets the value, not the one that it is about', async () => {
    const program = trailProgram({ publicAccessBlock: publicAccessBlock({ blockPublicAcls: false }) });
    expect(await pack.process.analyzeStack(program)).toMatchObject([{ urn: publicAccessBlock().urn }]);
  });

  it('of a missing part names the bucket', async () => {
    expect(await pack.process.analyzeStack(trailProgram({ publicAccessBlock: null }))).toMatchObject([
      { urn: bucket().urn },
    ]);
  });

  it('is found again when the resource alone was not asked for', async () => {
    const program = trailProgram({ trail: trail({ kmsKeyId: undefined }) });
    expect(await pack.violationsOf(program)).toEqual(['CT-08']);
    await pack.process.analyze(trail());
    expect((await pack.process.analyzeStack(program)).map(({ policy }) => policy)).toEqual([nameOf('CT-08')]);
  });
});

describe('the parts of a bucket', () => {
  it('are followed by dependency while the name is not known', async () => {
    const unnamed = bucket({ bucket: undefined });
    const by = { bucket: from(unnamed) };
    const parts = {
      bucket: unnamed,
      bucketVersioning: bucketVersioning(by),
      objectLock: objectLock(by),
      publicAccessBlock: publicAccessBlock({ ...by, blockPublicPolicy: false }),
      bucketPolicy: bucketPolicy({ ...by, policy: from(unnamed) }),
      trail: trail({ s3BucketName: from(unnamed) }),
    };
    const diagnostics = await pack.diagnosticsOf(trailProgram(parts));
    expect(diagnostics.filter(({ level }) => level === 'mandatory').map(({ policy }) => policy)).toEqual([
      nameOf('LB-03'),
    ]);
  });

  it('may carry their policy as an object', async () => {
    const policy = { Version: '2012-10-17', Statement: [statements.acl, statements.write] };
    expect(await pack.violationsOf(trailProgram({ bucketPolicy: bucketPolicy({ policy }) }))).toEqual([
      'LB-08',
    ]);
  });

  it('may still stand on the bucket itself', async () => {
    const inline = bucket({
      versioning: { enabled: true },
      objectLockConfiguration: { rule: { defaultRetention: { mode: 'GOVERNANCE', days: 365 } } },
    });
    expect(
      await pack.violationsOf(trailProgram({ bucket: inline, bucketVersioning: null, objectLock: null })),
    ).toEqual([]);
  });

  it('do not count when only the provider reports them', async () => {
    const set = bucket();
    const reported = { ...set, outputs: { ...set.properties, versioning: { enabled: true } } };
    expect(await pack.violationsOf(trailProgram({ bucket: reported, bucketVersioning: null }))).toEqual([
      'LB-09',
    ]);
  });

  it('of a bucket that the configuration names are judged, and block their step', async () => {
    const name = nameOf('LB-03');
    await pack.configure({ [name]: { properties: { logBuckets: ['archive'] } } });
    const open = publicAccessBlock({ bucket: 'archive', blockPublicAcls: false });
    expect((await pack.process.analyze(open)).map(({ policy }) => policy)).toEqual([name]);
    const bare = resource('aws:s3/bucket:Bucket', 'archive', { bucket: 'archive' });
    expect((await pack.process.analyzeStack([bare])).map(({ policy }) => policy)).toEqual([name]);
  });

  it('elsewhere than in the program are no finding', async () => {
    expect(await pack.violationsOf([bucketPolicy()])).toEqual([]);
  });
});

describe('what is not known before the update', () => {
  it('is not missing, though the engine does not say where it comes from', async () => {
    const written = bucketPolicy({ policy: unknownText });
    const program = trailProgram({ bucketPolicy: { ...written, propertyDependencies: {} } });
    const diagnostics = await pack.diagnosticsOf(program);
    expect(diagnostics.filter(({ level }) => level === 'mandatory')).toEqual([]);
    expect(diagnostics.at(-1)?.message).toContain('LB-08: ');
  });

  it('is no violation and is listed once', async () => {
    const source = resource('aws:ssm/parameter:Parameter', 'settings', {});
    const program = [
      source,
      ...trailProgram({
        trail: trail({
          isMultiRegionTrail: from(source),
          enableLogFileValidation: from(source),
          kmsKeyId: from(source),
        }),
        bucketPolicy: bucketPolicy({ policy: from(source) }),
        bucketVersioning: bucketVersioning({ versioningConfiguration: from(source) }),
      }),
    ];
    const diagnostics = await pack.diagnosticsOf(program);
    expect(diagnostics).toMatchObject([{ policy: 'not-evaluated', level: 'advisory' }]);
    for (const id of ['CT-02', 'CT-06', 'CT-08', 'LB-05', 'LB-08', 'LB-09']) {
      expect(diagnostics[0]?.message).toContain(`${id}: `);
    }
    expect(diagnostics[0]?.message).toContain('policy of logs is known only after the update');
  });

  it('is not taken for a setting when the provider will compute it', async () => {
    const set = bucket();
    const unknown = {
      ...set.properties,
      versioning: unknownText,
      policy: unknownText,
    };
    const program = trailProgram({ bucket: { ...set, outputs: unknown }, bucketVersioning: null });
    expect(await pack.violationsOf(program)).toEqual(['LB-09']);
  });

  it('falls back to the provider’s Region while the provider has not computed that of the resource', async () => {
    const single = trail({ isMultiRegionTrail: false, isOrganizationTrail: false });
    const computed = { ...single, properties: { ...single.properties, region: unknownText } };
    const diagnostics = await pack.process.analyzeStack(trailProgram({ trail: computed }));
    expect(diagnostics.map(({ policy }) => policy)).toEqual([nameOf('CT-02')]);
  });

  it('lists a policy that is malformed', async () => {
    const diagnostics = await pack.diagnosticsOf(
      trailProgram({ bucketPolicy: bucketPolicy({ policy: '{"Statement":' }) }),
    );
    expect(diagnostics).toMatchObject([
      { policy: 'not-evaluated', message: expect.stringContaining('not JSON') },
    ]);
  });
});
