import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aReport, trailUrn } from '../../test/a-report.ts';
import { names } from '../../test/builders.ts';
import { describeReport } from '../../scripts/describe-report.ts';
import { type Finding, type reportFormats, reportOf, type RunReport, writeReport } from './index.ts';

const report = aReport();
const write = (format: (typeof reportFormats)[number], of: RunReport = report) =>
  [...writeReport(of, format, { version: '0.1.0', projectFolder: './stacks/organization/' })].join('');

describe('the report of a run', () => {
  it('counts each result once, and what is waived or unknown never as passed', () => {
    expect(report.counts).toMatchObject({ fail: 1, waived: 1, unknown: 1, not_evaluated: 1 });
    const sum = Object.values(report.counts).reduce((total, count) => total + count, 0);
    expect(sum).toBe(report.findings.length);
  });

  it('has the score of the whole, and of each family', () => {
    expect(report.scores.all.score).toBe(0);
    expect(report.scores.byFamily.map(({ id }) => id)).toEqual(['CT', 'LB']);
    const passed = reportOf({
      ...report,
      lens: 'live',
      findings: report.findings.map((finding) => ({ ...finding, status: 'pass' as const })),
    });
    expect(write('text', passed)).toContain('\nScore 100 of 100: CT 100, LB 100\n');
    expect(write('markdown', passed)).toContain('Score 100 of 100: CT 100, LB 100. 0 failed');
  });

  it('names the resource to change and the line that declares it', () => {
    expect(report.findings.find(({ status }) => status === 'fail')).toMatchObject({
      controlId: 'CT-06',
      urn: trailUrn,
      position: { file: 'index.ts', line: 12, column: 3 },
      subject: { accountId: names.management },
    });
  });

  it('says of a waived finding who accepted it until when', () => {
    expect(report.findings.find(({ status }) => status === 'waived')).toMatchObject({
      controlId: 'LB-12',
      exception: { ticket: 'SEC-12', owner: 'storage', approver: 'ciso', until: '2026-06-20' },
    });
  });
});

describe('as JSON', () => {
  const schemaFile = join(import.meta.dirname, '../../schemas/run-report.schema.json');

  it('it fits the schema that is committed', () => {
    const schema = JSON.parse(readFileSync(schemaFile, 'utf8'));
    delete schema.$schema;
    const validate = new Ajv({ strict: false, allErrors: true }).compile(schema);
    validate(JSON.parse(write('json')));
    expect(validate.errors).toBeNull();
  });

  it('has a finding a line, and is what was put in', () => {
    expect(JSON.parse(write('json'))).toEqual(JSON.parse(JSON.stringify(report)));
    expect(write('json').match(/^ {4}\{"controlId":.*\},?$/gm)).toHaveLength(report.findings.length);
    expect(JSON.parse(write('json', { ...report, findings: [] })).findings).toEqual([]);
  });

  it('the schema is what `pnpm --filter @trailguard/controls run docs` writes', () => {
    expect(readFileSync(schemaFile, 'utf8')).toBe(describeReport());
  });
});

