# SPDX-License-Identifier: ISC
# code.awk: prints `FILE:LINE:TEXT` for every non-empty line of C files.
# With -v want=code the text is the code, comments dropped and strings empty;
# with -v want=strings it is what stands inside string literals.
FNR == 1 { in_comment = 0 }
{
	line = $0
	code = ""
	strings = ""
	while (line != "") {
		if (in_comment) {
			at = index(line, "*/")
			if (!at)
				break
			line = substr(line, at + 2)
			in_comment = 0
			continue
		}
		if (!match(line, /\/\*|\/\/|"|'/)) {
			code = code line
			break
		}
		code = code substr(line, 1, RSTART - 1)
		mark = substr(line, RSTART, RLENGTH)
		line = substr(line, RSTART + RLENGTH)
		if (mark == "//")
			break
		if (mark == "/*") {
			in_comment = 1
			code = code " "
			continue
		}
		# A literal: up to the same quote, past escaped bytes.
		text = ""
		while (line != "") {
			c = substr(line, 1, 1)
			if (c == mark)
				break
			n = (c == "\\") ? 2 : 1
			text = text substr(line, 1, n)
			line = substr(line, n + 1)
		}
		line = substr(line, 2)
		if (mark == "\"") {
			strings = strings text " "
			if (code ~ /^[ \t]*#[ \t]*include[ \t]*$/)
				code = code "\"" text "\""
			else
				code = code "\"\""
		} else {
			code = code "0"
		}
	}
	out = (want == "strings") ? strings : code
	if (out ~ /[^ \t]/)
		print FILENAME ":" FNR ":" out
}
