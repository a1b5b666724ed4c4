/**
 * The agent.toml that `enroll` writes when there is none.
 */

import { defaultStateDirectory } from './agent-config.ts';

/** What {@link defaultConfigText} fills in. `stateDirectory` defaults to the usual one. */
export interface DefaultConfigOptions {
  readonly collectorAddress: string;
  readonly stateDirectory?: string;
  readonly segment?: string | undefined;
  /** Lines of sources for databases that run here; they come as comments. */
  readonly suggestions?: readonly string[];
}

/** A commented agent.toml that backs up the whole guest every night. Its text passes `parseAgentConfig`. */
export function defaultConfigText({ collectorAddress, stateDirectory = defaultStateDirectory, segment, suggestions = [] }: DefaultConfigOptions): string {
  return `# Configuration of the Stillpoint agent on this guest. It alone decides what is read here; the collector can only ask
# for a plan by its name, or define plans as far as [allow] permits. After a change, run \`stillpoint-agent check\`.

# Key, certificate and journal. Never backed up itself.
state_dir = ${tomlString(stateDirectory)}

# Encrypt everything before it leaves this guest: nobody can read it without the key, which \`stillpoint-agent key create\` makes.
# encryption = "agent"

# Where plans come from: only from this file (local), or also from the collector (central).
plans = "local"

[collector]
address = ${tomlString(collectorAddress)}       # or a list, tried in order
${segment === undefined ? '# segment = "10.20.0.0/24" ' : `segment = ${tomlString(segment)}`}        # network (or interface, "eth1") that backups must go through

[upload]
zstd_level = 1                     # 1 (fast) to 19 (small)
reconnect = "10m"                  # how long a run tries to go on when its connection is lost, or "off"

[restore]
# Directories on this guest that the collector may restore into. Without any, restores are fetched, not pushed.
allow = []

[allow]
# What plans of the collector may read: directories with everything below them, and databases. Never commands.
read = []
databases = false

[log]
level = "info"                     # fatal, error, warn, info, debug, trace or silent

[[plan]]
name = "daily"
schedule = "30 1 * * *"            # every night at 01:30, guest's time, unless the collector sets another

[plan.quiesce]
snapshot = "auto"                  # auto, none, btrfs, lvm, zfs or external (see docs/quiesce.md)
# pre = ["/usr/local/sbin/app", "hold"]      # command before anything is read
# post = ["/usr/local/sbin/app", "go-on"]    # and after it, on every path

[[plan.source]]
kind = "files"
paths = ["/"]
# What to leave out, with the meaning of .gitignore, case-sensitive. A leading slash is the root of the filesystem.
# Backslashes need single quotes: '*.\\x95\\x5c' are bytes, '\\#name' is a name that begins with #.
exclude = []                       # for example ["/var/cache", "*.tmp", "/home/*/.cache"]
# include = ["/etc", "*.conf"]     # take only these
filesystems = "local"              # local: every local disk filesystem below the paths; one: only the paths' own; all
# require_mounts = ["/data"]       # fail rather than back up an empty mount point
default_excludes = true            # leave out swap files, /tmp and the like; \`stillpoint-agent check\` lists them
cachedir_tag = true                # leave out the contents of directories with a CACHEDIR.TAG
${suggested(suggestions)}`;
}

function suggested(lines: readonly string[]): string {
  if (lines.length === 0) return '';
  const head = ['', '# Databases that ran here when this file was written. Copies of their files, made while they live, are no good backups: take the "# " away from the lines', '# of a source to have it backed up well, then run `stillpoint-agent check`.', '#'];
  // What a guest's paths hold must not end a comment.
  const comments = lines.flatMap((line) => line.split(/[\r\n]/u)).map((line) => (line.startsWith('#') ? line : `# ${line}`).trimEnd().replaceAll(/\p{Cc}/gu, '?'));
  return [...head, ...comments, ''].join('\n');
}

// JSON's strings are TOML's, but for DEL, which TOML wants escaped.
function tomlString(text: string): string {
  return JSON.stringify(text).replaceAll('\x7f', '\\u007f');
}
