#!/bin/sh
# SPDX-License-Identifier: ISC
# extract_po.sh [ROOT]: prints the template of all sentences that a user can
# read: string literals in N_() and say() of the sources.
set -eu
cd "${1:-.}"
find console views storage -name '*.[ch]' | LC_ALL=C sort |
	xgettext --from-code=UTF-8 --language=C --keyword --keyword=say \
		--keyword=N_ --keyword=_ --add-location=file --sort-by-file \
		--package-name=minwon --files-from=- --output=-
