# SPDX-License-Identifier: ISC
# The figures of a report of November 2026, counted from the events of its decided
# cases (id, kind, when) and from the cases (id, region, service, channel, state,
# arrived, received, decided, due). Knows the office's hours by itself: Monday to Friday,
# 09:00 to 12:00 and 13:00 to 18:00, no holiday in these months; a demand's day and
# the day of its reply do not count, nor those between.
function daynumber(s,   y, m, d) {
	y = substr(s, 1, 4) + 0; m = substr(s, 6, 2) + 0; d = substr(s, 9, 2) + 0
	if (m < 3) { m += 12; y-- }
	return 365 * y + int(y / 4) - int(y / 100) + int(y / 400) + int((153 * (m - 3) + 2) / 5) + d
}
# Minutes of a day that are worked before an hour of it.
function before(minute) {
	if (minute <= 540) return 0
	if (minute <= 720) return minute - 540
	if (minute <= 780) return 180
	if (minute <= 1080) return 180 + minute - 780
	return 480
}
function minute(s) { return substr(s, 12, 2) * 60 + substr(s, 15, 2) }
# 2026-11-02 is a Monday.
function works(day) { return (day - daynumber("2026-11-02") + 700) % 7 < 5 }
function worked(id, from, to,   a, b, d, sum) {
	a = daynumber(from); b = daynumber(to); sum = 0
	for (d = a; d <= b; d++) {
		if (!works(d) || (id in demanded && d >= demanded[id] && d <= answered[id]))
			continue
		sum += (d == b ? before(minute(to)) : 480) - (d == a ? before(minute(from)) : 0)
	}
	return sum
}
function rank(list, percent,   v, n, i, j, t) {
	n = split(list, v, " ")
	if (n == 0) return -1
	for (i = 2; i <= n; i++)
		for (j = i; j > 1 && v[j] + 0 < v[j - 1] + 0; j--) { t = v[j]; v[j] = v[j - 1]; v[j - 1] = t }
	return v[int((n * percent + 99) / 100)]
}
function in_month(s) { return substr(s, 1, 7) == "2026-11" }
FNR == NR {
	kinds[$1, $2]++
	if ($2 == "supplement") demanded[$1] = daynumber($3)
	if ($2 == "resume") answered[$1] = daynumber($3)
	next
}
{
	split("all service region channel", by, " ")
	code["all"] = ""; code["service"] = $3; code["region"] = $2; code["channel"] = $4
	for (i = 1; i <= 4; i++) {
		key = by[i] "\t" code[by[i]]
		if (in_month($6) || in_month($7) || in_month($8)) seen[key] = 1
		if (in_month($6)) arrived[key]++
		if (in_month($7)) received[key]++
		if (!in_month($8)) continue
		decided[key]++
		if ($5 == "completed") completed[key]++
		else if ($5 == "refused") refused[key]++
		else other[key]++
		# A due at the end of a day lapses with the day.
		if ($9 != "") {
			is_late = substr($9, 12, 5) == "18:00" ? substr($8, 1, 10) > substr($9, 1, 10) : $8 > $9
			if (is_late) late[key]++
			else in_time[key]++
		}
		minutes[key] = minutes[key] " " worked($1, $7, $8)
		supplements[key] += kinds[$1, "supplement"]
		extensions[key] += kinds[$1, "extend"]
		send_backs[key] += kinds[$1, "send-back"]
	}
}
END {
	for (key in seen)
		print key "\t" arrived[key] + 0 "\t" received[key] + 0 "\t" decided[key] + 0 "\t" completed[key] + 0 "\t" refused[key] + 0 "\t" other[key] + 0 "\t" in_time[key] + 0 "\t" late[key] + 0 "\t" rank(minutes[key], 50) "\t" rank(minutes[key], 90) "\t" supplements[key] + 0 "\t" extensions[key] + 0 "\t" send_backs[key] + 0
}
