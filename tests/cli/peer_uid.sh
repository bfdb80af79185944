#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# Identity is the kernel's word: a real office knows uids, not names a client
# gives. Runs the programs as three users of the host, from a folder that all
# may read.
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)
if [ "$(id -u)" -ne 0 ]; then
	echo "skip peer_uid - only root can become other users"
	exit 0
fi
# shellcheck source=tests/cli/lib_office.sh
. "$here/lib_office.sh"
open=$(mktemp -d /tmp/minwon-uid.XXXXXX)
trap 'finish; rm -rf "$open"' EXIT
chmod 755 "$open"
cp -r "$bin/minwon" "$bin/minwond" "$bin/minwon-sync" "$open/"

# as USER ARGUMENT…: the console as that user of the host.
as()
{
	local user=$1
	shift
	setpriv --reuid="$user" --regid="$(id -g "$user")" --clear-groups -- \
		env -i LC_ALL=C.UTF-8 "$open/minwon" --lang en --socket "$open/desk.sock" "$@"
}

"$open/minwon" init --store "$store" --office 11410 --staff nobody:officer \
	--staff daemon:supervisor >/dev/null 2>init.err
check 'a real office starts from users of the host' 0 $?
office_start --socket "$open/desk.sock"
chmod 666 "$open/desk.sock"

as nobody list >out 2>err; check 'an officer is known by uid' 0 $?
as nobody staff list --format tsv >out 2>err
has 'the officer sees the office of the store' "$(printf 'nobody\t')" "$(cat out)"
as games list >out 2>err; check 'a user who is no staff is refused' 3 $?
check 'one sentence says why' 1 "$(wc -l <err)"
as games --as daemon list >out 2>err; check '--as is no way in' 3 $?
as nobody --as daemon list >out 2>err; check '--as is refused to staff too' 3 $?
env -i USER=daemon LOGNAME=daemon LC_ALL=C.UTF-8 "$open/minwon" --lang en \
	--socket "$open/desk.sock" list >out 2>err
check 'names in the environment count for nothing' 3 $?
as nobody staff add games --role officer >out 2>err
check 'an officer may not add staff' 3 $?
as daemon staff add games --role officer --uid "$(id -u games)" >out 2>err
check 'a supervisor may' 0 $?
as games list >out 2>err; check 'the new member gets in at once' 0 $?
as daemon staff disable games >out 2>err; check 'a supervisor disables' 0 $?
as games list >out 2>err; check 'the next request is refused' 3 $?
"$open/minwond" --store "$store.none" --clock "$clock" >out 2>err
check 'no store is an error of storage' 5 $?
office_stop
"$open/minwond" --store "$store" --clock "$clock" >out 2>err
check 'no clock moves a real office' 3 $?
verdict
