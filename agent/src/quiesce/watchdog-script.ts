/**
 * The watchdog's program: a POSIX shell script, run as `sh -c SCRIPT NAME LIMIT_S KIND TARGET WHAT`, one process for each thing that is held.
 *
 * What it relies on, since `/` itself may be frozen by then:
 * - Reading, and so starting programs, works on a frozen filesystem; only writing waits. It writes nowhere but to its pipe.
 * - Every program it will need has run once before it says that it is armed: they are there, permitted and in the page cache. FITHAW on /proc, which nobody can freeze, must
 *   fail for that reason and no other.
 * - The frozen directory is an open handle (fd 3): no path is looked up, whatever is mounted over it meanwhile.
 * - One process decides. `head` reads the word of the agent, `timeout` ends it at the limit; whichever is first is the answer, so it can never have fired and be disarmed.
 * - When the shell cannot go on (no memory for another process), its exit trap becomes the thawing program without a fork.
 * - It goes on thawing after the limit for as long as the agent lives and says nothing: one that was stopped just before it froze would freeze after the limit. When the agent is
 *   dead its end of the pipe is closed, and with it every call it was in has ended.
 */

/** Says `armed`; at the word `disarm` says `disarmed`, or `fired` when it has thawed before, and ends. Says `refused …` and ends when it could not thaw. */
export const watchdogScript = `
trap '' HUP INT QUIT TERM TSTP TTIN TTOU PIPE USR1 USR2 ALRM
(echo -1000 >/proc/self/oom_score_adj) 2>/dev/null
export LC_ALL=C
limit=$1 kind=$2 target=$3
release() {
  if [ "$kind" = process ]; then kill -KILL "$target"; else fsfreeze -u /proc/self/fd/3; fi
}
last() {
  if [ "$kind" = process ]; then kill -KILL "$target"; else exec fsfreeze -u /proc/self/fd/3; fi
}
rehearse() {
  timeout -s KILL 5 head -n 1 </dev/null 2>&1 || return 1
  [ "$kind" = process ] && { kill -0 "$target" 2>&1; return; }
  said=$(fsfreeze -u /proc 2>&1)
  case $said in *'Invalid argument'*) return 0 ;; *) echo "$said"; return 1 ;; esac
}
said=$(rehearse) || { echo "refused $said"; exit 1; }
trap last EXIT
state=disarmed
echo armed
while :; do
  word=$(timeout -s KILL "$limit" head -n 1 2>/dev/null)
  ended=$?
  [ "$word" = disarm ] && break
  state=fired
  release
  [ $ended -eq 0 ] && break
  limit=1
done 2>/dev/null
trap - EXIT
echo $state
`;
