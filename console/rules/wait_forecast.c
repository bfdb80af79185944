/* SPDX-License-Identifier: ISC */
#include "console/rules/wait_forecast.h"

#include "storage/instant.h"

int64_t
forecast_day_at(int64_t now_at)
{
	struct day today;
	int32_t second;

	instant_split(now_at, &today, &second);
	return now_at - second;
}

int64_t
forecast_hour_at(const struct plan_hour *hour, int64_t now_at)
{
	int64_t hour_at;

	if (hour->arrivals_milli == 0 && hour->samples == 0)
		return -1;
	hour_at = forecast_day_at(now_at) + (int64_t)hour->hour * FORECAST_HOUR_SEC;
	return hour_at > now_at ? hour_at : -1;
}

void
forecast_count(struct wait_forecast *f, int64_t came_at, int64_t called_at, int64_t gone_at,
    int64_t now_at)
{
	int64_t wait_sec = (called_at != 0 ? called_at : now_at) - came_at;

	if (called_at == 0 && gone_at != 0)
		return;
	if (wait_sec < 0)
		wait_sec = 0;	/* called before the promised time */
	f->waits++;
	f->waiting += called_at == 0 ? 1 : 0;
	f->held50 += wait_sec <= f->p50_sec ? 1 : 0;
	f->held90 += wait_sec <= f->p90_sec ? 1 : 0;
}

bool
forecast_is_settled(const struct wait_forecast *f, int64_t now_at)
{
	if (now_at < f->hour_at + FORECAST_HOUR_SEC)
		return false;
	return f->waiting == 0 || now_at >= f->hour_at + FORECAST_GIVE_UP_SEC;
}
