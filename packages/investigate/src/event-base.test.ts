import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EventBase } from './event-base.ts';
import { defineQuestion } from './question.ts';
import { anEvent, LogFolder, range, values } from './test/aws-events.ts';

const everything = defineQuestion({
  name: 'everything',
  title: 'Everything',
  about: 'All.',
  sql: `SELECT *, '' AS detail FROM single`,
});

let logs: LogFolder;
beforeEach(() => {
  logs = new LogFolder();
});
afterEach(() => logs[Symbol.dispose]());

/** What is read of the files, and which are not read wholly. */
async function read(most = 1000) {
  await using base = await EventBase.open(range, {
    questions: [everything],
    folder: logs.folder,
    threads: 1,
  });
  await base.load(logs.files);
  return { ...(await base.ask(everything, values, most)), unread: base.unread, count: await base.count() };
}

describe('the events of log files', () => {
  it('are read with who called, from where, and the file that is the evidence', async () => {
    const file = logs.add({ Records: [anEvent({ eventID: 'one', errorCode: 'AccessDenied' })] });
    expect(await read()).toMatchObject({
      rowCount: 1,
      unread: [],
      rows: [
        {
          first: '2026-03-01T12:00:00Z',
          last: '2026-03-01T12:00:00Z',
          count: 1,
          accountId: '111111111111',
          region: 'eu-west-1',
          caller: 'arn:aws:iam::111111111111:role/Worker',
          sourceAddress: '192.0.2.7',
          action: 'ec2:RunInstances',
          outcome: 'AccessDenied',
          detail: '',
          eventId: 'one',
          file,
        },
      ],
    });
  });

  it('are those of the range alone, with its first moment and without its end', async () => {
    const times = [
      '2026-02-28T23:59:59Z',
      '2026-03-01T00:00:00Z',
      '2026-03-01T23:59:59Z',
      '2026-03-02T00:00:00Z',
    ];
    logs.add({ Records: times.map((eventTime) => anEvent({ eventTime })) });
    expect((await read()).rows.map(({ first }) => first)).toEqual(times.slice(1, 3));
  });

  it('are taken at their moment, whatever their offset from UTC', async () => {
    const times = ['2026-03-01T12:00:00Z', '2026-03-01T15:00:00+02:00', '2026-03-01T09:30:00-0430'];
    logs.add({ Records: times.map((eventTime) => anEvent({ eventTime })) });
    expect((await read()).rows.map(({ first }) => first)).toEqual([
      '2026-03-01T12:00:00Z',
      '2026-03-01T13:00:00Z',
      '2026-03-01T14:00:00Z',
    ]);
  });

  it('are one where two files hold the same, and two where two accounts do', async () => {
    logs.add({ Records: [anEvent({ eventID: 'same' })] });
    logs.add({ Records: [anEvent({ eventID: 'same' })] });
    logs.add({ Records: [anEvent({ eventID: 'same', recipientAccountId: '222222222222' })] });
    expect((await read()).rowCount).toBe(2);
  });

  it('are read though AWS adds fields one day, and leaves out others', async () => {
    logs.add({ Records: [{ eventTime: '2026-03-01T12:00:00Z', novel: { deep: [1] } }], novel: true });
    expect(await read()).toMatchObject({ unread: [], rows: [{ caller: 'nobody', eventId: '' }] });
  });

  it('are counted by equal parts of the range, and all of them are counted though few are shown', async () => {
    const at = (eventTime: string) => anEvent({ eventTime });
    logs.add({
      Records: [at('2026-03-01T00:00:00Z'), at('2026-03-01T00:10:00Z'), at('2026-03-01T23:59:59Z')],
    });
    const { rows, rowCount, plot } = await read(1);
    expect([rows.length, rowCount]).toEqual([1, 3]);
    expect([plot.length, plot[0], plot[59], plot.reduce((sum, count) => sum + count)]).toEqual([60, 2, 1, 3]);
  });

  it('are read of a file whose name would be a pattern', async () => {
    logs.add({ Records: [anEvent()] }, '[a]*.json.gz');
    logs.add({ Records: [anEvent()] }, 'ax.json.gz');
    expect(await read()).toMatchObject({ rowCount: 2, unread: [] });
  });

  it('are read of a file that is longer than most', async () => {
    logs.add({ Records: [anEvent({ requestParameters: { text: 'x'.repeat(17 * 2 ** 20) } })] });
    expect(await read()).toMatchObject({ rowCount: 1, unread: [] });
  });
});

