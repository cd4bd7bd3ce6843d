import { expect, it } from 'vitest';
import { anEvent, ask, user } from '../test/aws-events.ts';
import question from './denied-bursts.ts';

/** Denied calls of a user at seconds of the day. */
const denied = (name: string, seconds: readonly number[], differing: object = {}) =>
  seconds.map((second) =>
    anEvent({
      ...user(name),
      eventTime: new Date(Date.parse('2026-03-01T00:00:00Z') + second * 1000)
        .toISOString()
        .replace('.000', ''),
      errorCode: 'AccessDenied',
      ...differing,
    }),
  );
const every = (step: number, count: number, start = 0) =>
  Array.from({ length: count }, (_, at) => start + at * step);

it('finds as many as were asked for within five minutes, wherever these begin, as one burst', async () => {
  const rows = await ask(
    question,
    [
      // Over the border of five minutes of the clock.
      ...denied('border', every(10, 4, 280)),
      ...denied('slow', every(101, 10)),
      ...denied('few', every(10, 3)),
      ...denied('two', [...every(1, 4), ...every(1, 5, 7200)]),
      ...denied('long', every(60, 60)),
      ...denied('other', every(1, 9), { errorCode: 'Throttling' }),
      ...denied('prefixed', every(1, 4), { errorCode: 'Client.UnauthorizedOperation' }),
      ...denied('done', every(1, 9), { errorCode: undefined }),
    ],
    { burst: 4 },
  );
  const found = rows.map(({ caller, first, count }) => [caller.split('/')[1], first.slice(11, 19), count]);
  expect(found.sort()).toEqual([
    ['border', '00:04:40', 4],
    ['long', '00:00:00', 60],
    ['prefixed', '00:00:00', 4],
    ['two', '00:00:00', 4],
    ['two', '02:00:00', 5],
  ]);
  expect(rows[0]).toMatchObject({ action: 'ec2:RunInstances', detail: '1 different actions' });
});
