#!/bin/sh
# Runs a command with NAME set from the file that NAME_FROM_FILE names, for programs that read no secret from a file.
set -eu
for pair in $(env | grep '_FROM_FILE=' || true); do
    name="${pair%%_FROM_FILE=*}"
    file="${pair#*=}"
    value="$(cat "$file")"
    export "$name=$value"
    unset "${name}_FROM_FILE"
done
exec "$@"