describe('as SARIF', () => {
  /** The official schema is of draft 4, of which Ajv reads all but the two keywords at its top. */
  const {
    $schema: _,
    id: __,
    ...official
  } = JSON.parse(readFileSync(join(import.meta.dirname, 'fixtures/sarif-2.1.0.json'), 'utf8'));
  const ajv = new Ajv({ strict: false, allErrors: true, logger: false, unicodeRegExp: false });
  addFormats.default(ajv);
  const validate = ajv.compile(official);
  const [run] = JSON.parse(write('sarif')).runs;

  it('it fits the official schema', () => {
    validate(JSON.parse(write('sarif')));
    expect(validate.errors).toBeNull();
  });

  it('of live accounts, which no line declares, it fits too, at the file that the organization is described in', () => {
    const findings = report.findings.map(({ urn: _urn, position: _position, ...finding }) => ({
      ...finding,
      arn: 'arn:aws:cloudtrail:us-east-1:111111111111:trail/main',
    }));
    const live = { ...report, lens: 'live' as const, sources: ['all accounts'], findings };
    const text = [...writeReport(live, 'sarif', { version: '0.1.0', file: 'organization.yaml' })].join('');
    validate(JSON.parse(text));
    expect(validate.errors).toBeNull();
    const { results } = JSON.parse(text).runs[0];
    expect(results).toHaveLength(4);
    for (const { locations } of results)
      expect(locations[0]).toMatchObject({
        physicalLocation: { artifactLocation: { uri: 'organization.yaml' } },
        logicalLocations: [{ fullyQualifiedName: 'arn:aws:cloudtrail:us-east-1:111111111111:trail/main' }],
      });
  });

  it('the schema would refuse what is wrong', () => {
    expect(validate({ version: '2.1.0', runs: [{ results: [{}] }] })).toBe(false);
  });

  it('a finding has its line, relative to the repository, and its URN', () => {
    const finding = run.results.find(({ ruleId }: { ruleId: string }) => ruleId === 'CT-06');
    expect(finding).toMatchObject({
      kind: 'fail',
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'stacks/organization/index.ts', uriBaseId: 'SRCROOT' },
            region: { startLine: 12, startColumn: 3 },
          },
          logicalLocations: [{ fullyQualifiedName: trailUrn }],
        },
      ],
    });
    expect(run.tool.driver.rules[finding.ruleIndex]).toMatchObject({
      id: 'CT-06',
      helpUri: expect.stringContaining('docs.aws.amazon.com'),
    });
  });

  it('one whose line nobody knows points at the file that was judged', () => {
    const waived = run.results.find(({ ruleId }: { ruleId: string }) => ruleId === 'LB-12');
    expect(waived.locations[0].physicalLocation.artifactLocation).toEqual({ uri: 'organization.json' });
    expect(waived.suppressions).toMatchObject([{ kind: 'external', status: 'accepted' }]);
  });

  it('one that no file declares points at the file that the caller names', () => {
    const text = [...writeReport(report, 'sarif', { version: '0.1.0', file: 'organization.yaml' })].join('');
    const [{ results }] = JSON.parse(text).runs;
    const waived = results.find(({ ruleId }: { ruleId: string }) => ruleId === 'LB-12');
    expect(waived.locations[0].physicalLocation.artifactLocation).toEqual({ uri: 'organization.yaml' });
  });

  it('what is unknown is open, and no failure', () => {
    const open = run.results.filter(({ kind }: { kind: string }) => kind === 'open');
    expect(open.map(({ ruleId, level }: Record<string, string>) => [ruleId, level])).toEqual([
      ['CT-05', 'none'],
      ['LB-09', 'none'],
    ]);
  });

  it('a finding that moved in the source keeps its fingerprint', () => {
    const moved = {
      ...report,
      findings: report.findings.map((finding) => ({
        ...finding,
        position: { file: 'other.ts', line: 1, column: 1 },
      })),
    };
    const prints = (of: RunReport) =>
      JSON.parse(write('sarif', of)).runs[0].results.map(
        (result: { partialFingerprints: object }) => result.partialFingerprints,
      );
    expect(prints(moved)).toEqual(prints(report));
  });
});

describe('as JUnit', () => {
  const parse = (xml: string) =>
    new XMLParser({
      ignoreAttributes: false,
      attributeNamePrefix: '',
      isArray: (name) => name === 'testcase',
    }).parse(xml);

  it('has one suite of a control, however its findings are ordered', () => {
    const [first, ...others] = report.findings;
    const mixed = reportOf({ ...report, findings: [...others, first, ...others] as Finding[] });
    const suites = parse(write('junit', mixed)).testsuites.testsuite as { name: string }[];
    expect(suites.map(({ name }) => name.slice(0, 5))).toEqual(['CT-05', 'CT-06', 'LB-09', 'LB-12']);
  });

  it('it has a failure for each fail, and skips what is waived or not known', () => {
    const { testsuites } = parse(write('junit'));
    expect(testsuites).toMatchObject({ failures: '1', tests: String(report.findings.length) });
    const suites = testsuites.testsuite as { name: string; testcase: Record<string, object>[] }[];
    const kinds = Object.fromEntries(
      suites.map(({ name, testcase }) => [
        name.slice(0, 5),
        testcase.map((one) => ('failure' in one ? 'failure' : 'skipped' in one ? 'skipped' : 'passed')),
      ]),
    );
    expect(kinds).toEqual({
      'CT-05': ['skipped'],
      'CT-06': ['failure'],
      'LB-09': ['skipped'],
      'LB-12': ['skipped'],
    });
  });
});

