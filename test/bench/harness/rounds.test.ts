import { expect, it } from 'vitest';
import { Rounds, takeTurns } from './rounds.ts';

it('lets contestants take turns, after rounds that do not count', async () => {
  const order: string[] = [];
  const contestant = (name: string) => () => order.push(name);
  const rounds = await takeTurns(
    'turns',
    { a: contestant('a'), b: contestant('b') },
    { rounds: 3, warmUps: 1 },
  );
  expect(order.join('')).toBe('abababab');
  expect(rounds.samples).toEqual({ a: [3, 5, 7], b: [4, 6, 8] });
});

it('begins no more rounds than three once its time is over', async () => {
  const { samples } = await takeTurns('short', { a: () => 1 }, { rounds: 100, seconds: 0 });
  expect(samples.a).toHaveLength(3);
});

it('compares contestants round by round, so that a slow round changes nothing', () => {
  const rounds = new Rounds({ ours: [1, 20, 2, 1, 1], peer: [2, 40, 4, 2, 2] });
  expect(rounds.ratio('ours', 'peer')).toBe(0.5);
});

it('reports medians and the range of half of the rounds', () => {
  const rounds = new Rounds({ ours: [5, 1, 2, 100, 3] });
  expect(rounds.median('ours')).toBe(3);
  expect(rounds.spread('ours')).toEqual([2, 5]);
});
