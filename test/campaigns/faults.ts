import { planFaults } from './faults/plan.ts';
import { playFaults } from './faults/round.ts';
import { optionsOf } from './options.ts';
import { prepareOrganization } from './prepared-organization.ts';
import { endCampaign, playRounds } from './rounds.ts';
import { counted, tallyOutcomes } from './tally.ts';

const options = optionsOf('faults');

const { seed } = options;
await using prepared = await prepareOrganization();
const rounds = await playRounds({
  campaign: 'faults',
  options,
  async play(round, keepLog) {
    const plan = planFaults(seed, round);
    return { plan, ...(await playFaults(prepared, seed, plan, { keepLog })) };
  },
  describe: ({ plan, injected, disturbed, met, absent }) =>
    `${plan.disturbance}: ${absent ?? (plan.disturbance === 'aws' ? injected.length : disturbed)} faults; ${Object.keys(tallyOutcomes(met)).join(', ')}`,
  isEnough: (played) => played.length >= options.rounds,
});
const ofAws = rounds.flatMap(({ injected }) => injected);
endCampaign(
  {
    campaign: 'faults',
    seed,
    rounds: counted(
      rounds.map(({ plan, absent }) => `${plan.disturbance}${absent === undefined ? '' : `: ${absent}`}`),
    ),
    calls: {
      faults: counted(ofAws.map(({ fault }) => fault)),
      services: counted(ofAws.map(({ service }) => service)),
    },
    disturbed: Object.fromEntries(
      (['database', 'disk'] as const).map((kind) => [
        kind,
        rounds
          .filter(({ plan }) => plan.disturbance === kind)
          .reduce((sum, { disturbed }) => sum + disturbed, 0),
      ]),
    ),
    met: tallyOutcomes(rounds.flatMap(({ met }) => met)),
    again: tallyOutcomes(rounds.flatMap(({ again }) => again)),
  },
  rounds.flatMap(({ violations }) => violations),
);
