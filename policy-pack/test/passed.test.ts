import { describe, expect, it } from 'vitest';
import { judged, nameOf, usePack } from './asked-pack.ts';
import type { EngineResource } from './pack-process.ts';
import { bucketVersioning, detector, from, publicAccessBlock, trail, trailProgram } from './program.ts';
import { messages } from './requests.ts';

const pack = usePack();

interface Said {
  readonly diagnosticsList: readonly { readonly policyname: string }[];
  readonly notApplicableList: readonly { readonly policyName: string }[];
}

/** Names of those that are switched on; the engine counts no others. */
const enabled = new Set([...judged].map(nameOf));

/**
 * Policies that a resource, or a stack, has passed by the engine's rule: all of the kind but those that report something or
 * do not apply.
 * https://github.com/pulumi/pulumi/blob/master/pkg/resource/analyzer/summary.go
 */
async function passedBy(kind: 'RESOURCE' | 'STACK', { diagnosticsList, notApplicableList }: Said) {
  const { policiesList } = await pack.process.info();
  const others = new Set([
    ...diagnosticsList.map(({ policyname }) => policyname),
    ...notApplicableList.map(({ policyName }) => policyName),
  ]);
  return (policiesList as { name: string; policyType: number }[])
    .filter(({ policyType }) => policyType === messages.PolicyType[`POLICY_TYPE_${kind}`])
    .map(({ name }) => name)
    .filter((name) => enabled.has(name) && !others.has(name));
}

async function passedByStack(program: readonly EngineResource[]): Promise<readonly string[]> {
  return passedBy('STACK', (await pack.process.answersTo(program)).stack);
}

async function passedByResource(resource: EngineResource): Promise<readonly string[]> {
  const { single } = await pack.process.answersTo([resource]);
  return passedBy('RESOURCE', (single[0] as { analyze: Said }).analyze);
}

describe('a stack passes', () => {
  it('the policies that found all compliant', async () => {
    expect(await passedByStack(trailProgram())).toEqual(
      expect.arrayContaining([nameOf('CT-02'), nameOf('LB-09'), nameOf('LB-12')]),
    );
  });

  it('none that reported a resource before', async () => {
    const program = trailProgram({
      bucketVersioning: bucketVersioning({ versioningConfiguration: { status: 'Suspended' } }),
    });
    expect(await passedByStack(program)).not.toContain(nameOf('LB-09'));
  });

  it('none that rests on what is not known yet', async () => {
    const status = from(detector());
    const program = trailProgram({ bucketVersioning: bucketVersioning({ versioningConfiguration: status }) });
    expect(await passedByStack(program)).not.toContain(nameOf('LB-09'));
  });

  it('none that is about what it does not have', async () => {
    expect(await passedByStack([detector()])).not.toContain(nameOf('LB-09'));
  });
});

describe('a resource passes', () => {
  it('the policies that judge it alone and found it compliant', async () => {
    expect(await passedByResource(trail())).toEqual(
      expect.arrayContaining([nameOf('CT-04'), nameOf('CT-06')]),
    );
    expect(await passedByResource(trail({ enableLogFileValidation: false }))).not.toContain(nameOf('CT-06'));
  });

  it('none that is not about it, and none that only the stack can pass', async () => {
    expect(await passedByResource(publicAccessBlock())).toEqual([]);
  });

  it('none that rests on what is not known yet', async () => {
    const open = trail({ enableLogFileValidation: from(detector()) });
    expect(await passedByResource(open)).not.toContain(nameOf('CT-06'));
  });
});
