/** Mounts that must be there for a whole run. */
import { describe, expect, it } from 'vitest';

import { checkRequiredMounts } from './named-paths.ts';

describe('required mounts', () => {
  it('are there as long as nothing happens to them', () => {
    const mounts = checkRequiredMounts(['/proc']);
    expect(checkRequiredMounts(['/proc'], mounts)).toEqual(mounts);
  });

  it('are missing where nothing is mounted', () => {
    expect(() => checkRequiredMounts(['/proc/self'])).toThrow(expect.objectContaining({ code: 'MOUNT_MISSING', message: '/proc/self is required to be mounted, but nothing is mounted there' }));
  });

  it('are missing when they went away during the run', () => {
    expect(() => checkRequiredMounts(['/proc/self'], new Map([['/proc/self', 1]]))).toThrow(expect.objectContaining({ code: 'MOUNT_MISSING', message: expect.stringContaining('unmounted during the run') as string }));
  });

  it('are missing when another mount has taken their place during the run', () => {
    const [[path, id] = ['', 0]] = checkRequiredMounts(['/proc']);
    expect(() => checkRequiredMounts(['/proc'], new Map([[path, id + 1]]))).toThrow(expect.objectContaining({ code: 'MOUNT_MISSING', message: expect.stringContaining('mounted anew') as string }));
  });
});
