#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# A full office for ten minutes: 50 consoles and one bulk. desk_crowd_slow.sh is the
# same for 20 seconds.
set -uo pipefail
export CROWD_CONSOLES=${CROWD_CONSOLES:-50} CROWD_SECONDS=${CROWD_SECONDS:-600}
export CROWD_CASES=${CROWD_CASES:-20000}
exec bash "$(cd "$(dirname "$0")" && pwd)/desk_crowd_slow.sh"
