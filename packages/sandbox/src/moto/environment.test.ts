import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pythonEnvironment } from './environment.ts';

describe('the Python environment', () => {
  it('names what is missing and how to get it when there is no Python', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'environment-'));
    const { PATH } = process.env;
    process.env.PATH = folder;
    try {
      await expect(pythonEnvironment(join(folder, 'venv'))).rejects.toThrow(
        /needs Python 3\.10 to 3\.13 on the PATH \(found: none\).*apt-get install python3/,
      );
    } finally {
      process.env.PATH = PATH;
      await rm(folder, { recursive: true, force: true });
    }
  });
});
