/* SPDX-License-Identifier: ISC */
#include "scripts/gateway/route.h"

#include <stdio.h>
#include <string.h>

#include "scripts/gateway/applications.h"
#include "scripts/gateway/hop.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

/* One row per operation of relay.openapi.yaml, and of Open311. A path is its segments; {c} is
 * a channel, {id} an id. A row has read or write, never both. */
static const struct route routes[] = {
	{ .method = "GET", .path = "/healthz", .read = health_get, .is_public = true },
	{ .method = "POST", .path = "/oauth2/token", .read = token_post, .is_public = true },
	{ .method = "GET", .path = "/v1/channels/{c}/feeds/requests", .read = feed_get,
	  .is_feed = true },
	{ .method = "GET", .path = "/v1/channels/{c}/feeds/national", .read = national_feed_get,
	  .is_feed = true },
	{ .method = "GET", .path = "/v1/channels/{c}/reconciliation", .read = reconciliation_get },
	{ .method = "POST", .path = "/v1/channels/{c}/needs", .write = need_post,
	  .media_type = "application/json" },
	{ .method = "GET", .path = "/v1/channels/{c}/needs/{id}", .read = need_get },
	{ .method = "POST", .path = "/v1/channels/{c}/needs/{id}/seconds", .write = second_post,
	  .media_type = "application/json" },
	{ .method = "POST", .path = "/v1/channels/{c}/needs/{id}/answers", .write = answer_post,
	  .media_type = "application/json" },
	{ .method = "POST", .path = "/v1/channels/{c}/tasks", .write = task_post,
	  .media_type = "application/json" },
	{ .method = "GET", .path = "/v1/channels/{c}/tasks/{id}", .read = task_get },
	{ .method = "POST", .path = "/v1/channels/{c}/tasks/{id}/reports", .write = task_report_post,
	  .media_type = "application/json" },
	{ .method = "GET", .path = "/v1/channels/{c}/consultations/{id}", .read = consultation_get },
	{ .method = "POST", .path = "/v1/channels/{c}/consultations/{id}/reports",
	  .write = consultation_report_post, .media_type = "application/json" },
	{ .method = "GET", .path = "/v1/channels/{c}/requests/{id}", .read = request_get },
	{ .method = "PATCH", .path = "/v1/channels/{c}/requests/{id}", .write = request_patch,
	  .media_type = "application/merge-patch+json" },
	{ .method = "POST", .path = "/v1/channels/{c}/escalations", .write = escalation_post,
	  .media_type = "application/json" },
	{ .method = "GET", .path = "/v1/channels/{c}/escalations/{id}", .read = escalation_get },
	{ .method = "PATCH", .path = "/v1/channels/{c}/escalations/{id}", .write = escalation_patch,
	  .media_type = "application/merge-patch+json" },
	{ .method = "POST", .path = "/v1/channels/{c}/notices", .write = notice_post,
	  .media_type = "application/json" },
	{ .method = "GET", .path = "/v1/channels/{c}/attachments/{id}", .read = attachment_get },
	{ .method = "GET", .path = "/v1/channels/{c}/open311/requests.json",
	  .read = open311_requests_get },
	{ .method = "GET", .path = "/v1/channels/{c}/open311/services.json",
	  .read = open311_services_get },
	{ .method = "GET", .path = "/v1/wait-times", .read = wait_times_get },
	{ .method = "GET", .path = "/B551982/cso_v2/cso_info_v2", .read = cso_offices_get,
	  .is_public = true },
	{ .method = "GET", .path = "/B551982/cso_v2/cso_realtime_v2", .read = cso_waiting_get,
	  .is_public = true },
};

/* Takes one segment of the path into to; false if it is empty or too long. */
static bool
take_segment(const char **path, char *to, size_t cap)
{
	size_t len = strcspn(*path, "/");

	if (len == 0 || len >= cap)
		return false;
	memcpy(to, *path, len);
	to[len] = '\0';
	*path += len;
	return true;
}

static bool
path_matches(const char *pattern, const char *path, char channel[CHANNEL_BYTES_MAX + 1],
    char id[ID_BYTES_MAX + 1])
{
	channel[0] = id[0] = '\0';
	while (*pattern != '\0') {
		if (*pattern != '{') {
			if (*pattern++ != *path++)
				return false;
		} else if (str_starts(pattern, "{c}")) {
			if (!take_segment(&path, channel, CHANNEL_BYTES_MAX + 1))
				return false;
			pattern += strlen("{c}");
		} else {
			if (!take_segment(&path, id, ID_BYTES_MAX + 1))
				return false;
			pattern += strlen("{id}");
		}
	}
	return *path == '\0';
}

const struct route *
route_find(const char *method, const char *path, char channel[CHANNEL_BYTES_MAX + 1],
    char id[ID_BYTES_MAX + 1], char allow[ALLOW_BYTES_MAX])
{
	enum channel known;
	size_t len = 0;

	allow[0] = '\0';
	for (size_t i = 0; i < COUNT(routes); i++) {
		if (!path_matches(routes[i].path, path, channel, id) ||
		    (channel[0] != '\0' && !gateway_channel_find(channel, &known)))
			continue;
		if (str_eq(routes[i].method, method))
			return &routes[i];
		snprintf(allow + len, ALLOW_BYTES_MAX - len, "%s%s", len > 0 ? ", " : "",
		    routes[i].method);
		len = strlen(allow);
	}
	return NULL;
}
