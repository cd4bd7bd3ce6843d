import { runSimulation } from '@cloud-copilot/iam-simulate';
import { evaluate } from '@trailguard/sandbox/iam';
import { defineBench } from './harness/bench.ts';
import { takeTurns } from './harness/rounds.ts';
import { type Case, cases, policiesOf, withFreshPolicies } from './iam-cases/cases.ts';
import { simulation } from './iam-cases/simulation.ts';

/** Decisions that one round times, so that a round takes tens of milliseconds for each contestant. */
const decisions = { known: 20_000, fresh: 500, simulated: 100, parsed: 500 };

export default defineBench({
  measures:
    "Decisions of the sandbox's IAM evaluator, beside iam-simulate's and bare JSON parsing of the same policies.",
  figures: {
    knownToPeer: {
      kind: 'ratio',
      means: 'time of a decision by policies that were asked before / iam-simulate',
      aim: { atMost: 0.1 },
    },
    freshToPeer: {
      kind: 'ratio',
      means: 'time of a decision by policies never seen / iam-simulate',
      aim: { atMost: 0.5 },
    },
    knownToParse: {
      kind: 'limit',
      means: 'time of a decision by policies that were asked before / parsing them and reading every value',
      aim: { atMost: 1 },
    },
    freshToParse: {
      kind: 'limit',
      means: 'time of a decision by policies never seen / parsing them and reading every value',
    },
  },
  maxMinutes: 3,
  async run() {
    await agree();
    let round = 0;
    const rounds = await takeTurns(
      'one decision, over a user read, a session under SCPs, two service writes and a refusal',
      {
        known: () => perDecision(decisions.known, ({ request, policies }) => evaluate(request, policies)),
        simulated: () => perDecision(decisions.simulated, simulate),
        fresh: () => {
          round++;
          const unseen = Array.from({ length: decisions.fresh }, (_, index) => {
            const known = caseAt(index);
            return { ...known, policies: withFreshPolicies(known.policies, `${round}-${index}`) };
          });
          return perDecision(decisions.fresh, ({ request, policies }) => evaluate(request, policies), unseen);
        },
        parsed: () =>
          perDecision(decisions.parsed, ({ policies }) => {
            for (const text of policiesOf(policies)) readAll(JSON.parse(text));
          }),
      },
      { rounds: 11, warmUps: 2, seconds: 60, unit: 'us' },
    );
    return {
      knownToPeer: rounds.ratio('known', 'simulated'),
      freshToPeer: rounds.ratio('fresh', 'simulated'),
      knownToParse: rounds.ratio('known', 'parsed'),
      freshToParse: rounds.ratio('fresh', 'parsed'),
    };
  },
});

function caseAt(index: number): Case {
  return cases[index % cases.length] as Case;
}

/** Microseconds for each of so many decisions. */
async function perDecision(
  count: number,
  decide: (decided: Case) => unknown,
  from: readonly Case[] = cases,
): Promise<number> {
  const start = performance.now();
  for (let index = 0; index < count; index++) {
    const answer = decide(from[index % from.length] as Case);
    if (answer instanceof Promise) await answer;
  }
  return ((performance.now() - start) / count) * 1000;
}

async function simulate(decided: Case): Promise<boolean> {
  const outcome = await runSimulation(simulation(decided), { simulationMode: 'Strict' });
  if (outcome.resultType === 'error') throw new Error(JSON.stringify(outcome.errors));
  return outcome.overallResult === 'Allowed';
}

/** Speed counts for nothing unless both decide as they should. */
async function agree(): Promise<void> {
  for (const decided of cases) {
    const { request, policies, allowed } = decided;
    const fresh = withFreshPolicies(policies, 'agree');
    const answers = [
      evaluate(request, policies).allowed,
      evaluate(request, fresh).allowed,
      await simulate(decided),
    ];
    if (answers.some((answer) => answer !== allowed))
      throw new Error(`${request.action} should be ${allowed ? 'allowed' : 'refused'}; decided: ${answers}`);
  }
}

function readAll(value: unknown): void {
  if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) readAll(part);
}