describe('a file that is no log file', () => {
  const good = gzipSync(JSON.stringify({ Records: [anEvent()] }));

  it.each([
    ['is empty', '', 'there is no JSON in it'],
    ['is no gzip', Buffer.from('plain text that is long enough'), 'no gzip file'],
    ['is too short for one', Buffer.from('x'), 'no gzip file'],
    ['is no JSON', 'no json', 'Malformed JSON'],
    ['ends in the middle', '{"Records":[{"eventTime":"2026', 'Malformed JSON'],
    ['has no records', { other: [] }, 'no list of Records'],
    ['is a list', [{ Records: [] }], 'could not be read'],
    ['has another thing for its records', { Records: 'x' }, 'Expected ARRAY'],
    ['has records that are none', { Records: [1] }, 'Expected OBJECT'],
    ['has a caller that is none', { Records: [anEvent({ userIdentity: 'text' })] }, 'Expected OBJECT'],
    ['has an event without a time', { Records: [anEvent({ eventTime: 'noon' })] }, 'no eventTime'],
    ['holds two', '{"Records":[]}{"Records":[]}', 'more than one JSON value'],
    [
      'is gzip by its first bytes',
      Buffer.concat([good.subarray(0, 4), Buffer.alloc(40)]),
      'could not be read',
    ],
    [
      'has more text than it may',
      Buffer.concat([good.subarray(0, -4), Buffer.alloc(4, 0xff)]),
      'longer than',
    ],
  ])('is named with the reason when it %s, and the others are read', async (_case, content, because) => {
    for (let count = 0; count < 3; count += 1) logs.add({ Records: [anEvent()] });
    const bad = logs.add(content);
    for (let count = 0; count < 3; count += 1) logs.add({ Records: [anEvent()] });
    const { unread, rowCount } = await read();
    expect(unread).toEqual([{ object: bad, because: expect.stringContaining(because) }]);
    expect(unread[0]?.because).not.toContain(logs.folder);
    expect(rowCount).toBe(6);
  });

  it('that is gone is named', async () => {
    logs.files.push({ path: `${logs.folder}/none.json.gz`, object: 'logs/none.json.gz' });
    expect((await read()).unread).toMatchObject([{ object: 'logs/none.json.gz' }]);
  });

  it('of any content is read or named, and never makes the others unread', async () => {
    const content = fc.oneof(
      fc.json().map((text) => gzipSync(text)),
      fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)),
      fc.uint8Array({ maxLength: 60 }).map((bytes) => gzipSync(Buffer.from(bytes))),
      fc
        .record({ field: fc.constantFrom(...Object.keys(anEvent())), value: fc.jsonValue() })
        .map(({ field, value }) => gzipSync(JSON.stringify({ Records: [anEvent({ [field]: value })] }))),
      fc.nat({ max: good.length - 1 }).map((length) => good.subarray(0, length)),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(content, { minLength: 8, maxLength: 8 }), async (contents) => {
        const before = logs;
        logs = new LogFolder();
        const bad = contents.map((each) => logs.add(each));
        const kept = logs.add({ Records: [anEvent({ eventID: 'kept' })] });
        const { rows, unread } = await read();
        expect(rows).toContainEqual(expect.objectContaining({ eventId: 'kept', file: kept }));
        for (const { object } of unread) expect(bad).toContain(object);
        logs[Symbol.dispose]();
        logs = before;
      }),
      { seed: 20260304, numRuns: 15 },
    );
  });
});
