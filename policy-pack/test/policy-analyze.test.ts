import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { policyNameOf, programControls } from '../src/index.ts';
import { checkStates } from '../src/state/index.ts';
import { type Diagnostic, type EngineResource, PackProcess } from './pack-process.ts';

const folder = join(import.meta.dirname, '../../test/upgrade/fixtures/first-release');
const stacks = ['log-archive', 'organization', 'security', 'account'];

interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  readonly inputs?: Record<string, unknown>;
  readonly outputs?: Record<string, unknown>;
  readonly provider?: string;
  readonly protect?: boolean;
  readonly propertyDependencies?: Record<string, readonly string[] | null>;
}
interface State {
  readonly version: 3;
  readonly checkpoint: { readonly latest: { readonly resources: StateResource[] } };
}

function stateOf(stack: string): State {
  return JSON.parse(readFileSync(join(folder, `trailguard-${stack}.json`), 'utf8'));
}

/** What the CLI leaves out of the properties that it sends. */
function withoutInternals(properties: Record<string, unknown> = {}): Record<string, unknown> {
  return Object.fromEntries(Object.entries(properties).filter(([name]) => !name.startsWith('__')));
}

/** A resource of a state as `pulumi policy analyze` describes it: inputs alone first, outputs with the whole stack. */
function described(
  resource: StateResource,
  properties: StateResource['inputs'],
  resources: readonly StateResource[],
): EngineResource {
  const provider = resources.find(({ urn, id }) => `${urn}::${id}` === resource.provider);
  const sources = Object.entries(resource.propertyDependencies ?? {}).filter(([, urns]) => urns?.length);
  return {
    type: resource.type,
    urn: resource.urn,
    name: resource.urn.split('::').at(-1) ?? '',
    protect: resource.protect === true,
    properties: withoutInternals(properties),
    propertyDependencies: Object.fromEntries(sources.map(([name, urns]) => [name, urns ?? []])),
    ...(provider === undefined
      ? {}
      : {
          provider: {
            name: provider.urn.split('::').at(-1) ?? '',
            properties: withoutInternals(provider.inputs),
          },
        }),
  };
}

let pack: PackProcess;
beforeAll(async () => {
  pack = await PackProcess.start();
});
afterAll(() => pack[Symbol.asyncDispose]());

/** Asks the pack as `pulumi policy analyze` does: each resource by itself, then all; no stack is configured. */
async function analyze(state: State): Promise<readonly Diagnostic[]> {
  const { resources } = state.checkpoint.latest;
  const found: Diagnostic[] = [];
  for (const resource of resources) {
    const single = described(resource, resource.inputs, resources);
    await pack.remediate(single);
    found.push(...(await pack.analyze(single)));
  }
  return [
    ...found,
    ...(await pack.analyzeStack(
      resources.map((resource) => described(resource, resource.outputs, resources)),
    )),
  ];
}

/** Ids of controls that a list of diagnostics is about. */
function idsOf(found: readonly Diagnostic[]): readonly string[] {
  const ids = new Map(programControls.map((control) => [policyNameOf(control), control.id]));
  return [...new Set(found.flatMap(({ policy }) => ids.get(policy) ?? []))].sort();
}

function failsIn(state: State): readonly string[] {
  const { findings } = checkStates({
    files: [{ name: 'state.json', text: JSON.stringify(state) }],
    now: '2026-06-15T12:00:00.000Z',
  });
  const fails = findings.filter(({ status, cause }) => status === 'fail' || cause === 'error');
  return [...new Set(fails.map(({ controlId }) => controlId))].sort();
}

/** Changes properties of the resources of a type, in inputs and outputs. */
function changed(state: State, type: string, properties: Record<string, unknown>): State {
  const resources = state.checkpoint.latest.resources.map((resource) =>
    resource.type === type
      ? {
          ...resource,
          inputs: { ...resource.inputs, ...properties },
          outputs: { ...resource.outputs, ...properties },
        }
      : resource,
  );
  return { ...state, checkpoint: { latest: { resources } } };
}

describe('under `pulumi policy analyze` the pack', () => {
  it.each(stacks)('finds in the state of %s what `trailguard check-state` finds', async (stack) => {
    const state = stateOf(stack);
    expect(idsOf(await analyze(state))).toEqual(failsIn(state));
  });

  it.each([
    ['organization', 'aws:cloudtrail/trail:Trail', { enableLogFileValidation: false }, 'CT-06'],
    [
      'organization',
      'aws:cloudtrail/trail:Trail',
      { isMultiRegionTrail: false, isOrganizationTrail: false },
      'CT-02',
    ],
    [
      'log-archive',
      'aws:s3/bucketVersioning:BucketVersioning',
      { versioningConfiguration: { status: 'Suspended' } },
      'LB-09',
    ],
    [
      'security',
      'aws:guardduty/organizationConfiguration:OrganizationConfiguration',
      { autoEnableOrganizationMembers: 'NONE' },
      'GD-03',
    ],
  ])('finds in %s what was changed at %s', async (stack, type, properties, id) => {
    const state = changed(stateOf(stack), type, properties);
    expect(failsIn(state)).toContain(id);
    expect(idsOf(await analyze(state))).toEqual(failsIn(state));
  });

  it('takes a secret that it is not shown for unknown', async () => {
    const redacted = {
      '4dabf18193072939515e22adb298388d': '1b47061264138c4ac30d75fd1eb44270',
      value: '[secret]',
    };
    const state = changed(stateOf('organization'), 'aws:cloudtrail/trail:Trail', { kmsKeyId: redacted });
    const found = await analyze(state);
    expect(idsOf(found)).not.toContain('CT-08');
    const open = found.filter(({ policy }) => policy === 'not-evaluated');
    expect(open.map(({ message }) => message).join('\n')).toContain('CT-08');
  });
});
