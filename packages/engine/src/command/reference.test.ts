import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CommandContext } from './context.ts';
import { dispatch, verbs } from './dispatch.ts';
import { commandReference } from './reference.ts';

/** Runs a command line where there is no project. */
async function run(args: string[]): Promise<{ code: number; stderr: string }> {
  const context = new CommandContext({ cwd: import.meta.dirname, env: {} });
  const code = await dispatch(args, context);
  return { code, stderr: context.stderr };
}

/** First words of every command line that the SDK's Automation API builds. */
function sentBySdk(): string[] {
  const resolve = createRequire(import.meta.url).resolve;
  const sources = ['localWorkspace', 'stack'].map((name) =>
    readFileSync(resolve(`@pulumi/pulumi/automation/${name}.js`), 'utf8'),
  );
  const lines = sources.flatMap((source) => [
    ...source.matchAll(/(?:runPulumiCmd\(|args = )\[\s*("[a-z-]+"(?:,\s*"[a-z-]+")*)/g),
  ]);
  const words = lines.map(([, quoted = '']) => [...quoted.matchAll(/"([a-z-]+)"/g)].map(([, word]) => word));
  return [...new Set(words.map((line) => line.filter((word) => !word?.startsWith('-')).join(' ')))];
}

describe('the command line', () => {
  it('is described in the README (vitest -u writes it anew)', async () => {
    const file = join(import.meta.dirname, '../../README.md');
    const [begin, end] = ['<!-- commands -->', '<!-- /commands -->'];
    const readme = readFileSync(file, 'utf8');
    const [before, rest = ''] = readme.split(begin);
    const after = rest.split(end)[1];
    const fresh = `${before}${begin}\n${await commandReference()}\n${end}${after}`;
    await expect(fresh).toMatchFileSnapshot(file);
  });

  it('answers or refuses by name each verb that the Automation API sends', async () => {
    const sent = sentBySdk();
    expect(sent).toContain('stack tag set');
    // What follows `stack` alone is added later: `ls` or `select`.
    const unknown = sent.filter((line) => line !== 'stack' && !Object.hasOwn(verbs, line));
    expect(unknown.sort()).toEqual([
      'config env add',
      'config env ls',
      'config env rm',
      'install',
      'plugin install',
      'plugin install resource',
      'plugin rm',
    ]);
    for (const line of unknown) {
      const { code, stderr } = await run(line.split(' '));
      const name = line.split(' ').slice(0, 2).join(' ');
      expect({ code, stderr }).toEqual({
        code: 1,
        stderr: `error: '${name}' is not supported by the embedded engine\n`,
      });
    }
  });

  const refused = Object.entries(verbs).map(async ([verb, load]) =>
    ((await load()).default.refused ?? []).map((flag) => [...verb.split(' '), `--${flag}`]),
  );

  it('refuses each flag that it names as lacking', async () => {
    const lines = (await Promise.all(refused)).flat();
    expect(lines).toContainEqual(['up', '--plan']);
    for (const line of lines) {
      const { code, stderr } = await run(line);
      const [flag, verb] = [line.at(-1), line.slice(0, -1).join(' ')];
      expect({ code, stderr }).toEqual({
        code: 1,
        stderr: `error: the flag ${flag} of '${verb}' is not supported by the embedded engine\n`,
      });
    }
  });

  it('takes it for given that such a flag is off', async () => {
    for (const line of (await Promise.all(refused)).flat()) {
      const { stderr } = await run([...line.slice(0, -1), `${line.at(-1)}=false`]);
      expect(stderr).toMatch(/^error: (no stack selected|PULUMI_BACKEND_URL is not set|import needs)/);
    }
  });
});
