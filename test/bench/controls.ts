import { defineBench } from './harness/bench.ts';
import { askProcess } from './harness/processes.ts';
import { takeTurns } from './harness/rounds.ts';
import { printTable } from './harness/report.ts';
import type { EstateAnswer, EstateTask } from './processes/estate.ts';

export default defineBench({
  measures:
    'Judging an organization by every control: growth with accounts and regions, beside one pass of JSON.',
  figures: {
    twiceTheAccounts: {
      kind: 'ratio',
      means: 'time to judge all accounts / time to judge half of them',
      aim: { atMost: 2.5 },
    },
    twiceTheRegions: {
      kind: 'ratio',
      means: 'time to judge all regions / time to judge half of them',
      aim: { atMost: 2.5 },
    },
    toJson: {
      kind: 'limit',
      means: 'time to judge / time to write the same estate as JSON and read it again',
      aim: { atMost: 5 },
    },
    memoryToEstate: {
      kind: 'limit',
      means: "peak of the process beyond an almost empty estate's / size of the estate as JSON",
    },
  },
  parameters: {
    accounts: { default: 1000, least: 2, most: 10_000, description: 'members of the organization' },
    regions: { default: 17, least: 2, most: 17, description: 'regions that each of them has enabled' },
  },
  maxMinutes: 5,
  async run({ accounts, regions }) {
    const answers = new Map<string, { answer: EstateAnswer; peakMegabytes: number }>();
    const judged = (label: string, task: Omit<EstateTask, 'repeats'>) => async () => {
      const answered = await askProcess<EstateAnswer>('estate', { ...task, repeats: 2 });
      answers.set(label, answered);
      return answered.answer.judgeMs;
    };
    const half = { accounts: Math.floor(accounts / 2), regions: Math.floor(regions / 2) };
    const rounds = await takeTurns(
      `judging ${accounts} accounts x ${regions} regions`,
      {
        whole: judged('whole', { accounts, regions }),
        json: () => answers.get('whole')?.answer.jsonMs ?? Number.NaN,
        halfTheAccounts: judged('half the accounts', { accounts: half.accounts, regions }),
        halfTheRegions: judged('half the regions', { accounts, regions: half.regions }),
        almostEmpty: judged('almost empty', { accounts: 1, regions: 1 }),
      },
      { rounds: 5, warmUps: 0, seconds: 120 },
    );
    printTable(
      'results and memory, last round',
      [...answers].map(([estate, { answer, peakMegabytes }]) => ({
        estate,
        results: answer.results,
        'results a second': Math.round(answer.results / (answer.judgeMs / 1000)),
        'estate as JSON, MiB': Number(answer.estateMegabytes.toFixed(1)),
        'peak, MiB': Math.round(peakMegabytes),
      })),
    );
    const whole = answers.get('whole');
    const empty = answers.get('almost empty');
    return {
      twiceTheAccounts: rounds.ratio('whole', 'halfTheAccounts') / (accounts / half.accounts / 2),
      twiceTheRegions: rounds.ratio('whole', 'halfTheRegions') / (regions / half.regions / 2),
      toJson: rounds.ratio('whole', 'json'),
      memoryToEstate:
        ((whole?.peakMegabytes ?? Number.NaN) - (empty?.peakMegabytes ?? Number.NaN)) /
        (whole?.answer.estateMegabytes ?? Number.NaN),
    };
  },
});
