# SPDX-License-Identifier: ISC
# recount_due.awk HOLIDAYS.csv QUESTIONS.jsonl: the due times of `minwon due
# --batch`, counted a second time without any of its code: days are numbered
# by walking a calendar page by page, time is a row of minutes per day, periods
# are used up one day or one page at a time. Prints one due per line.
#
# The law: Act §19, Decree §19 and §21, APA-D §11, 민법 §160 and §161.

function is_leap(y) { return (y % 4 == 0 && y % 100 != 0) || y % 400 == 0 }

function pages_build(    y, m, d, last, n, w) {
	split("31 28 31 30 31 30 31 31 30 31 30 31", month_length, " ")
	n = 0
	w = 0			# 2023-01-01 was a Sunday
	for (y = 2023; y <= 2047; y++)
		for (m = 1; m <= 12; m++) {
			last = month_length[m] + (m == 2 && is_leap(y))
			length_of[y, m] = last
			for (d = 1; d <= last; d++) {
				n++
				date[n] = sprintf("%04d-%02d-%02d", y, m, d)
				page[date[n]] = n
				free_day[n] = (w == 0 || w == 6)
				w = (w + 1) % 7
			}
		}
}

# The text of a member, or of the list after it.
function member(line, key,    s) {
	if (!match(line, "\"" key "\":\"[^\"]*\""))
		return ""
	s = substr(line, RSTART, RLENGTH)
	sub(/^"[^"]*":"/, "", s)
	sub(/"$/, "", s)
	return s
}

function list(line, key, close_at,    s, end) {
	s = index(line, "\"" key "\":[")
	if (s == 0)
		return ""
	s = substr(line, s + length(key) + 4)
	end = index(s, close_at)
	return substr(s, 1, end - 1)
}

function read_pauses(line,    text, part, n, i, from, to, d) {
	split("", paused)
	text = list(line, "pauses", "]]")
	n = split(text, part, "]")
	for (i = 1; i <= n; i++) {
		if (!match(part[i], /"[0-9-]*","[0-9-]*"/))
			continue
		from = page[substr(part[i], RSTART + 1, 10)]
		to = page[substr(part[i], RSTART + 14, 10)]
		for (d = from; d <= to; d++)
			paused[d] = 1
	}
}

function works(d) { return !free_day[d] && !(d in paused) }

# Minutes of work before minute m of a day.
function worked_before(m) {
	if (m <= 540) return 0
	if (m <= 720) return m - 540
	if (m <= 780) return 180
	if (m <= 1080) return m - 600
	return 480
}

# The clock minute at which n minutes (1 to 480) of a day's work are done.
function done_at(n) { return n <= 180 ? 540 + n : 600 + n }

function count_minutes(left,    used) {
	used = works(day) ? worked_before(minute) : 480
	while (left > 480 - used) {
		left -= 480 - used
		used = 0
		for (day++; !works(day); day++)
			;
	}
	minute = done_at(used + left)
}

function count_days(n) {
	for (; ; day++)
		if (works(day) && --n == 0)
			break
	minute = 1080
}

# The page before the corresponding day, or the last of that month.
function pages_of(unit, n,    y, m, d, i) {
	if (unit == "w")
		return day + 7 * n - 1
	y = substr(date[day], 1, 4) + 0
	m = substr(date[day], 6, 2) + 0
	d = substr(date[day], 9, 2) + 0
	for (i = unit == "y" ? 12 * n : n; i > 0; i--)
		if (++m > 12) {
			m = 1
			y++
		}
	if (d > length_of[y, m])
		return page[sprintf("%04d-%02d-%02d", y, m, length_of[y, m])]
	return page[sprintf("%04d-%02d-%02d", y, m, d)] - 1
}

function count_pages(unit, n,    left) {
	left = pages_of(unit, n) - day + 1
	for (; ; day++)
		if (!(day in paused) && --left == 0)
			break
	while (!works(day))
		day++
	minute = 1080
}

# Takes one period from where the count stands.
function count_period(period, is_more,    unit, n) {
	n = period + 0
	unit = period
	gsub(/[0-9]/, "", unit)
	if (unit == "immediate" || unit == "h")
		count_minutes(unit == "h" ? n * 60 : 180)
	else if (unit == "d" && n <= 5 && (!is_more || base_is_hours))
		count_minutes(n * 480)
	else {
		if (is_more)
			day++
		if (unit == "d")
			count_days(n)
		else
			count_pages(unit, n)
	}
	return unit == "immediate" || unit == "h" || (unit == "d" && n <= 5)
}

BEGIN { FS = ","; pages_build() }
NR == FNR {
	if ($1 in page)
		free_day[page[$1]] = 1
	next
}
{
	received = member($0, "received")
	day = page[substr(received, 1, 10)]
	minute = substr(received, 12, 2) * 60 + substr(received, 15, 2)
	read_pauses($0)
	base_is_hours = count_period(member($0, "period"), 0)
	n = split(list($0, "extend", "]"), more, ",")
	for (i = 1; i <= n; i++) {
		gsub(/"/, "", more[i])
		count_period(more[i], 1)
	}
	printf "%sT%02d:%02d\n", date[day], minute / 60, minute % 60
}
