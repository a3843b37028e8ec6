/* aft-file-chooser.h: asks which file to save to or to open
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * AftFileType:
 * @name: translated, such as "Calendars (ICS)"
 * @mime_type: the media type
 * @extension: with its dot, ".ics"
 *
 * A kind of file that can be saved.
 */
typedef struct
{
  const char *name;
  const char *mime_type;
  const char *extension;
} AftFileType;

void   aft_file_chooser_save_async       (GtkWindow           *parent,
                                          const char          *title,
                                          const char          *accept,
                                          const char          *name,
                                          const AftFileType   *type,
                                          GAsyncReadyCallback  callback,
                                          gpointer             user_data);
void   aft_file_chooser_open_diary_async (GtkWindow           *parent,
                                          const char          *title,
                                          const char          *accept,
                                          GAsyncReadyCallback  callback,
                                          gpointer             user_data);
GFile *aft_file_chooser_finish           (GAsyncResult        *result,
                                          GError             **error);
char  *aft_file_chooser_get_display_name (GFile               *file);

G_END_DECLS
