/* aft-file.h: whether a file exists, and what it contains
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>
#include <glib/gstdio.h>

G_BEGIN_DECLS

#define AFT_FILE_ERROR (aft_file_error_quark ())

typedef enum
{
  AFT_FILE_ERROR_UNREACHABLE, /* it isn't known whether it exists */
} AftFileError;

/**
 * AftFileState:
 * @AFT_FILE_UNKNOWN: it can't be checked, or something else is in its place
 * @AFT_FILE_ABSENT: it certainly doesn't exist
 * @AFT_FILE_PRESENT: it exists
 */
typedef enum
{
  AFT_FILE_UNKNOWN,
  AFT_FILE_ABSENT,
  AFT_FILE_PRESENT,
} AftFileState;

GQuark       aft_file_error_quark (void);
AftFileState aft_file_fail        (const char  *path,
                                   int          code,
                                   GError     **error);
AftFileState aft_file_fail_kind   (const char  *path,
                                   mode_t       mode,
                                   GError     **error);
AftFileState aft_file_look        (const char  *path,
                                   GStatBuf    *status,
                                   GError     **error);
AftFileState aft_file_look_folder (const char  *path,
                                   GError     **error);
AftFileState aft_file_read        (const char  *path,
                                   GBytes     **bytes,
                                   GError     **error);

G_END_DECLS
