/** The order of test files: what takes minutes begins first, so that no processor is idle at the end while one file goes on. */
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Of the short form, on two cores more than a minute and a half each; the rest is left to Vitest. */
const longest = ['rollout', 'crash-random', 'scale', 'notify', 'service', 'segment', 'gc', 'many-agents', 'disk-trouble', 'postgres-physical', 'plans', 'crash-points', 'crash'];

/** The sequencer of vitest.config.ts. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const at = longest.findIndex((name) => moduleId.endsWith(`/test/${name}.test.ts`));
      return at < 0 ? longest.length : at;
    };
    const sorted = await super.sort(files);
    return sorted.toSorted((left, right) => rank(left) - rank(right));
  }
}
