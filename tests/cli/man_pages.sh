#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# The manual pages in English and Korean: installed where man looks for them, without a
# complaint of mandoc, and noticed (by lint) where their tables or their options are not current.
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
build=$(cd "${B:-build}" && pwd)
work=$(mktemp -d)
export LC_ALL=C.UTF-8
trap 'rm -rf "$work"' EXIT
failed=0

check()
{
	if [ "$2" = "$3" ]; then
		echo "ok $1"
	else
		echo "not ok $1 - wanted $2, got $3"
		failed=1
	fi
}

cd "$top" || exit 1
pages=$(cd console/man && echo *.[1-8])
check 'each page is there in Korean' "$pages" "$(cd console/man/ko && echo *.[1-8])"
check 'mandoc has nothing to say' '' "$(mandoc -T lint -W warning console/man/*.[1-8] console/man/ko/*.[1-8] 2>&1 | head -3)"

# Where make install puts them.
make -n install B="$build" DESTDIR="$work/root" PREFIX=/usr >"$work/plan" 2>&1
check 'install puts both where man looks' yes "$(grep -q 'share/man/ko/man' "$work/plan" && grep -q 'share/man/man' "$work/plan" && echo yes)"
for page in $pages; do
	section=${page##*.}
	mkdir -p "$work/man/man$section" "$work/man/ko/man$section"
	cp "console/man/$page" "$work/man/man$section/"
	cp "console/man/ko/$page" "$work/man/ko/man$section/"
done
for page in $pages; do
	text=$(mandoc -T utf8 -O width=100 "$work/man/ko/man${page##*.}/$page" | sed 's/.\x08//g')
	check "$page: Korean" yes "$(grep -qP '\p{Hangul}{2,}' <<<"$text" && echo yes)"
	check "$page: no macro is shown" 0 "$(grep -cE '^ *\.(It|Sh|Pp|Ic) ' <<<"$text")"
done
# A locale of its own, because the machine may have none.
if command -v man >/dev/null && localedef -i ko_KR -f UTF-8 "$work/ko_KR.UTF-8" 2>/dev/null; then
	read_man()
	{
		LOCPATH=$work LC_ALL=$1 MANPATH=$work/man MANPAGER=cat MANWIDTH=80 man minwon 2>/dev/null | sed 's/.\x08//g'
	}
	read_man ko_KR.UTF-8 >"$work/korean"
	read_man C.UTF-8 >"$work/english"
	check 'man in a Korean locale reads the Korean page' 1 "$(grep -c '민원 창구의 업무 단말' "$work/korean")"
	check 'and in an English one the English page' 1 "$(grep -c 'case console for civil-service desks' "$work/english")"
else
	echo 'skip man in a Korean locale - no man or no locales on this machine'
fi

# What is not current is noticed.
cp -r console scripts "$work/"
cd "$work" || exit 1
sed -i '/^\.It Fl -mouse /d' console/man/ko/minwon.1
sed -i 's/^민원 목록을/민원 항목을/' console/man/ko/minwon.1
said=$(sh scripts/dev/gen_man.sh --check "$build")
check 'control: an option that is missing' yes "$(grep -q 'ko/minwon.1: says other options' <<<"$said" && echo yes)"
check 'control: a table that is old' yes "$(grep -q 'ko/minwon.1: its tables are not current' <<<"$said" && echo yes)"
exit $failed
