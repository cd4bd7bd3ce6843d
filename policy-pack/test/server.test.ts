import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EngineResource, PackProcess, type PolicySettings, unknownText } from './pack-process.ts';
import { resource } from './program.ts';
import { messages } from './requests.ts';

const folder = join(import.meta.dirname, 'fixture-pack');
const types = [
  'aws:cloudtrail/trail:Trail',
  'aws:s3/bucket:Bucket',
  'aws:iam/role:Role',
  'random:index/randomId:RandomId',
];

/** A value as the engine sends it: plain, unknown or secret, at any depth. */
const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { depthSize: 'small' },
    fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.constant(unknownText)),
    tie('secret'),
    fc.array(tie('any'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('name', 'Statement', 'constructor', 'length', 'a b'), tie('any')),
  ),
  secret: tie('any').map((inner) => ({
    '4dabf18193072939515e22adb298388d': '1b47061264138c4ac30d75fd1eb44270',
    value: inner,
  })),
})).any;

const properties = fc.dictionary(fc.constantFrom('name', 'bucket', 'tags', 'policy'), value, { maxKeys: 4 });

const stack: fc.Arbitrary<EngineResource[]> = fc
  .array(fc.tuple(fc.constantFrom(...types), properties), { minLength: 1, maxLength: 4 })
  .map((parts) => {
    const made: EngineResource[] = [];
    for (const [index, [type, values]] of parts.entries()) {
      const one = resource(type, `r${index}`, values);
      const before = made.at(-1)?.urn;
      const sources = Object.keys(values).map((name) => [name, before === undefined ? [] : [before]]);
      made.push({ ...one, propertyDependencies: Object.fromEntries(sources) });
    }
    return made;
  });

const settings: fc.Arbitrary<Record<string, PolicySettings>> = fc.dictionary(
  fc.constantFrom(
    'says-what-it-reads',
    'two-validations',
    'is-configured',
    'remediates',
    'judges-stacks',
    'judges-buckets-and-stacks',
  ),
  fc.record({
    level: fc.constantFrom('advisory', 'mandatory', 'disabled', 'remediate'),
    properties: fc.dictionary(
      fc.constantFrom('days', 'regions'),
      fc.oneof(fc.integer(), fc.array(fc.string())),
    ),
  }),
);

/** Policies that judge resources and stacks: to the SDK's server they are of resources, to ours of stacks. */
const ofBothKinds = ['is-configured', 'judges-buckets-and-stacks'];

type Answers = Awaited<ReturnType<PackProcess['answersTo']>>;
type Inapplicable = { notApplicableList: { policyName: string }[] };

/**
 * Answers without the order in which policies are said not to apply: the engine keeps them as a set.
 * @param ofStacks policies that the engine counts with stacks alone, so that it need not hear that they are not about a resource
 */
function inAnyOrder({ single, stack }: Answers, ofStacks: readonly string[] = []) {
  const sorted = <T extends Inapplicable>(answer: T, without: readonly string[] = []) => ({
    ...answer,
    notApplicableList: answer.notApplicableList
      .filter(({ policyName }) => !without.includes(policyName))
      .toSorted((a, b) => a.policyName.localeCompare(b.policyName)),
  });
  return {
    single: single.map(({ analyze, remediate }) => [sorted(analyze, ofStacks), sorted(remediate, ofStacks)]),
    stack: sorted(stack),
  };
}

describe('the server of a pack', () => {
  let own: PackProcess;
  let sdk: PackProcess;
  beforeAll(async () => {
    [own, sdk] = await Promise.all([
      PackProcess.run(['serve.ts', 'own'], folder),
      PackProcess.run(['serve.ts', 'sdk'], folder),
    ]);
  });
  afterAll(async () => {
    await Promise.all([own, sdk].map((pack) => pack?.[Symbol.asyncDispose]()));
  });

  it("introduces a pack as the SDK's server does, but for policies that judge resources and stacks", async () => {
    const { policiesList, ...pack } = await sdk.info();
    expect(await own.info()).toEqual({
      ...pack,
      policiesList: policiesList.map((policy: { name: string }) =>
        ofBothKinds.includes(policy.name)
          ? { ...policy, policyType: messages.PolicyType.POLICY_TYPE_STACK }
          : policy,
      ),
    });
  });

  it("answers any resource, stack and configuration as the SDK's server does", async () => {
    await fc.assert(
      fc.asyncProperty(
        stack,
        settings,
        fc.dictionary(fc.constantFrom('owner', 'stage'), fc.string()),
        async (program, configured, tags) => {
          for (const pack of [own, sdk]) {
            await pack.configure(configured);
            await pack.tagStack(tags);
          }
          expect(inAnyOrder(await own.answersTo(program))).toEqual(
            inAnyOrder(await sdk.answersTo(program), ofBothKinds),
          );
        },
      ),
      { seed: 20_261_121, numRuns: 150 },
    );
  });
});

describe('a policy that fails', () => {
  let failing: PackProcess;
  const tagged = resource('aws:s3/bucket:Bucket', 'logs', { tags: { owner: 'security' } });
  beforeAll(async () => {
    failing = await PackProcess.run(['failing.ts'], folder);
  });
  afterAll(() => failing?.[Symbol.asyncDispose]());

  it('is a mandatory violation with its error, and the policies after it still judge', async () => {
    const found = await failing.analyze(tagged);
    expect(found).toContainEqual(
      expect.objectContaining({
        policy: 'throws',
        level: 'mandatory',
        message: expect.stringContaining('out of order'),
      }),
    );
    expect(found.map(({ policy }) => policy)).toEqual(['throws', 'changes', 'reads']);
    expect(await failing.analyzeStack([tagged])).toEqual([
      expect.objectContaining({ policy: 'throws-for-stacks', level: 'mandatory' }),
      expect.objectContaining({ policy: 'judges-stacks', level: 'advisory' }),
    ]);
  });

  it('cannot change what the policies after it read', async () => {
    const found = await failing.analyze(tagged);
    expect(found.find(({ policy }) => policy === 'changes')?.message).toContain('cannot change owner');
    expect(found.find(({ policy }) => policy === 'reads')?.message).toContain('owner security');
  });

  it('judges again once it is switched off', async () => {
    await failing.configure({ throws: { level: 'disabled' } });
    expect((await failing.analyze(tagged)).map(({ policy }) => policy)).toEqual(['changes', 'reads']);
  });
});
