/* aft-draft.c: what was entered in a form and isn't saved yet
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-draft.h"

#include "aft-db-private.h"

/**
 * aft_draft_new:
 * @kind: what it will become when saved
 * @id: copied: the UUID of the entry
 * @day: the person's day that it is about
 * @saved_at_us: the present time, microseconds since 1970 UTC
 * @content: a{sv}; a floating reference is taken
 *
 * Returns: (transfer full): a new draft
 */
AftDraft *
aft_draft_new (AftDraftKind kind, const char *id, AftDay day, gint64 saved_at_us, GVariant *content)
{
  AftDraft *self;

  g_return_val_if_fail (id != NULL, NULL);
  g_return_val_if_fail (g_variant_is_of_type (content, G_VARIANT_TYPE_VARDICT), NULL);

  self = g_new0 (AftDraft, 1);
  self->kind = kind;
  self->id = g_strdup (id);
  self->day = day;
  self->saved_at_us = saved_at_us;
  self->content = g_variant_ref_sink (content);

  return self;
}

/**
 * aft_draft_free:
 * @self: (nullable) (transfer full)
 */
void
aft_draft_free (AftDraft *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_clear_pointer (&self->content, g_variant_unref);
  g_free (self);
}

static const char *
kind_to_token (AftDraftKind kind)
{
  return kind == AFT_DRAFT_SESSION ? "session" : "note";
}

/**
 * aft_db_save_draft:
 * @draft: inserted, or replaces the one with the same ID
 *
 * Drafts aren't part of the diary: saving one doesn't affect plans, reminders, exports or other
 * windows.
 *
 * Returns: %TRUE once it is on disk
 */
gboolean
aft_db_save_draft (AftDb *self, const AftDraft *draft, GError **error)
{
  g_autoptr (AftStatement) statement = NULL;
  g_autofree char *content = NULL;

  g_return_val_if_fail (self != NULL && draft != NULL, FALSE);

  if (!aft_db_begin_draft (self, error))
    return FALSE;
  statement =
      aft_db_prepare (self,
                      "INSERT INTO drafts (id, kind, day, content, saved_at_us)"
                      " VALUES (:id, :kind, :day, :content, :saved_at_us)"
                      " ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, day = excluded.day,"
                      "   content = excluded.content, saved_at_us = excluded.saved_at_us",
                      error);
  if (statement == NULL)
    return aft_db_end_draft (self, FALSE, error);
  content = g_variant_print (draft->content, FALSE);
  aft_bind_text (statement, ":id", draft->id);
  aft_bind_text (statement, ":kind", kind_to_token (draft->kind));
  aft_bind_int64 (statement, ":day", draft->day);
  aft_bind_text (statement, ":content", content);
  aft_bind_int64 (statement, ":saved_at_us", draft->saved_at_us);

  return aft_db_end_draft (self, aft_db_run (self, statement, error), error);
}

/**
 * aft_db_discard_draft:
 * @id: of the entry that it would have become; having no draft is fine
 *
 * Returns: %TRUE once it is gone for good
 */
gboolean
aft_db_discard_draft (AftDb *self, const char *id, GError **error)
{
  g_autoptr (AftStatement) statement = NULL;

  g_return_val_if_fail (self != NULL && id != NULL, FALSE);

  if (!aft_db_begin_draft (self, error))
    return FALSE;
  statement = aft_db_prepare (self, "DELETE FROM drafts WHERE id = :id", error);
  if (statement == NULL)
    return aft_db_end_draft (self, FALSE, error);
  aft_bind_text (statement, ":id", id);

  return aft_db_end_draft (self, aft_db_run (self, statement, error), error);
}

/* Returns: (transfer full) (nullable): NULL for one that can't be read any more */
static AftDraft *
read_draft (AftStatement *statement, AftDraftKind kind)
{
  g_autofree char *content = aft_column_text (statement, 2);
  /* An error message would quote the person's words. */
  g_autoptr (GVariant) parsed = g_variant_parse (G_VARIANT_TYPE_VARDICT, content, NULL, NULL, NULL);
  AftDraft *draft;

  if (parsed == NULL)
    {
      g_message ("A draft is left out, for it cannot be read");
      return NULL;
    }
  draft = aft_draft_new (kind, (const char *) sqlite3_column_text (statement, 0),
                         (AftDay) sqlite3_column_int64 (statement, 1),
                         sqlite3_column_int64 (statement, 3), parsed);
  draft->is_new = sqlite3_column_int (statement, 4) != 0;

  return draft;
}

/**
 * aft_db_list_drafts:
 * @kind: what they will become when saved
 *
 * Drafts of changes to entries in the trash are left out, because they can't be saved.
 *
 * Returns: (transfer full) (element-type AftDraft) (nullable): the latest one last; %NULL with
 *   @error set if they can't be read
 */
GPtrArray *
aft_db_list_drafts (AftDb *self, AftDraftKind kind, GError **error)
{
  /* The trash keeps the IDs of its entries. */
  static const char *const sql[] = {
    [AFT_DRAFT_NOTE] = "SELECT drafts.id, drafts.day, content, saved_at_us, notes.id IS NULL"
                       " FROM drafts LEFT JOIN notes ON notes.id = drafts.id"
                       " WHERE kind = 'note' AND trashed_at_us IS NULL"
                       " ORDER BY saved_at_us, drafts.id",
    [AFT_DRAFT_SESSION] = "SELECT drafts.id, drafts.day, content, saved_at_us, sessions.id IS NULL"
                          " FROM drafts LEFT JOIN sessions ON sessions.id = drafts.id"
                          " WHERE kind = 'session' AND trashed_at_us IS NULL"
                          " ORDER BY saved_at_us, drafts.id",
  };
  g_autoptr (GPtrArray) drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) aft_draft_free);
  g_autoptr (AftStatement) statement = NULL;
  int code;

  g_return_val_if_fail (self != NULL, NULL);

  statement = aft_db_prepare (self, sql[kind], error);
  if (statement == NULL)
    return NULL;
  while ((code = aft_db_step (self, statement, error)) == SQLITE_ROW)
    {
      AftDraft *draft = read_draft (statement, kind);

      if (draft != NULL)
        g_ptr_array_add (drafts, draft);
    }

  return code == SQLITE_DONE ? g_steal_pointer (&drafts) : NULL;
}
