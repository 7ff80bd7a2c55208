#!/bin/bash
# Runs a node once the way it will run later and lets the JVM write down what it loaded and compiled: the AOT cache.
# The cache is for exactly this JVM, these jars and these options; where they differ, the JVM starts without it.
set -euo pipefail
home=/opt/amtsrunde
data=$(mktemp -d)

export AMTSRUNDE_DATA_DIR=$data AMTSRUNDE_DEMO=true
java "@$home/jvm.options" "-XX:AOTCacheOutput=$home/amtsrunde.aot" -jar "$home/amtsrunde.jar" &
node=$!

deadline=$((SECONDS + 60))
until "$home/health.sh" /health/ready 2>/dev/null; do
  if ! kill -0 "$node" 2>/dev/null || ((SECONDS > deadline)); then
    echo 'the node did not become ready' >&2
    exit 1
  fi
  sleep 0.2
done

# ask METHOD PATH [BODY]: prints the answer.
ask() {
  exec 3<>/dev/tcp/127.0.0.1/8080
  printf '%s %s HTTP/1.1\r\nHost: 127.0.0.1:8080\r\nOrigin: http://127.0.0.1:8080\r\nConnection: close\r\n' "$1" "$2" >&3
  printf 'Cookie: %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s' "${cookie:-}" "${#3}" "$3" >&3
  cat <&3
  exec 3>&-
}

answer=$(ask POST /api/sign-in '{"email":"t1@altwasser.example","password":"amtsrunde-demo"}')
cookie=$(grep -i '^set-cookie:' <<<"$answer" | cut -d' ' -f2 | cut -d';' -f1)
for _ in 1 2 3 4 5 6 7 8 9 10; do
  ask GET / '' >/dev/null
  ask GET /api/me '' >/dev/null
  ask POST /api/realtime/token '' >/dev/null
done
[[ $(ask GET /api/me '') == *'"person"'* ]]

kill -TERM "$node"
wait "$node" || true
rm -rf "$data"
test -s "$home/amtsrunde.aot"
