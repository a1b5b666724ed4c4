import { parseMounts } from '@stillpoint/proto/posix/mounts.ts';
import { describe, expect, it } from 'vitest';

import { MountPolicy } from './mount-policy.ts';

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
});
