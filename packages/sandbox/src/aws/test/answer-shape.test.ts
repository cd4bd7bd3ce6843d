import { describe, expect, it } from 'vitest';
import { pythonEnvironment } from '../../moto/environment.ts';
import { ServiceModels } from '../../protocol/model.ts';
import { cloudtrail } from '../cloudtrail/service.ts';
import { guardduty } from '../guardduty/service.ts';
import { assertAnswer } from './answer-shape.ts';

describe('the check of answers', () => {
  it.each([
    ['a member that the model lacks', { IsLoging: true }, 'no such member'],
    ['a wrong type', { IsLogging: 'yes' }, 'is no boolean'],
    ['a time that is a text', { StartLoggingTime: '2026-01-01' }, 'is no timestamp'],
  ])('finds %s', async (_case, answer, message) => {
    await expect(assertAnswer('cloudtrail', 'GetTrailStatus', answer)).rejects.toThrow(message);
  });

  it('finds a value outside an enumeration, however deep', async () => {
    const answer = { Features: [{ Name: 'S3_DATA_EVENTS', Status: 'ON' }] };
    await expect(assertAnswer('guardduty', 'GetDetector', answer)).rejects.toThrow('Features[0].Status: ON');
  });
});

describe.each([cloudtrail, guardduty])('$name', (service) => {
  it('answers every operation that botocore knows', async () => {
    const models = new ServiceModels((await pythonEnvironment()).models);
    const known = Object.keys(models.get(service.name).operations);
    expect(known.filter((operation) => !service.operations[operation])).toEqual([]);
  });
});
