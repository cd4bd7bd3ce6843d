import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pythonEnvironment } from './environment.ts';

describe('the Python environment', () => {
  it('tells each package that it fetches, and is silent once it is there', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'environment-'));
    const requirements = join(folder, 'requirements.txt');
    await writeFile(
      requirements,
      'jmespath==1.0.1 --hash=sha256:02e2e4cc71b5bcab88332eebf907519190dd9e6e82107fa7f83b1003a6252980\n',
    );
    try {
      const messages: string[] = [];
      const ask = () =>
        pythonEnvironment(join(folder, 'venv'), (message) => messages.push(message), requirements);
      // botocore's models are no part of this little environment: where they would be is enough.
      expect((await ask()).python).toContain(folder);
      expect(messages).toEqual([
        expect.stringContaining("Preparing the sandbox's Python environment"),
        'Fetching Python package 1 of 1: jmespath',
        'Installing 1 Python packages',
      ]);
      messages.length = 0;
      await ask();
      expect(messages).toEqual([]);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

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
