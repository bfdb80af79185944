/* SPDX-License-Identifier: ISC */
/* Bulk work of the sample. */
#include "tests/views/sample.h"

/* 18 November 2026, 09:00 in Korea. */
#define MORNING INT64_C(1794960000)
#define HOURS INT64_C(3600)

static const struct batch_row batches[] = {
	{ .id = 9, .op = "assign", .source = "marks", .is_sealed = true, .state = "running",
	    .author = "kwon", .author_name = "권도현", .created_at = MORNING + 121 * HOURS,
	    .changed_at = MORNING + 121 * HOURS, .items = 5000, .done = 1200, .refused = 3 },
	{ .id = 8, .op = "assign", .source = "undo", .is_sealed = true, .state = "done",
	    .undo_of = 6, .author = "kwon", .author_name = "권도현",
	    .created_at = MORNING + 120 * HOURS, .items = 40, .done = 37, .refused = 3 },
	{ .id = 7, .op = "mixed", .source = "file", .is_sealed = true, .is_whole = true,
	    .state = "stopped", .author = "lee", .author_name = "이민정",
	    .created_at = MORNING + 119 * HOURS, .items = 12, .refused = 1 },
	{ .id = 6, .op = "assign", .source = "query", .is_sealed = true, .state = "undone",
	    .author = "kwon", .author_name = "권도현", .created_at = MORNING + 100 * HOURS,
	    .items = 40, .done = 3, .undone = 37 },
};

static const struct batch_item_row batch_items[] = {
	{ .no = 1, .line = 2, .case_id = 6, .number = "2026-47750-000011", .op = "assign",
	    .state = "done", .state_before = "received", .state_after = "assigned" },
	{ .no = 2, .line = 3, .case_id = 7, .number = "2026-47750-000002", .op = "assign",
	    .state = "refused", .reason = "not-received", .other_batch = 6 },
	{ .no = 3, .line = 5, .number = "없는 번호", .op = "assign", .state = "refused",
	    .reason = "unknown-case" },
	{ .no = 4, .line = 6, .number = "", .op = "", .state = "failed", .reason = "invalid",
	    .detail = "3번째 열: 닫는 따옴표 뒤에 글자가 있습니다" },
	{ .no = 5, .line = 7, .case_id = 1, .number = "2026-47750-000007", .op = "assign",
	    .state = "undone", .state_before = "received", .state_after = "assigned" },
	{ .no = 6, .line = 8, .case_id = 2, .number = "G24-20261118-0000042", .op = "note",
	    .state = "waiting" },
};

void
sample_batches(struct sample *s)
{
	s->model.batches = batches;
	s->model.batch_count = sizeof(batches) / sizeof(batches[0]);
	s->model.batch_row = &batches[2];
	s->model.batch_items = batch_items;
	s->model.batch_item_count = sizeof(batch_items) / sizeof(batch_items[0]);
}
