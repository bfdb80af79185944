# SPDX-License-Identifier: ISC
# What the makers and checks of the catalogue share. Run under LC_ALL=C.

# Cuts a CSV line into cell[1..]; returns how many, -1 if its quotes are wrong.
# Quotes as in RFC 4180.
function cut(line,    n, value, quoted) {
	n = 0
	while (1) {
		value = ""
		if (substr(line, 1, 1) == "\"") {
			line = substr(line, 2)
			while ((quoted = index(line, "\"")) > 0) {
				value = value substr(line, 1, quoted - 1)
				line = substr(line, quoted + 1)
				if (substr(line, 1, 1) != "\"")
					break
				value = value "\""
				line = substr(line, 2)
			}
			if (quoted == 0)
				return -1
		} else {
			match(line, /^[^,]*/)
			value = substr(line, 1, RLENGTH)
			line = substr(line, RLENGTH + 1)
		}
		cell[++n] = value
		if (line == "")
			return n
		if (substr(line, 1, 1) != ",")
			return -1
		line = substr(line, 2)
	}
}

# The name s of the region code as it is said: 청송군 is 청송, 경상북도 is 경북.
function said(code, s) {
	if (length(code) == 2) {
		sub(/(통합특별시|특별자치시|특별자치도|특별시|광역시)$/, "", s)
		if (s ~ /^(경상|전라|충청)..*도$/)
			s = substr(s, 1, 3) substr(s, 7, 3)
		sub(/도$/, "", s)
	} else if (length(s) > 6)
		sub(/(시|군|구)$/, "", s)
	return s
}
