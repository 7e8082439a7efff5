#!/usr/bin/env bash
# Tries an installation of one host, then one of two hosts on Redis and Cassandra: in containers where Docker runs, else as
# processes of this machine (with redis-server and a JDK 17; without a balancer). Exit code 1 at the first thing that is wrong.
set -euo pipefail
cd "$(dirname "$0")/.."

work=$(mktemp -d)
pids=()
say() { printf 'smoke: %s\n' "$1"; }
fail() { say "$1"; exit 1; }
finish() {
  for pid in "${pids[@]}"; do kill "$pid" 2> /dev/null || :; done
  wait 2> /dev/null || :
  [ -z "${compose-}" ] || docker compose -f "$compose" down -v > /dev/null 2>&1
  rm -rf "$work"
}
trap finish EXIT

# Waits until a command succeeds, for so many seconds at most.
within() {
  local seconds=$1 end=$((SECONDS + $1))
  shift
  until "$@" > /dev/null 2>&1; do
    [ $SECONDS -lt $end ] || fail "not within $seconds s: $*"
    read -rt 0.2 <> <(:) || :
  done
}

# Starts ./jukwaa with these words behind a log file; sets $base to where it listens.
start() {
  local log=$1
  shift
  JUKWAA_SKIP_BUILD=1 ./jukwaa "$@" > "$log" 2>&1 &
  pids+=($!)
  within 180 grep -q 'listens on\|Redis is on' "$log"
  base=$(sed -n 's/.* on \(http:[^ ]*\) with.*/\1/p' "$log")
}

# What a phone sees: the host's address, the session, what was typed.
dial() { curl -fsS "$1/ussd/clinic-line" -d "sessionId=$2" -d 'serviceCode=*384*100#' -d "phoneNumber=%2B25470000000${2##*-}" -d "text=$3"; }

# A dialogue whose steps go to one host and another; the second step comes twice.
dialogue() {
  local one=$1 other=$2 session=$3
  within 120 curl -fsS "$one/health/live"
  within 120 curl -fsS "$one/health/ready"
  within 120 curl -fsS "$other/health/ready"
  dial "$one" "$session" '' | grep -q 'Choose a language' || fail "$one does not answer a call"
  local first second
  first=$(dial "$other" "$session" 1)
  second=$(dial "$one" "$session" 1)
  printf '%s' "$first" | grep -q 'How can we help' || fail "$other does not know the session: $first"
  [ "$first" = "$second" ] || fail "the same request again has another answer: $second"
}

settings() {
  mkdir -p "$work/settings" "$work/jukwaa-apps"
  cp docker/settings/*.yaml "$work/settings/"
  cp campaigns-examples/clinic-line/app.js "$work/jukwaa-apps/"
}

if docker info > /dev/null 2>&1; then
  compose=docker/compose.yaml
  docker compose -f $compose up --build --wait --quiet-pull
  dialogue http://127.0.0.1:8080 http://127.0.0.1:8080 smoke-1
  docker compose -f $compose down -v > /dev/null 2>&1
  compose=docker/compose-grown.yaml
  [ -f docker/settings/encryption.key ] || head -c 32 /dev/urandom | base64 > docker/settings/encryption.key
  docker compose -f $compose up --wait --quiet-pull
  dialogue http://127.0.0.1:8080 http://127.0.0.1:8080 smoke-2
  docker compose -f $compose kill -s SIGKILL host1 > /dev/null
  dialogue http://127.0.0.1:8080 http://127.0.0.1:8080 smoke-3
  say "containers: one host, two hosts, and one that was killed"
  exit 0
fi

./jukwaa --version > /dev/null # builds what is not built
settings
start "$work/one.log" serve --config "$work/settings/one.yaml" --port 0 --data "$work/one"
dialogue "$base" "$base" smoke-1
say "one host answers"
dial "$base" smoke-4 '' > /dev/null
kill "${pids[-1]}"
wait "${pids[-1]}" || :

redis=${SMOKE_REDIS_PORT-16379} cassandra=${SMOKE_CASSANDRA_PORT-19042}
start "$work/servers.log" store servers --redis-port "$redis" --cassandra-port "$cassandra"
cp "$work/one/encryption.key" "$work/"
sed -i "s|redis://redis:6379|redis://127.0.0.1:$redis|; s|cassandra:9042|127.0.0.1:$cassandra|; s|/etc/jukwaa/encryption.key|$work/encryption.key|" \
  "$work/settings/grown.yaml"
copy=(store copy --from "sqlite:$work/one" --to "redis+cassandra:$work/settings/grown.yaml")
JUKWAA_SKIP_BUILD=1 ./jukwaa "${copy[@]}" > "$work/copy.log" 2>&1 || fail "$(cat "$work/copy.log")"
start "$work/host1.log" serve --config "$work/settings/grown.yaml" --port 0 --data "$work/host1"
host1=$base killed=${pids[-1]}
start "$work/host2.log" serve --config "$work/settings/grown.yaml" --port 0 --data "$work/host2"
host2=$base
dial "$host2" smoke-4 1 | grep -q 'How can we help' || fail "a session does not go on after its host was copied"
say "two hosts go on where the one was"
dialogue "$host1" "$host2" smoke-2
dial "$host1" smoke-3 '' > /dev/null
kill -9 "$killed"
dial "$host2" smoke-3 1 | grep -q 'How can we help' || fail "a session does not go on at another host"
say "two hosts answer as one, and one alone when the other is killed"