describe('as Markdown', () => {
  it('it has a table of what failed, and folds the rest', () => {
    const text = write('markdown');
    expect(text).toContain('## TrailGuard: 1 finding\n');
    expect(text).toMatch(/\| high \| \[CT-06\]\(https:.*\) \| .* \| `index.ts:12:3 main \(aws:cloudtrail/);
    expect(text).toContain('<summary>Waived: 1</summary>');
    expect(text).toContain('<summary>Unknown: 1</summary>');
    expect(text).toContain('<summary>Not evaluated before the update: 1</summary>');
  });

  it('of nothing wrong says so', () => {
    const clean = { ...report, findings: [], notices: [], warnings: [] };
    expect(write('markdown', clean)).toMatch(/^## TrailGuard: No finding\n\n.*\n$/);
  });

  it('is no longer than a comment may be', () => {
    const [finding] = report.findings.filter(({ status }) => status === 'fail');
    const many = Array.from({ length: 5_000 }, () => ({ ...finding, reason: 'x'.repeat(900) }));
    const text = write('markdown', { ...report, findings: many as never });
    expect(text.length).toBeLessThanOrEqual(65_536);
  });
});

describe('as text', () => {
  it('it says what is wrong, where, how to fix it and who asks for it', () => {
    const text = write('text');
    expect(text).toMatch(
      /HIGH +CT-06 .*\n {2}.*\n {2}where: index\.ts:12:3 main .*\n {2}fix: .*\n {2}frameworks: /,
    );
    expect(text).toContain('1 failed, 1 waived, 1 unknown, 1 not evaluated');
  });

  it('it explains a control once, however many findings it has', () => {
    const failed = report.findings.filter(({ status }) => status === 'fail');
    const findings = ['one', 'other'].flatMap((reason) =>
      ['a', 'b'].flatMap((id) =>
        failed.map(({ subject, urn: _urn, position: _position, ...rest }) => ({
          ...rest,
          reason,
          subject: { ...subject, id },
        })),
      ),
    );
    expect(write('text', { ...report, findings })).toMatch(
      /^HIGH +CT-06 .* \(4 findings\)\n {2}one\n {2}where: a\n {2}where: b\n {2}other\n {2}where: a\n {2}where: b\n {2}fix: .*\n {2}frameworks: .*\n\n/,
    );
  });
});

describe('any report', () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.constantFrom(']]>', '<script>', '@everyone', '| |\n| x', '`code`', '\u0000\u0008', '\ud800', '[a](b)'),
  );

  it('is well formed in every form, whatever names and reasons hold', () => {
    fc.assert(
      fc.property(hostile, hostile, hostile, (reason, id, file) => {
        const findings = report.findings.map((finding) => ({
          ...finding,
          reason,
          subject: { ...finding.subject, id },
          position: { file, line: 1, column: 1 },
        }));
        const changed = { ...report, findings };
        expect(XMLValidator.validate(write('junit', changed))).toBe(true);
        expect(JSON.parse(write('sarif', changed)).version).toBe('2.1.0');
        expect(JSON.parse(write('json', changed)).findings).toHaveLength(findings.length);
        const rows = write('markdown', changed)
          .split('\n')
          .filter((line) => line.startsWith('| high'));
        expect(rows).toHaveLength(1);
        expect(rows[0]?.match(/(?<!\\)\|/g)).toHaveLength(6);
      }),
      { seed: 4, numRuns: 200 },
    );
  });
});
