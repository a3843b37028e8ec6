/* aft-uuid.h: UUIDs as bytes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define AFT_UUID_BYTES 16

void aft_uuid_to_bytes (const char *uuid,
                        guint8      bytes[AFT_UUID_BYTES]);

G_END_DECLS
