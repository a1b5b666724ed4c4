/**
 * The still point that all sources of a plan share.
 */
import type { StateDirectory } from '../identity/state-directory.ts';
import type { PlanConfig } from '../config/agent-config.ts';
import { StillPoint } from '../quiesce/still-point.ts';
import type { Source } from '../source/source.ts';

/** Surroundings of a run's still point. */
export interface PlanStillPointOptions {
  readonly plan: PlanConfig;
  readonly sources: readonly Source[];
  readonly runId: string;
  readonly stateDirectory: StateDirectory;
  readonly protectedPaths: readonly string[];
  readonly signal: AbortSignal;
  readonly holdWrites: () => Disposable;
  /** Called before copies are removed from a run that ends badly: a reader holds them. */
  readonly endReading: () => Promise<void>;
}

/** Reaches it. Throws HOOK_FAILED (pre), STATE_IO and the signal's reason. */
export async function reachStillPoint({ plan, sources, runId, stateDirectory, protectedPaths, signal, holdWrites, endReading }: PlanStillPointOptions): Promise<StillPoint> {
  return StillPoint.reach({
    plan,
    runId,
    planFolder: stateDirectory.planFolder(plan.name),
    trees: sources.flatMap((source) => source.trees ?? []),
    databases: sources.flatMap((source) => source.quiesce?.() ?? []),
    dumps: sources.filter((source) => source.trees === undefined && source.unknownMoment !== true).length,
    unknown: sources.filter((source) => source.unknownMoment === true).length,
    protectedPaths,
    signal,
    holdWrites,
    endReading,
  });
}
