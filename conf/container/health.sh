#!/bin/bash
# health.sh PATH: succeeds if the management port answers 200 within three seconds.
exec 3<>/dev/tcp/127.0.0.1/9090 || exit 1
printf 'GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' "$1" >&3
read -r -t 3 _ status _ <&3 && [ "$status" = 200 ]
