import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseExceptions } from '@trailguard/controls/exceptions';
import { describe, expect, it } from 'vitest';
import { programControls } from '../src/index.ts';
import { readPolicyConfig } from '../src/state/index.ts';

const root = join(import.meta.dirname, '../..');

/** The blocks of a language in a page. */
function blocksIn(page: string, language: string): readonly string[] {
  const text = readFileSync(join(root, page), 'utf8');
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\``, 'gms'))].map(
    ([, block]) => block ?? '',
  );
}

describe('the examples', () => {
  it('of exceptions are read without a fault', () => {
    const blocks = blocksIn('docs/exceptions.md', 'yaml');
    expect(blocks.length).toBeGreaterThan(0);
    for (const text of blocks) {
      expect(parseExceptions({ file: 'docs/exceptions.md', text })).toHaveLength(1);
    }
  });

  it.each(['docs/policy-pack.md', 'policy-pack/README.md'])('of configuration in %s fit the pack', (page) => {
    const blocks = blocksIn(page, 'json');
    expect(blocks.length).toBeGreaterThan(0);
    for (const text of blocks) {
      expect(readPolicyConfig(text, programControls).size).toBe(programControls.length);
    }
  });
});
