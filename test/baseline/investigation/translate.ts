import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { pythonEnvironment } from '@trailguard/sandbox/python-environment';

/** What is translated, by names: queries from Athena's SQL to DuckDB's, types of columns from Hive's. */
export interface Translated {
  readonly queries: Readonly<Record<string, string>>;
  readonly types: Readonly<Record<string, string>>;
}

/** Translates by sqlglot, whose own parsers read both. @throws what it does not understand, or DuckDB cannot do. */
export async function translate(asked: Translated): Promise<Translated> {
  const here = import.meta.dirname;
  const { python } = await pythonEnvironment(join(here, '.venv'), undefined, join(here, 'requirements.txt'));
  return new Promise((resolve, reject) => {
    const child = execFile(
      python,
      [join(here, 'translate.py')],
      { maxBuffer: 16 * 2 ** 20, env: { PYTHONDONTWRITEBYTECODE: '1' } },
      (error, stdout) => (error ? reject(error) : resolve(JSON.parse(stdout) as Translated)),
    );
    child.stdin?.end(JSON.stringify(asked));
  });
}
