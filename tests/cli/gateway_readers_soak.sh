#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# The relay's contract as readers see it that nobody here wrote: spectral and
# redocly read the file, ajv judges a feed by its schemas. They come from the
# net, so only the soak asks for them.
set -uo pipefail
build=${B:-build}
gateway=$(cd "$build" && pwd)/minwon-gateway
work=$(mktemp -d)
tools=${1:-$work/tools}
relay=0
status=0
trap '[ "$relay" -eq 0 ] || kill "$relay"; rm -rf "$work"' EXIT
scripts/dev/check_contract.sh "$tools" || status=1
if ! [ -d "$tools/node_modules/ajv" ]; then
	echo "skip a_broken_example_is_found - the readers are not here"
	echo "skip each_event_is_as_the_contract_says - the readers are not here"
	exit $status
fi

# Control: a contract that breaks its own example is found.
mkdir -p "$work/broken/console/channel"
sed 's/outcome: refuse$/outcome: perhaps/' console/channel/relay.openapi.yaml \
	>"$work/broken/console/channel/relay.openapi.yaml"
found=$(cd "$work/broken" && "$OLDPWD/scripts/dev/check_contract.sh" "$tools")
case $found in
*'not ok'*) echo "ok a_broken_example_is_found" ;;
*) echo "not ok a_broken_example_is_found - ${found//$'\n'/, }"; status=1 ;;
esac

# A feed with everything in it that stands there from the beginning.
"$gateway" --token secret --until 2026-11-23T09:00 --applications 500 --withdraw 30 --update 30 \
	--attach 50 --transcript 80 --publish 6 >"$work/said" &
relay=$!
timeout 30 grep -q -m 1 '^listening ' < <(exec tail -n +1 -f --pid="$relay" "$work/said" 2>/dev/null)
at=http://$(sed -n 's/^listening //p' "$work/said")
for channel in gov24 epeople seoul-chatbot; do
	curl -sS -m 30 -H 'Authorization: Bearer secret' \
		"$at/v1/channels/$channel/feeds/requests?jurisdiction_id=11410&limit=500"
done | jq -s add >"$work/feed.json"
"$tools/node_modules/.bin/redocly" bundle --ext json -o "$work/contract.json" \
	console/channel/relay.openapi.yaml >/dev/null 2>&1
cat >"$work/judge.cjs" <<'EOT'
const fs = require('fs')
const [tools, folder] = process.argv.slice(2)
const Ajv = require(tools + '/node_modules/ajv/dist/2020')
const { components } = JSON.parse(fs.readFileSync(folder + '/contract.json'))
const ajv = new Ajv.default({ strict: false, validateFormats: false })
ajv.addSchema({ $id: 'relay:/', components })
const judge = ajv.compile({ $ref: 'relay:/#/components/schemas/Event' })
const feed = JSON.parse(fs.readFileSync(folder + '/feed.json'))
const wrong = feed.filter((event) => !judge(event))
const control = judge({ ...feed[0], type: 'kr.relay.request.withdrawn.v1' })
console.log(wrong.length, feed.length > 100, new Set(feed.map((e) => e.type)).size, control)
EOT
said=$(node "$work/judge.cjs" "$(cd "$tools" && pwd)" "$work" 2>&1)
if [ "$said" = "0 true 5 false" ]; then
	echo "ok each_event_is_as_the_contract_says"
else
	echo "not ok each_event_is_as_the_contract_says - ${said//$'\n'/ }"
	status=1
fi
exit $status
