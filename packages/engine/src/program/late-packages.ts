/** Arguments of Node.js for programs and packs: what the SDK loads for few of them is loaded when it is used, which changes nothing else. */
export const latePackages = ['--import', import.meta.resolve('@trailguard/late-packages')];
