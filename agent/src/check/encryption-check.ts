/** What `check` says of encryption: a key that is missing, and one that could be lost. */
import { StillpointError } from '@stillpoint/proto/errors.ts';
import { formatLocalTime } from '@stillpoint/proto/text/format-time.ts';

import type { AgentConfig } from '../config/agent-config.ts';
import { KeyStore } from '../encryption/key-store.ts';
import { shownPath } from '../identity/state-error.ts';
import { problemOf, type Finding } from './finding.ts';

const area = 'encryption';

/** Nothing when it is off. */
export function checkEncryption(config: Pick<AgentConfig, 'stateDirectory' | 'encryption'>): Finding[] {
  if (!config.encryption.byAgent) return [];
  const keys = new KeyStore(config);
  try {
    const { id } = keys.get();
    const exportedMs = keys.exportedMs(id);
    const text = `by this agent with key ${id}, in ${shownPath(keys.file)}`;
    if (exportedMs !== undefined) return [{ level: 'ok', area, text: `${text}, exported ${formatLocalTime(exportedMs)}` }];
    return [
      { level: 'ok', area, text },
      { level: 'warning', area, code: 'ENCRYPTION_KEY_NOT_EXPORTED', text: keys.warning() ?? '', hint: 'run `stillpoint-agent key export` and keep what it prints where it is not lost with this guest' },
    ];
  } catch (error) {
    if (!(error instanceof StillpointError)) throw error;
    return [problemOf(area, error)];
  }
}
