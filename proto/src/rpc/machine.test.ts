import { mkdir, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { readMachineFacts } from './machine.ts';
import { temporaryFolder } from './rpc-fixture.ts';

describe('facts about the host', () => {
  it('come from the system’s files and the given clock', async () => {
    await using folder = await temporaryFolder();
    await mkdir(join(folder.path, 'etc'));
    await writeFile(join(folder.path, 'etc/machine-id'), '0123456789abcdef0123456789abcdef\n');
    await writeFile(join(folder.path, 'etc/os-release'), 'NAME="Debian"\nPRETTY_NAME="Debian \\"13\\" (trixie)"\nID=debian\n');
    expect(await readMachineFacts(() => new Date(1234), folder.path)).toMatchObject({
      hostName: hostname(),
      machineId: '0123456789abcdef0123456789abcdef',
      bootId: '',
      operatingSystem: 'Debian "13" (trixie)',
      nodeVersion: process.version,
      clockMs: 1234,
    });
  });

  it('name the boot of the running system', async () => {
    expect((await readMachineFacts()).bootId).toMatch(/^[0-9a-f-]{36}$/u);
  });
});
