/**
 * The installer that a guest pipes into its shell. POSIX sh with what every Linux has; all of it is one function that is called in the last line, so that a
 * script that was cut on its way does nothing.
 */
import { shellQuote } from '@stillpoint/proto/text/shell-quote.ts';

import type { ShelvedPackage } from './package-shelf.ts';

/** What goes into it. All texts are the collector's own. */
export interface InstallerFacts {
  /** HOST:PORT that serves the packages, as the guest reaches it. */
  readonly rollout: string;
  /** HOST:PORT for `enroll`. */
  readonly collector: string;
  readonly packages: readonly ShelvedPackage[];
}

/** The script. */
export function installerScript({ rollout, collector, packages }: InstallerFacts): string {
  const offers = packages.map(({ format, machine, name, version, sha256 }) => `    ${format}:${machine}) file=${shellQuote(name)} version=${shellQuote(version)} sum=${shellQuote(sha256)} ;;`).join('\n');
  return `#!/bin/sh
# Installs the Stillpoint agent on this guest, enrols it and starts its service. Safe to run again: what is done already is left as it is.
#   sh install TOKEN [--name NAME] [--collector HOST:PORT] [--segment NETWORK] [--backup] [--no-start]
#     TOKEN        of \`stillpoint-collector token create\`; may also come in STILLPOINT_TOKEN
#     --name       name of this agent (default: the host name, or what the token says)
#     --collector  another address for backups
#     --segment    as in 10.20.0.0/24 or eth1: backups go this way and no other
#     --backup     make the first backup now, and wait for it
#     --no-start   enable the service, but do not start it
# Proxies of the environment are not used. The package is installed only when its SHA-256 is the one written here.
set -eu
umask 022
base=https://${rollout}
collector=${shellQuote(collector)}

fail() {
  echo "stillpoint: $1" >&2
  exit 1
}

choose() {
  machine=$(uname -m)
  if command -v dpkg >/dev/null 2>&1; then format=deb
  elif command -v rpm >/dev/null 2>&1; then format=rpm
  else format=tar
  fi
  offer "$format:$machine" || { format=tar; offer "tar:$machine"; } || fail "this collector has no agent package for $machine; put one into the folder of rollout.packages"
}

offer() {
  case $1 in
${offers}
    *) return 1 ;;
  esac
}

installed() {
  case $format in
    deb) have=$(dpkg-query -W -f '\${db:Status-Status} \${Version}' stillpoint-agent 2>/dev/null) || return 1
         case $have in 'installed '*) have=\${have#installed } ;; *) return 1 ;; esac
         dpkg --compare-versions "$have" ge "$version" ;;
    rpm) have=$(rpm -q --qf '%{VERSION}-%{RELEASE}' stillpoint-agent 2>/dev/null) || return 1
         [ "$have" = "$version" ] ;;
    tar) have=$(/usr/local/bin/stillpoint-agent --version 2>/dev/null) || return 1
         [ "$have" = "$version" ] ;;
  esac
}

fetch() {
  # What comes is held against its sum, so that the connection need not be trusted.
  if command -v curl >/dev/null 2>&1; then
    curl --noproxy '*' --insecure --fail --silent --show-error --retry 20 --retry-delay 3 --output "$2" "$1"
  elif command -v wget >/dev/null 2>&1; then
    no_proxy_option=''
    if wget --help 2>&1 | grep -q -e --no-proxy; then no_proxy_option=--no-proxy; fi
    wget $no_proxy_option --no-check-certificate -q -O "$2" "$1"
  else
    fail 'neither curl nor wget is here'
  fi
}

digest() {
  if command -v sha256sum >/dev/null 2>&1; then sha256sum "$1" | cut -d ' ' -f 1
  elif command -v openssl >/dev/null 2>&1; then openssl dgst -sha256 -r "$1" | cut -d ' ' -f 1
  else fail 'neither sha256sum nor openssl is here, so the package cannot be checked'
  fi
}

place() {
  scratch=$(mktemp -d)
  trap 'rm -rf "$scratch"' EXIT
  trap 'exit 1' HUP INT TERM
  echo "stillpoint: fetches $file"
  fetch "$base/packages/$file" "$scratch/$file" || fail "$base/packages/$file could not be fetched"
  found=$(digest "$scratch/$file")
  [ "$found" = "$sum" ] || fail "$file is not the package that was announced: its SHA-256 is $found, not $sum; run the line that \\\`token create\\\` prints again"
  case $format in
    deb) DEBIAN_FRONTEND=noninteractive dpkg -i "$scratch/$file" || fail 'dpkg could not install the package; it says why' ;;
    rpm) rpm -U --quiet "$scratch/$file" || fail 'rpm could not install the package; it says why' ;;
    tar) tar -xzf "$scratch/$file" -C "$scratch"
         (cd "$scratch"/stillpoint-agent-*-linux-*/ && cp -a bin lib share /usr/local/)
         if [ -d /etc/systemd/system ]; then
           sed 's|/usr/bin/stillpoint-agent|/usr/local/bin/stillpoint-agent|' /usr/local/share/stillpoint/systemd/stillpoint-agent.service >/etc/systemd/system/stillpoint-agent.service
           if [ -d /run/systemd/system ]; then
             systemctl daemon-reload
             systemctl try-restart stillpoint-agent.service
           fi
         fi ;;
  esac
}

main() {
  token=\${STILLPOINT_TOKEN:-} name='' segment='' backup=no start=yes
  while [ $# -gt 0 ]; do
    case $1 in
      --name) [ $# -gt 1 ] || fail '--name needs a name'; name=$2; shift ;;
      --collector) [ $# -gt 1 ] || fail '--collector needs HOST:PORT'; collector=$2; shift ;;
      --segment) [ $# -gt 1 ] || fail '--segment needs a network'; segment=$2; shift ;;
      --backup) backup=yes ;;
      --no-start) start=no ;;
      -*) fail "unknown option $1" ;;
      *) token=$1 ;;
    esac
    shift
  done
  unset STILLPOINT_TOKEN http_proxy https_proxy all_proxy HTTP_PROXY HTTPS_PROXY ALL_PROXY
  PATH=$PATH:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
  [ "$(id -u)" = 0 ] || fail 'only root may install: run it as root, as in … | sudo sh -s TOKEN'
  choose
  if installed; then echo "stillpoint: stillpoint-agent $have is installed already"; else place; fi
  agent=stillpoint-agent
  [ "$format" != tar ] || agent=/usr/local/bin/stillpoint-agent
  "$agent" --version >/dev/null || fail 'the agent does not start on this system; it needs glibc 2.28 or newer'
  if [ -e /var/lib/stillpoint-agent/agent.json ]; then
    echo 'stillpoint: this guest is enrolled already; the token is not used'
  else
    [ -n "$token" ] || fail 'a token is needed: sh -s TOKEN, or STILLPOINT_TOKEN'
    printf '%s\\n' "$token" | "$agent" enroll - --collector "$collector" \${name:+--name "$name"} \${segment:+--segment "$segment"}
  fi
  if [ -d /run/systemd/system ] && [ $start = yes ]; then
    systemctl enable --now --quiet stillpoint-agent.service
    echo 'stillpoint: the service runs; plans begin by their schedule, or when the collector asks'
  elif command -v systemctl >/dev/null 2>&1; then
    systemctl enable --quiet stillpoint-agent.service
    echo 'stillpoint: the service begins with the next start of this guest'
  else
    echo "stillpoint: there is no systemd here: have \\\`$agent serve\\\` started at boot"
  fi
  if [ $backup = yes ]; then nice -n 10 "$agent" backup; fi
}

# The rest of what the shell reads is this script, not for the programs that it starts.
main "$@" </dev/null
`;
}
