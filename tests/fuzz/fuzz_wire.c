/* SPDX-License-Identifier: ISC */
/* Bytes from a socket: whole frames are read into their struct, or refused. */
#include "console/wire/wire.h"
#include "tests/fuzz/fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct buf in = { 0 }, memory = { 0 };
	struct wire_frame frame;

	buf_add(&in, data, size);
	while (in.len > 0 && wire_take(&in, WIRE_DESK_FRAME_MAX, &memory, &frame, NULL) == RC_OK) {
		void *record = x_zalloc(1, message_size(frame.message));

		(void)!wire_read(&frame, record, NULL);
		free(record);
	}
	buf_release(&in);
	buf_release(&memory);
	return 0;
}
