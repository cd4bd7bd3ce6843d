import { servePack } from '../../src/server/index.ts';

/** A pack with policies that fail, between others. */
servePack('failing', {
  enforcementLevel: 'advisory',
  policies: [
    {
      name: 'throws',
      description: 'Throws',
      validateResource: () => {
        throw new Error('out of order');
      },
    },
    {
      name: 'changes',
      description: 'Changes what it only may read',
      validateResource: ({ props }) => {
        props.tags.owner = 'nobody';
      },
    },
    {
      name: 'reads',
      description: 'Reads after them',
      validateResource: ({ props }, report) => report(`owner ${props.tags.owner}`),
    },
    {
      name: 'throws-for-stacks',
      description: 'Throws for a whole stack',
      validateStack: () => {
        throw new Error('out of order');
      },
    },
    {
      name: 'judges-stacks',
      description: 'Judges after it',
      validateStack: (_args, report) => report('judged'),
    },
  ],
});
