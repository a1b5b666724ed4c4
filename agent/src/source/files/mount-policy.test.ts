import { parseMounts } from '@stillpoint/proto/posix/mounts.ts';
import { describe, expect, it } from 'vitest';

import { MountPolicy, type FilesystemChoice } from './mount-policy.ts';

const root = '21 1 8:1 / / rw - ext4 /dev/sda1 rw\n';
const share = '99 21 0:50 / /srv/share rw - nfs4 server:/share rw\n';

describe('the mount policy', () => {
  it('refuses a network filesystem that was mounted after the run began', () => {
    const policy = new MountPolicy('local', parseMounts(root), () => parseMounts(root + share));
    expect(policy.refusal('/srv/share', policy.find(99, '/srv/share'))?.filesystem).toBe('nfs4');
  });

  it('takes a mount that has gone again for part of what it lay in', () => {
    const policy = new MountPolicy('local', parseMounts(root), () => parseMounts(root));
    expect(policy.refusal('/srv/share', policy.find(99, '/srv/share'))).toBeUndefined();
  });

  describe('names as what is not to be looked at', () => {
    const untouched = (mounts: string, directory: string, choice: FilesystemChoice = 'local'): string[] => [...(new MountPolicy(choice, parseMounts(mounts)).untouched(directory) ?? [])];

    it.each([
      ['the root of a network filesystem', root + share, ['share']],
      ['also one on a mount point of the automounter', `${root}98 21 0:49 / /srv/share rw - autofs auto rw\n99 98 0:50 / /srv/share rw - nfs4 server:/share rw\n`, ['share']],
      ['also where the root of this process is no mount', '99 7 0:50 / /srv/share rw - nfs4 server:/share rw\n', ['share']],
      ['a filesystem that a process answers for', `${root}99 21 0:50 / /srv/share rw - fuse.sshfs server:/share rw\n`, ['share']],
      ['a filesystem of unknown type', `${root}99 21 0:50 / /srv/share rw - somefs server:/share rw\n`, ['share']],
      ['no disk', `${root}99 21 8:2 / /srv/share rw - ext4 /dev/sda2 rw\n`, []],
      ['no disk that was mounted over a network filesystem', `${root}${share}100 99 8:2 / /srv/share rw - ext4 /dev/sda2 rw\n`, []],
      ['nothing that lies below a disk that was mounted later', `${root}${share}100 21 8:2 / /srv rw - ext4 /dev/sda2 rw\n`, []],
    ])('%s', (_what, mounts, names) => {
      expect(untouched(mounts, '/srv')).toEqual(names);
    });

    it('nothing when every filesystem is followed, and network filesystems when one is', () => {
      expect(untouched(root + share, '/srv', 'all')).toEqual([]);
      expect(untouched(root + share, '/srv', 'one')).toEqual(['share']);
    });

    it('what lies in the root directory', () => {
      expect(untouched(`${root}99 21 0:50 / /share rw - nfs4 server:/share rw\n`, '/')).toEqual(['share']);
    });
  });
});
