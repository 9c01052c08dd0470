import { availableParallelism } from 'node:os';
import { type Lab, startLab } from '../lab/lab.js';
import { booted, type Pair, pairOf } from './pair.js';

/** How many scenarios run at once, each on a pair of hosts of its own: more than half of a scenario is waiting. */
export const LANES = Math.min(availableParallelism() * 2, 6);

/** Labs that hold one pair of hosts each, which scenarios take turns in using. */
export interface Lanes {
  /** Does some work on a pair that nobody else uses meanwhile, and boots one if there may be another. */
  use<T>(work: (pair: Pair) => Promise<T>): Promise<T>;
  stop(): Promise<void>;
}

/** Boots the first pair; the others come when they are needed, so that a single scenario does not wait for them. */
export async function startLanes(): Promise<Lanes> {
  const boot = async () => {
    const lab = await startLab(['db1', 'db2']);
    booted(pairOf(lab));
    return lab;
  };
  const labs: Promise<Lab>[] = [boot()];
  const idle: Lab[] = [await (labs[0] as Promise<Lab>)];
  const waiting: ((lab: Lab) => void)[] = [];

  const take = (): Promise<Lab> => {
    const lab = idle.pop();
    if (lab) return Promise.resolve(lab);
    if (labs.length < LANES) {
      const booting = boot();
      labs.push(booting);
      return booting;
    }
    return new Promise((resolve) => waiting.push(resolve));
  };
  const giveBack = (lab: Lab) => {
    const next = waiting.shift();
    if (next) next(lab);
    else idle.push(lab);
  };
  return {
    use: async (work) => {
      const lab = await take();
      try {
        return await work(pairOf(lab));
      } finally {
        giveBack(lab);
      }
    },
    stop: async () => {
      for (const result of await Promise.allSettled(labs))
        if (result.status === 'fulfilled') await result.value.stop();
    },
  };
}
