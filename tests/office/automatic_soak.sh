#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# A thousand random rules over ten thousand cases of one office: what a trial
# foretells is what the rule does. test_automatic is the same, smaller.
set -uo pipefail
bin=$(cd "${B:-build}" && pwd)
export AUTO_RULES=${AUTO_RULES:-1000} AUTO_APPLICATIONS=${AUTO_APPLICATIONS:-27000}
cd "$TMPDIR" || exit 1
if B=$bin/ "$bin/tests/office/test_automatic" >said 2>&1; then
	echo "ok a_trial_foretells_what_a_rule_does"
else
	echo "not ok a_trial_foretells_what_a_rule_does - $(grep -m 1 ERROR said)"
	exit 1
fi
grep 'random rules' said
# The harness must notice a fate that was foretold wrongly.
if AUTO_PLANT=1 AUTO_RULES=40 AUTO_APPLICATIONS=400 B=$bin/ "$bin/tests/office/test_automatic" \
	>spoilt 2>&1; then
	echo "not ok a_spoilt_foretelling_is_noticed"
	exit 1
fi
echo "ok a_spoilt_foretelling_is_noticed"
