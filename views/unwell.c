/* SPDX-License-Identifier: ISC */
#include "views/unwell.h"

#define LAG_SEC (15 * 60)	/* channels are asked every minute: this is late */

bool
unwell_channel(const struct desk_model *m, const struct channel_row *c)
{
	return c->is_enabled &&
	    (c->last_error[0] != '\0' || m->now_at - c->last_pull_at > LAG_SEC);
}

const struct channel_row *
unwell_first(const struct desk_model *m)
{
	for (size_t i = 0; i < m->channel_count; i++)
		if (unwell_channel(m, &m->channels[i]))
			return &m->channels[i];
	return NULL;
}
