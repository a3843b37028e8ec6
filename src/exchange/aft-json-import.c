/* aft-json-import.c: merges a diary in JSON into the stored one, all or nothing
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-config.h"

#include "aft-json.h"

#include <glib/gi18n-lib.h>

#include "aft-json-reader.h"

struct _AftJsonImport
{
  AftDbImport *staged;
  GStrv warnings;
  AftImportPreview preview;
};

/* The newer change wins, even if it is newer only because of a clock that was ahead. */
static char *
describe_older (const AftImportPreview *preview)
{
  if (preview->ahead == 0)
    return NULL;

  return g_strdup_printf (
      /* Translators: %u is how many */
      ngettext (
          "%u entry in your diary stays as it is, because it was last changed while a computer’s clock was ahead. To correct it, edit it again.",
          "%u entries in your diary stay as they are, because they were last changed while a computer’s clock was ahead. To correct them, edit them again.",
          preview->ahead),
      preview->ahead);
}

/**
 * aft_json_import_new:
 * @db: the diary; not to be used for anything else until the import has ended
 * @stream: a diary in JSON; not closed
 * @now_us: the present time, microseconds since 1970 UTC; later entries are imported with a warning
 * @progress: (nullable): is told how much was read
 * @cancellable: (nullable): stops the reading
 *
 * Reads a whole file and stages it beside the diary, which it neither changes nor locks. Memory
 * doesn't grow with the file, apart from 16 bytes for each id.
 *
 * Errors: %AFT_JSON_ERROR with up to %AFT_JSON_MAX_ERRORS lines, each of which names its place;
 * %AFT_STORE_ERROR; those of @stream; %G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full) (nullable): to be ended with aft_json_import_commit() or
 *   aft_json_import_abort()
 */
AftJsonImport *
aft_json_import_new (AftDb *db,
                     GInputStream *stream,
                     gint64 now_us,
                     AftProgress *progress,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (AftJsonReport) report = NULL;
  g_autoptr (AftJsonImport) self = NULL;
  AftDbImport *staged;

  g_return_val_if_fail (db != NULL, NULL);
  g_return_val_if_fail (G_IS_INPUT_STREAM (stream), NULL);

  report = aft_json_report_new ();
  staged = aft_json_read_diary (db, stream, now_us, progress, cancellable, report, error);
  if (staged == NULL)
    return NULL;

  self = aft_json_import_new_staged (staged, now_us, error);
  if (self == NULL)
    return NULL;
  if (self->warnings[0] != NULL)
    aft_json_report_warn_all (report, self->warnings[0]);
  g_strfreev (self->warnings);
  self->warnings = aft_json_report_get_warnings (report);

  return g_steal_pointer (&self);
}

/**
 * aft_json_import_new_staged:
 * @staged: (transfer full): rows that were staged in another way
 * @now_us: the present time, microseconds since 1970 UTC
 *
 * Returns: (transfer full) (nullable): an import of them, as from aft_json_import_new(); NULL with
 *   %AFT_STORE_ERROR
 */
AftJsonImport *
aft_json_import_new_staged (AftDbImport *staged, gint64 now_us, GError **error)
{
  g_autoptr (AftJsonImport) self = g_new0 (AftJsonImport, 1);

  self->staged = staged;
  self->warnings = g_new0 (char *, 2);
  if (!aft_db_import_preview (staged, now_us, &self->preview, error))
    return NULL;
  self->warnings[0] = describe_older (&self->preview);

  return g_steal_pointer (&self);
}

/**
 * aft_json_import_get_preview:
 *
 * Returns: (transfer none): what the merge would change, by the diary as it was when the file was read
 */
const AftImportPreview *
aft_json_import_get_preview (AftJsonImport *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return &self->preview;
}

/**
 * aft_json_import_get_warnings:
 *
 * Returns: (transfer none): warnings in the order of the file, about unknown keys and entries ahead of
 *   the clock; last, if entries of the diary are newer only because of a clock that was ahead
 */
const char *const *
aft_json_import_get_warnings (AftJsonImport *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return (const char *const *) self->warnings;
}

/**
 * aft_json_import_commit:
 * @self: (transfer full): what was read
 * @counts: (out) (optional): what has changed
 *
 * Merges by the rule of aft-db-merge.c: the newer change wins, and on a tie the same one on every computer.
 * All or nothing; the diary is locked only now.
 *
 * Returns: TRUE once the merged diary is on disk; else it is unchanged, %AFT_STORE_ERROR
 */
gboolean
aft_json_import_commit (AftJsonImport *self, AftImportCounts *counts, GError **error)
{
  AftImportCounts ignored;
  gboolean good;

  g_return_val_if_fail (self != NULL, FALSE);

  good = aft_db_import_commit (g_steal_pointer (&self->staged), counts != NULL ? counts : &ignored,
                               error);
  aft_json_import_abort (self);

  return good;
}

/**
 * aft_json_import_abort:
 * @self: (transfer full): what was read
 *
 * Discards it.
 */
void
aft_json_import_abort (AftJsonImport *self)
{
  g_clear_pointer (&self->staged, aft_db_import_abort);
  g_strfreev (self->warnings);
  g_free (self);
}

/**
 * aft_json_import:
 * @db: the diary
 * @stream: a diary in JSON; not closed
 * @now_us: the present time, microseconds since 1970 UTC; later entries are imported with a warning
 * @counts: (out) (optional): what has changed
 * @warnings: (out) (optional) (transfer full): as from aft_json_import_get_warnings()
 * @cancellable: (nullable): stops the reading, but not the writing
 *
 * aft_json_import_new() and aft_json_import_commit() in one step.
 *
 * Returns: TRUE once the merged diary is on disk; else it is unchanged, with their errors
 */
gboolean
aft_json_import (AftDb *db,
                 GInputStream *stream,
                 gint64 now_us,
                 AftImportCounts *counts,
                 GStrv *warnings,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (AftJsonImport) import = NULL;
  g_auto (GStrv) found = NULL;

  import = aft_json_import_new (db, stream, now_us, NULL, cancellable, error);
  if (import == NULL)
    return FALSE;
  found = g_strdupv (import->warnings);
  if (!aft_json_import_commit (g_steal_pointer (&import), counts, error))
    return FALSE;
  if (warnings != NULL)
    *warnings = g_steal_pointer (&found);

  return TRUE;
}
