import { KillsInRound, planRound } from './crash/plan.ts';
import { playRound } from './crash/round.ts';
import { tallyKills, tallyOutcomes } from './tally.ts';
import { optionsOf } from './options.ts';
import { prepareOrganization } from './prepared-organization.ts';
import { endCampaign, playRounds } from './rounds.ts';

const options = optionsOf('crash');

/** Rounds in which nothing came to be killed are no campaign: so many in all end it. */
const MostIdleRounds = 5;

const { kills: wanted, seed, round: only } = options;
await using prepared = await prepareOrganization({ kept: 2, doomed: 3 });
let done = 0;
const rounds = await playRounds({
  campaign: 'crash',
  options,
  async play(round, keepLog) {
    const kills = only > 0 ? KillsInRound : Math.min(KillsInRound, wanted - done);
    const played = await playRound(prepared, planRound(seed, round, kills), { keepLog });
    done += played.kills.length;
    return played;
  },
  describe: ({ kills, met }) =>
    `killed ${kills.map(({ target }) => target).join(' ')}; ${Object.keys(tallyOutcomes(met)).join(', ')}`,
  isEnough: (played) =>
    done >= wanted || played.filter(({ kills }) => kills.length === 0).length === MostIdleRounds,
});
endCampaign(
  {
    campaign: 'crash',
    seed,
    rounds: rounds.length,
    ...tallyKills(rounds.flatMap(({ kills }) => kills)),
    met: tallyOutcomes(rounds.flatMap(({ met }) => met)),
    again: tallyOutcomes(rounds.flatMap(({ again }) => again)),
  },
  [...rounds.flatMap(({ violations }) => violations), ...(done === 0 ? ['nothing was killed'] : [])],
);
