import type { ResourceValidationPolicy, StackValidationPolicy } from '@pulumi/policy';
import { type Control, defineControl } from '@trailguard/controls';
import { describe, expect, it } from 'vitest';
import { programControls } from './program-controls.ts';
import { packPolicies, type PackOptions } from './trailguard-pack.ts';

const type = 'aws:cloudtrail/trail:Trail';
const urn = `urn:pulumi:dev::project::${type}::main`;
const signed = programControls.find(({ id }) => id === 'CT-06') as Control;
const broken = defineControl({
  id: 'ACME-01',
  title: 'Trails are judged by a rule with a fault',
  intent: 'Shows what becomes of a fault.',
  severity: 'low',
  appliesTo: 'trail',
  policies: ['resource', 'stack'],
  pulumiTypes: [type],
  needs: [],
  fix: 'Mend the control.',
  url: 'https://docs.aws.amazon.com/',
  evaluate() {
    throw new Error('out of order');
  },
});

/** What the policies of a pack report of a trail by itself. */
function reportedOn(options: PackOptions, props: Record<string, unknown>): Record<string, string[]> {
  const said: Record<string, string[]> = {};
  for (const policy of packPolicies(options) as (ResourceValidationPolicy | StackValidationPolicy)[]) {
    if (!('validateResource' in policy) || typeof policy.validateResource !== 'function') continue;
    const messages: string[] = [];
    const args = { type, urn, name: 'main', props, opts: {}, getConfig: () => ({}) };
    void policy.validateResource(args as never, (message) => messages.push(message));
    if (messages.length > 0) said[policy.name] = messages;
  }
  return said;
}

describe('a pack', () => {
  it('takes a control that throws for violated, names the error, and asks the others', () => {
    const said = reportedOn({ judges: [broken, signed] }, { enableLogFileValidation: false });
    expect(Object.keys(said)).toEqual([
      'acme-01-trails-are-judged-by-a-rule-with-a-fault',
      'ct-06-log-file-validation-enabled',
    ]);
    expect(Object.values(said)[0]?.[0]).toContain('error in the control: out of order');
  });

  it('changes defaults of parameters, and refuses such as there are not', () => {
    const lock = programControls.filter(({ id }) => id === 'LB-12');
    const [policy] = packPolicies({ judges: lock, parameters: { 'LB-12': { lockMinDays: 30 } } });
    expect(policy?.configSchema?.properties.lockMinDays).toMatchObject({ default: 30 });
    expect(() => packPolicies({ judges: lock, parameters: { 'LB-12': { days: 30 } } })).toThrow(
      'LB-12 has no such parameter',
    );
  });

  it.each(programControls.map((control) => [control.id, control] as const))(
    'describes each parameter of %s to whoever configures it, with its default',
    (_id, control) => {
      const [policy] = packPolicies({ judges: [control] });
      const described = policy?.configSchema?.properties ?? {};
      expect(Object.keys(described)).toEqual(expect.arrayContaining(Object.keys(control.parameters)));
      for (const [name, schema] of Object.entries(described)) {
        expect(schema).toMatchObject({ type: expect.any(String), description: expect.stringMatching(/\.$/) });
        if (Object.hasOwn(control.parameters, name))
          expect(schema).toMatchObject({ default: control.parameters[name] });
      }
    },
  );

  it('leaves out controls that no program shows', () => {
    const live = { ...signed, id: 'ACME-02', policies: [], pulumiTypes: [] };
    const names = packPolicies({ judges: [live, signed] }).map(({ name }) => name);
    expect(names.filter((name) => name.startsWith('acme'))).toEqual([]);
    expect(names).toContain('not-evaluated');
  });
});
