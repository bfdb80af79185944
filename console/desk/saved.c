/* SPDX-License-Identifier: ISC */
#include "console/desk/saved.h"

#include <string.h>

#include "console/desk/filter.h"
#include "console/desk/order.h"
#include "console/desk/verbs.h"
#include "storage/text.h"

/* The operands from the first-th on, blanks between. */
static enum rc
read_words(char *to, size_t cap, const struct options *o, size_t first, const char *what,
    struct err *e)
{
	struct buf words = { 0 };
	enum rc rc;

	for (size_t i = first; i < o->operand_count; i++)
		buf_printf(&words, "%s%s", i > first ? " " : "", o->operands[i]);
	rc = call_fill(to, cap, buf_str(&words), what, e);
	buf_release(&words);
	return rc;
}

static enum rc
read_save(struct wire_saved_change *ask, const struct options *o, bool has_list, struct err *e)
{
	const char *sort = options_value(o, OPT_SORT), *columns = options_value(o, OPT_COLUMNS);
	enum queue_sort order = SORT_DUE;
	enum role role;

	if (sort != NULL && !order_find(sort, &order))
		return err_set(e, RC_USAGE, say(N_("there is no order “%s”: choose due, arrived, "
		    "new, service, region or state")), sort);
	if (columns != NULL && !role_by_name(columns, &role))
		return err_set(e, RC_USAGE, say(N_("there are no columns of “%s”: choose officer, "
		    "supervisor or auditor")), columns);
	if (sort != NULL)
		(void)str_fill(ask->sort, sizeof(ask->sort), order_name(order));
	if (columns != NULL)
		(void)str_fill(ask->columns, sizeof(ask->columns), columns);
	if (has_list)
		return read_words(ask->name, sizeof(ask->name), o, 0, say(N_("the name")), e);
	if (read_words(ask->query, sizeof(ask->query), o, 1, say(N_("the query")), e) != RC_OK)
		return e->rc;
	return filter_check(NULL, ask->query, e);
}

enum rc
saved_change_read(struct wire_saved_change *ask, const char *verb, const struct options *o,
    bool has_list, struct err *e)
{
	bool is_save = str_eq(verb, "view save"), is_rename = str_eq(verb, "view rename");
	size_t least = is_rename ? 2 : 1;
	enum rc rc;

	if (o->operand_count < least || (!is_save && o->operand_count > least))
		return err_set(e, RC_USAGE, "%s", is_rename ?
		    say(N_("name the view and its new name: view rename NAME NEW-NAME")) :
		    say(N_("name the view: quotes hold a name of several words together")));
	(void)str_fill(ask->what, sizeof(ask->what), strchr(verb, ' ') + 1);
	ask->is_shared = options_has(o, OPT_SHARED);
	rc = call_fill(ask->name, sizeof(ask->name), o->operands[0], say(N_("the name")), e);
	if (rc == RC_OK && is_rename)
		rc = call_fill(ask->new_name, sizeof(ask->new_name), o->operands[1],
		    say(N_("the name")), e);
	if (rc == RC_OK && is_save)
		rc = read_save(ask, o, has_list, e);
	return rc;
}

const struct saved_view *
saved_find(const struct saved_view *views, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (str_eq(views[i].name, name))
			return &views[i];
	return NULL;
}
