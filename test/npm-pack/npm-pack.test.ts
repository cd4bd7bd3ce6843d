import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FreshProject, freshProject } from './fresh-project.ts';
import { schemaOfPlugin } from './plugin.ts';

/** A user's program: the same text is JavaScript and TypeScript. */
const program = `
import { existsSync } from 'node:fs';
import * as pulumi from '@pulumi/pulumi';
import { LogKey, ObjectLockMode, organizationNames } from '@trailguard/baseline';
import { recordProgram } from '@trailguard/baseline/testing';

const { resources, inputsOf } = await recordProgram(async () => {
  const key = new LogKey('logs', {
    region: 'eu-central-1',
    accountId: '222222222222',
    managementAccountId: '111111111111',
    trailArn: 'arn:aws:cloudtrail:eu-central-1:111111111111:trail/audit',
    bucketName: 'audit-logs-222222222222',
    alias: 'alias/audit-logs',
    breakGlassRoleArn: 'arn:aws:iam::222222222222:role/BreakGlass',
    deployRoleArns: ['arn:aws:iam::222222222222:role/Deploy'],
  });
  return { isOutput: pulumi.Output.isInstance(key.keyArn) };
});
console.log(
  JSON.stringify({
    types: resources.map(({ type }) => type),
    rotated: inputsOf('aws:kms/key:Key').enableKeyRotation,
    lock: ObjectLockMode.Governance,
    names: typeof organizationNames,
    hasResponder: existsSync(new URL('../function/dist/index.mjs', import.meta.resolve('@trailguard/baseline'))),
  }),
);
`;

const printed = {
  types: expect.arrayContaining(['trailguard:index:LogKey', 'aws:kms/key:Key', 'aws:kms/alias:Alias']),
  rotated: true,
  lock: 'GOVERNANCE',
  names: 'function',
  hasResponder: true,
};

describe('the packed package, installed in a project of its own', () => {
  let project: FreshProject;

  beforeAll(async () => {
    project = await freshProject();
  }, 300_000);
  afterAll(() => project[Symbol.asyncDispose]());

  it('has JavaScript, declarations, schema, licence and no source or test', () => {
    expect(project.packed).toEqual(
      expect.arrayContaining([
        ...[
          'dist/index.js',
          'dist/index.d.ts',
          'schema.json',
          'PulumiPlugin.yaml',
          'LICENSE',
          'README.md',
        ].map((file) => `package/${file}`),
      ]),
    );
    expect(project.packed.filter((file) => /\.test\.|(?<!\.d)\.ts$/.test(file))).toEqual([]);
  });

  it('runs a program in JavaScript', async () => {
    await project.write('program.js', program);
    expect(JSON.parse(await project.node('program.js'))).toEqual(printed);
  });

  it('runs a program in TypeScript', async () => {
    await project.write('typed/program.ts', program);
    expect(JSON.parse(await project.node('typed/program.ts'))).toEqual(printed);
  });

  it('gives a program its types, and names a wrong argument', async () => {
    await project.write('tsconfig.json', JSON.stringify(tsconfig));
    await project.write('typed/program.ts', program);
    await project.checkTypes();

    await project.write('typed/program.ts', program.replace("region: 'eu-central-1'", 'region: 1'));
    await expect(project.checkTypes()).rejects.toThrow(
      /program\.ts.*'number' is not assignable to type 'string'/,
    );
  });

  it('runs the program of docs/own-project.md, its test and its types', async () => {
    const page = await readFile(join(import.meta.dirname, '../../docs/own-project.md'), 'utf8');
    const files = [...page.matchAll(/^```ts\n\/\/ (\S+)\n([\s\S]*?)^```$/gm)];
    expect(files.map(([, name]) => name)).toEqual(['log-archive.ts', 'index.ts', 'log-archive.test.ts']);
    for (const [, name = '', text = ''] of files) await project.write(`documented/${name}`, text);
    await project.write(
      'documented/tsconfig.json',
      JSON.stringify({
        ...tsconfig,
        compilerOptions: { ...tsconfig.compilerOptions, allowImportingTsExtensions: true },
        include: ['.'],
      }),
    );
    await project.checkTypes('documented');
    expect(await project.node('--test', 'documented/log-archive.test.ts')).toMatch(/pass 1\n/);
  });

  it('serves programs in other languages as a plugin, with its schema', async () => {
    const schema = await schemaOfPlugin(project.folder, 'node_modules/@trailguard/baseline');
    const exported = await project.node(
      '--print',
      "require('node:fs').readFileSync(require.resolve('@trailguard/baseline/schema.json'), 'utf8')",
    );
    expect(schema.trim()).toBe(exported.trim());
    expect(Object.keys(JSON.parse(schema).resources)).toContain('trailguard:index:OrganizationTrail');
  });
});

/** As strict as a careful user's; only other packages' declarations are believed. */
const tsconfig = {
  compilerOptions: {
    target: 'es2024',
    module: 'nodenext',
    types: ['node'],
    strict: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
    skipLibCheck: true,
  },
  include: ['typed'],
};
