#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# 1,000 offices with 10 tasks each, every minute of a day: 14,400,000 figures.
set -uo pipefail
export WAITS_OFFICES=${WAITS_OFFICES:-1000} WAITS_MINUTES=${WAITS_MINUTES:-1440} WAITS_FIRST=0
export WAITS_ROUNDS=3 WAITS_KEYS=${WAITS_KEYS:-200} WAITS_LIMIT_SEC=7200
exec bash "$(dirname "$0")/waits_slow.sh"
