import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { aReport } from '../../test/a-report.ts';
import { names } from '../../test/builders.ts';
import { fingerprintOf, reportOcsf, type RunReport } from './index.ts';

const report = aReport();
const written = (of: RunReport) => [...reportOcsf(of, { version: '0.1.0' })].join('');
const events = JSON.parse(written(report));
const eventOf = (id: string) =>
  events.find(({ metadata }: { metadata: { event_code: string } }) => metadata.event_code === id);

/** Made from the framework's release by PyPI's ocsf-json-schema 1.2.0; it admits no attribute that the class has not. */
const schemaFile = join(import.meta.dirname, 'fixtures/ocsf-1.8.0-compliance-finding.json');
const validate = new Ajv2020({ strict: false, allErrors: true }).compile(
  JSON.parse(readFileSync(schemaFile, 'utf8')),
);

describe('a report as OCSF events', () => {
  it('fits the schema of the class, each event', () => {
    expect(events.map((event: unknown) => [validate(event), validate.errors])).toEqual(
      report.findings.map(() => [true, null]),
    );
  });

  it('tells an account by its name, too, where it is known', () => {
    const named = JSON.parse(written({ ...report, accountNames: { [names.management]: 'payer' } }));
    expect(named[0].cloud.account).toMatchObject({ uid: names.management, name: 'payer' });
    expect([validate(named[0]), validate.errors]).toEqual([true, null]);
  });

  it.each([
    ['no attribute of the class', { unheard: 1 }],
    ['a status that there is not', { status_id: 7 }],
    ['a time that is none', { time: '2026-06-15' }],
  ])('the schema would refuse %s', (_case, change) => {
    expect(validate({ ...events[0], ...change })).toBe(false);
  });

  it('says of a fail what failed, where, how to fix it and who asks for it', () => {
    const finding = report.findings.find(({ controlId }) => controlId === 'CT-06');
    expect(eventOf('CT-06')).toMatchObject({
      type_uid: 200301,
      time: Date.parse('2026-06-15T12:00:00.000Z'),
      severity: 'High',
      status: 'New',
      cloud: { provider: 'AWS', account: { uid: names.management } },
      finding_info: { uid: finding && fingerprintOf(finding) },
      compliance: {
        control: 'CT-06',
        status: 'Fail',
        requirements: expect.arrayContaining([expect.stringMatching(/^CIS AWS .*3\.2/)]),
      },
      remediation: { references: [expect.stringContaining('docs.aws.amazon.com')] },
      evidences: [{ name: 'validatesLogFiles', data: { value: false } }],
    });
  });

  it('suppresses what is waived, and says who accepted it until when', () => {
    expect(eventOf('LB-12')).toMatchObject({
      status: 'Suppressed',
      compliance: { status: 'Fail' },
      comment: expect.stringMatching(/until 2026-06-20 by SEC-12/),
    });
  });

  it('lets nothing that is not known look passed', () => {
    expect(eventOf('LB-09')).toMatchObject({
      status: 'Unknown',
      compliance: { status: 'Unknown', status_code: 'access-denied' },
    });
  });

  it('names an account by its id, whatever its finding rests on', () => {
    const [finding] = report.findings;
    const subject = { kind: 'account', id: '444444444444', accountId: '444444444444' };
    const arn = 'arn:aws:cloudtrail:us-east-1:111111111111:trail/organization';
    const findings = finding === undefined ? [] : [{ ...finding, subject, arn }];
    const [event] = JSON.parse(written({ ...report, findings }));
    expect(event.resources).toEqual([{ uid: '444444444444', name: '444444444444', type: 'account' }]);
  });

  it('of nothing is an empty array', () => {
    expect(JSON.parse(written({ ...report, findings: [] }))).toEqual([]);
  });

  it('takes findings one by one', () => {
    const [finding] = report.findings;
    let taken = 0;
    const findings = {
      *[Symbol.iterator]() {
        while (finding !== undefined) {
          taken += 1;
          yield finding;
        }
      },
    };
    const parts = reportOcsf({ ...report, findings }, { version: '0.1.0' });
    for (let count = 0; count < 3; count += 1) parts.next();
    expect(taken).toBe(3);
  });
});
