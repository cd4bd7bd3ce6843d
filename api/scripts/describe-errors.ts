import { Problems, type ProblemCode } from '../src/errors.ts';
import { type JobErrorCode, JobErrorCodes, refusals } from '../src/jobs/failure.ts';

/** `docs/errors.md`: every code that a client can meet. */
export function describeErrors(): string {
  return [
    '# Errors of the service',
    '',
    'Made from the code by `npx -y pnpm@12 run docs`. Codes are never renamed; titles and details may be reworded.',
    '',
    '## Problems',
    '',
    'Every answer that is not a success is a problem (RFC 9457): `type` is `urn:trailguard:error:` and the code,',
    '`detail` says what it was this time and the way out, `instance` is found in the log.',
    '',
    '| code | status | meaning | what to do |',
    '| --- | --- | --- | --- |',
    ...(Object.keys(Problems) as ProblemCode[]).map((code) => {
      const { status, title, way } = Problems[code];
      return row(`\`${code}\``, status, title, way);
    }),
    '',
    '## Ends of jobs',
    '',
    'A job that did not succeed has one of these as `error.code`. `refused`: what guards the organization forbade it.',
    '',
    '| code | state | meaning |',
    '| --- | --- | --- |',
    ...(Object.keys(JobErrorCodes) as JobErrorCode[]).map((code) =>
      row(`\`${code}\``, refusals.has(code) ? 'refused' : 'failed', JobErrorCodes[code]),
    ),
    '',
  ].join('\n');
}

const row = (...cells: (string | number)[]) =>
  `| ${cells.map((cell) => String(cell).replaceAll('|', '\\|')).join(' | ')} |`;
