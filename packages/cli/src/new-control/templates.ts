/** A control that judges trails by a tag: a rule to be replaced by the one that its title says. */
export function controlTemplate({ id, title }: { readonly id: string; readonly title: string }): string {
  return `import { decide, defineControl, evidence, fail, pass } from '@trailguard/policy-pack';

/** Begin here: this rule asks for a tag on each trail. Replace it by your own, and say why it matters. */
export default defineControl({
  id: ${quoted(id)},
  title: ${quoted(title)},
  intent: 'Somebody answers for each trail.',
  severity: 'medium',
  // Kind of thing that gets a verdict; its fields are the first argument of \`evaluate\`.
  appliesTo: 'trail',
  // Where a program shows it: on single resources, and on the whole stack.
  policies: ['resource', 'stack'],
  pulumiTypes: ['aws:cloudtrail/trail:Trail'],
  // API calls that an audit makes for it.
  needs: ['cloudtrail:ListTags'],
  fix: 'Add the tag to the trail.',
  url: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-create-and-update-a-trail.html',
  parameters: { ownerTag: 'owner' },
  parameterHelp: { ownerTag: { description: 'Key of the tag that names who answers for the trail.' } },
  // Pure: no I/O and no clock. What is not known stays unknown: read facts with \`decide\`.
  evaluate(trail, { parameters: { ownerTag } }) {
    return decide(trail.tags, 'the tags of the trail', (tags) =>
      tags !== null && Object.hasOwn(tags, ownerTag)
        ? pass(evidence(trail, 'tags'))
        : fail(\`the trail has no tag \${ownerTag}\`, evidence(trail, 'tags')),
    );
  },
});
`;
}

/** Its test, run by \`node --test\`. */
export function testTemplate({ slug }: { readonly slug: string }): string {
  return `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { estateOf, fromInputs, judge } from '@trailguard/policy-pack';
import control from './${slug}.ts';

/** What the control says of a trail with these properties. */
function statusOf(properties: Record<string, unknown>): string | undefined {
  const type = 'aws:cloudtrail/trail:Trail';
  const urn = \`urn:pulumi:dev::project::\${type}::main\`;
  const trail = fromInputs({ type, urn, name: 'main', properties });
  const results = judge(estateOf({ resources: [trail], isWhole: true }), { controls: [control] });
  return results.find(({ subject }) => subject.observation.urn === urn)?.verdict.status;
}

/** What the engine sends in place of a text that is known only after the update. */
const notKnownYet = '04da6b54-80e4-46f7-96ec-b56ff0331ba9';

test('a trail with the tag passes', () => {
  assert.equal(statusOf({ tags: { owner: 'platform' } }), 'pass');
});

test('a trail without it fails', () => {
  assert.equal(statusOf({}), 'fail');
});

test('what is not known yet is never a pass', () => {
  assert.equal(statusOf({ tags: notKnownYet }), 'unknown');
});
`;
}

function quoted(text: string): string {
  return `'${text
    .replaceAll(/[\r\n]+/g, ' ')
    .replaceAll('\\', '\\\\')
    .replaceAll("'", "\\'")}'`;
}
