/* aft-uuid.c: UUIDs as bytes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-uuid.h"

#include <string.h>

/**
 * aft_uuid_to_bytes:
 * @uuid: a valid UUID
 * @bytes: (out caller-allocates): its bytes
 */
void
aft_uuid_to_bytes (const char *uuid, guint8 bytes[AFT_UUID_BYTES])
{
  guint n = 0;

  memset (bytes, 0, AFT_UUID_BYTES);
  for (const char *p = uuid; *p != '\0' && n < 2 * AFT_UUID_BYTES; p++)
    {
      if (*p == '-')
        continue;
      bytes[n / 2] = (guint8) (bytes[n / 2] << 4 | g_ascii_xdigit_value (*p));
      n++;
    }
}
