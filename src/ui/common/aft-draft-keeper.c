/* aft-draft-keeper.c: writes down what is entered in a form before it is saved
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "aftercare-ui"

#include "aft-draft-keeper.h"

/* The most typing that a crash can cost. The wait is not begun anew by every key, or a long text
 * that is typed without a pause would never be written down. */
#define WRITE_AFTER_MS 1000

struct _AftDraftKeeper
{
  GObject parent_instance;

  AftStore *store;
  GtkWidget *form; /* weak: it owns this */
  AftDraftFunc func;
  AftDraftKind kind;

  char *id; /* NULL: nothing is being entered */
  AftDay day;
  GVariant *written; /* what was last handed to the store; NULL: nothing */
  guint n_writes;    /* under way to the disk */
  guint timeout_id;  /* set while something is not written down yet */
  gboolean kept;
  gboolean refused; /* the last write failed */
};

G_DEFINE_FINAL_TYPE (AftDraftKeeper, aft_draft_keeper, G_TYPE_OBJECT)

enum
{
  PROP_KEPT = 1,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

/* Free of widgets, for it goes to the worker. */
typedef struct
{
  AftDraftKind kind;
  AftDraft *draft;   /* to be saved; or NULL and */
  char *id;          /* to be discarded; or NULL, and all are listed */
  GPtrArray *drafts; /* what was found */
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_pointer (&job->draft, aft_draft_free);
  g_clear_pointer (&job->drafts, g_ptr_array_unref);
  g_free (job->id);
  g_free (job);
}

static gboolean
run_job (AftDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Job *job = data;

  if (job->draft != NULL)
    return aft_db_save_draft (db, job->draft, error);
  if (job->id != NULL)
    return aft_db_discard_draft (db, job->id, error);
  job->drafts = aft_db_list_drafts (db, job->kind, error);

  return job->drafts != NULL;
}

static void
set_kept (AftDraftKeeper *self, gboolean kept)
{
  if (self->kept == kept)
    return;
  self->kept = kept;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_KEPT]);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AftDraftKeeper) self = user_data;
  g_autoptr (GError) error = NULL;

  self->n_writes--;
  if (aft_store_run_finish (AFT_STORE (source), result, &error))
    {
      self->refused = FALSE;
      if (self->n_writes == 0)
        set_kept (self, self->written != NULL);
      return;
    }
  /* The person is still typing, and saving will say what is wrong: no message in between. The next
   * key tries again. */
  g_message ("A draft could not be written: %s", error->message);
  self->refused = TRUE;
  g_clear_pointer (&self->written, g_variant_unref);
  set_kept (self, FALSE);
}

static void
push (AftDraftKeeper *self, AftDraft *draft, const char *discard_id)
{
  Job *job = g_new0 (Job, 1);

  job->kind = self->kind;
  job->draft = draft;
  job->id = g_strdup (discard_id);
  self->n_writes++;
  /* Not cancellable: the window may be closing. */
  aft_store_run_async (self->store, run_job, job, job_free, NULL, written_cb, g_object_ref (self));
}

static void
write_down (AftDraftKeeper *self)
{
  g_autoptr (GVariant) content = NULL;

  if (self->form == NULL)
    return;

  content = self->func (self->form);
  if (content == NULL)
    {
      if (self->written != NULL)
        push (self, NULL, self->id);
      g_clear_pointer (&self->written, g_variant_unref);
      return;
    }
  g_variant_take_ref (content);
  if (self->written != NULL && g_variant_equal (content, self->written))
    return;
  push (self, aft_draft_new (self->kind, self->id, self->day, aft_clock_now (), content), NULL);
  g_clear_pointer (&self->written, g_variant_unref);
  self->written = g_variant_ref (content);
}

/* What could not be written while the diary was damaged, or could only be read, can be now. */
static void
state_cb (AftDraftKeeper *self)
{
  if (!aft_store_get_damaged (self->store) && !aft_store_get_read_only (self->store) &&
      self->id != NULL && self->written == NULL)
    write_down (self);
}

/* What was written went with the other file. */
static void
replaced_cb (AftDraftKeeper *self)
{
  g_clear_pointer (&self->written, g_variant_unref);
  if (self->id != NULL)
    write_down (self);
}

static gboolean
timeout_cb (gpointer user_data)
{
  AftDraftKeeper *self = user_data;

  self->timeout_id = 0;
  write_down (self);

  return G_SOURCE_REMOVE;
}

/* --- vfuncs ----------------------------------------------------------------------------------- */

static void
aft_draft_keeper_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  AftDraftKeeper *self = AFT_DRAFT_KEEPER (object);

  switch (id)
    {
    case PROP_KEPT:
      g_value_set_boolean (value, self->kept);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
aft_draft_keeper_dispose (GObject *object)
{
  AftDraftKeeper *self = AFT_DRAFT_KEEPER (object);

  g_clear_handle_id (&self->timeout_id, g_source_remove);
  g_clear_weak_pointer (&self->form);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (aft_draft_keeper_parent_class)->dispose (object);
}

static void
aft_draft_keeper_finalize (GObject *object)
{
  AftDraftKeeper *self = AFT_DRAFT_KEEPER (object);

  g_clear_pointer (&self->written, g_variant_unref);
  g_free (self->id);

  G_OBJECT_CLASS (aft_draft_keeper_parent_class)->finalize (object);
}

static void
aft_draft_keeper_class_init (AftDraftKeeperClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = aft_draft_keeper_dispose;
  object_class->finalize = aft_draft_keeper_finalize;
  object_class->get_property = aft_draft_keeper_get_property;

  properties[PROP_KEPT] =
      g_param_spec_boolean ("kept", NULL, NULL, FALSE,
                            G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
aft_draft_keeper_init (AftDraftKeeper *self)
{
}

/* --- public ----------------------------------------------------------------------------------- */

/**
 * aft_draft_keeper_new:
 * @store: where drafts are kept; opened by somebody else
 * @kind: what the form's drafts would become
 * @form: the form, which owns the keeper; what is entered is written down when the keyboard leaves
 *   it and when it goes out of sight
 * @func: asks @form what is entered
 *
 * Returns: (transfer full): a keeper, idle until aft_draft_keeper_begin() or _resume()
 */
AftDraftKeeper *
aft_draft_keeper_new (AftStore *store, AftDraftKind kind, GtkWidget *form, AftDraftFunc func)
{
  AftDraftKeeper *self;
  GtkEventController *focus;

  g_return_val_if_fail (AFT_IS_STORE (store), NULL);
  g_return_val_if_fail (GTK_IS_WIDGET (form), NULL);
  g_return_val_if_fail (func != NULL, NULL);

  self = g_object_new (AFT_TYPE_DRAFT_KEEPER, NULL);
  self->store = g_object_ref (store);
  self->kind = kind;
  self->func = func;
  g_set_weak_pointer (&self->form, form);

  focus = gtk_event_controller_focus_new ();
  g_signal_connect_object (focus, "leave", G_CALLBACK (aft_draft_keeper_flush), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (form, focus);
  g_signal_connect_object (store, "notify::damaged", G_CALLBACK (state_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "notify::read-only", G_CALLBACK (state_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "replaced", G_CALLBACK (replaced_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (form, "unmap", G_CALLBACK (aft_draft_keeper_flush), self,
                           G_CONNECT_SWAPPED);

  return self;
}

/**
 * aft_draft_keeper_begin:
 * @id: (nullable): of the entry that is being changed; %NULL: a new entry, which gets an id
 * @day: the person's day that it speaks of
 *
 * What was being entered before is left as it is on disk.
 */
void
aft_draft_keeper_begin (AftDraftKeeper *self, const char *id, AftDay day)
{
  g_return_if_fail (AFT_IS_DRAFT_KEEPER (self));

  aft_draft_keeper_end (self);
  self->id = id != NULL ? g_strdup (id) : g_uuid_string_random ();
  self->day = day;
}

/**
 * aft_draft_keeper_resume:
 * @draft: what the form was filled with
 *
 * Goes on where @draft ended.
 */
void
aft_draft_keeper_resume (AftDraftKeeper *self, const AftDraft *draft)
{
  g_return_if_fail (AFT_IS_DRAFT_KEEPER (self));
  g_return_if_fail (draft != NULL);

  aft_draft_keeper_begin (self, draft->id, draft->day);
  self->written = g_variant_ref (draft->content);
  set_kept (self, TRUE);
}

/**
 * aft_draft_keeper_touch:
 *
 * The person changed something: it is written down within a second.
 */
void
aft_draft_keeper_touch (AftDraftKeeper *self)
{
  g_return_if_fail (AFT_IS_DRAFT_KEEPER (self));
  g_return_if_fail (self->id != NULL);

  if (self->timeout_id == 0)
    self->timeout_id = g_timeout_add (WRITE_AFTER_MS, timeout_cb, self);
}

/**
 * aft_draft_keeper_flush:
 *
 * Writes down at once what changed since the last time; on the store's worker, so that the store
 * is to be closed after it. Without a touch before it does nothing.
 */
void
aft_draft_keeper_flush (AftDraftKeeper *self)
{
  g_return_if_fail (AFT_IS_DRAFT_KEEPER (self));

  if (self->timeout_id == 0)
    return;
  g_clear_handle_id (&self->timeout_id, g_source_remove);
  write_down (self);
}

/**
 * aft_draft_keeper_discard:
 *
 * The person wants none of it: the draft is deleted for good.
 */
void
aft_draft_keeper_discard (AftDraftKeeper *self)
{
  g_return_if_fail (AFT_IS_DRAFT_KEEPER (self));

  if (self->id != NULL && self->written != NULL)
    push (self, NULL, self->id);
  aft_draft_keeper_end (self);
}

/**
 * aft_draft_keeper_end:
 *
 * Nothing is being entered any more. What is on disk stays; saving the entry has removed it.
 */
void
aft_draft_keeper_end (AftDraftKeeper *self)
{
  g_return_if_fail (AFT_IS_DRAFT_KEEPER (self));

  g_clear_handle_id (&self->timeout_id, g_source_remove);
  g_clear_pointer (&self->written, g_variant_unref);
  g_clear_pointer (&self->id, g_free);
  self->refused = FALSE;
  set_kept (self, FALSE);
}

/**
 * aft_draft_keeper_get_id:
 *
 * Returns: (nullable): the UUID that the entry is to be saved under; %NULL while nothing is entered
 */
const char *
aft_draft_keeper_get_id (AftDraftKeeper *self)
{
  g_return_val_if_fail (AFT_IS_DRAFT_KEEPER (self), NULL);

  return self->id;
}

/**
 * aft_draft_keeper_get_day:
 *
 * Returns: the person's day that was given when it was begun; %AFT_DAY_NONE while nothing is
 *   entered
 */
AftDay
aft_draft_keeper_get_day (AftDraftKeeper *self)
{
  g_return_val_if_fail (AFT_IS_DRAFT_KEEPER (self), AFT_DAY_NONE);

  return self->id != NULL ? self->day : AFT_DAY_NONE;
}

/**
 * aft_draft_keeper_get_kept:
 *
 * Returns: whether what is entered now has a draft on disk
 */
gboolean
aft_draft_keeper_get_kept (AftDraftKeeper *self)
{
  g_return_val_if_fail (AFT_IS_DRAFT_KEEPER (self), FALSE);

  return self->kept;
}

/**
 * aft_draft_keeper_get_at_risk:
 *
 * Returns: whether what is entered now could not be written down, and goes with its form
 */
gboolean
aft_draft_keeper_get_at_risk (AftDraftKeeper *self)
{
  g_return_val_if_fail (AFT_IS_DRAFT_KEEPER (self), FALSE);

  return self->id != NULL && self->refused;
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Job *job = g_task_get_task_data (task);
  GError *error = NULL;

  if (aft_store_run_finish (AFT_STORE (source), result, &error))
    g_task_return_pointer (task, g_ptr_array_ref (job->drafts), (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

/**
 * aft_draft_keeper_list_async:
 *
 * Reads the drafts of its kind, from whatever form they are.
 */
void
aft_draft_keeper_list_async (AftDraftKeeper *self,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task;
  Job *job;

  g_return_if_fail (AFT_IS_DRAFT_KEEPER (self));

  job = g_new0 (Job, 1);
  job->kind = self->kind;
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, aft_draft_keeper_list_async);
  g_task_set_task_data (task, job, job_free);
  aft_store_run_async (self->store, run_job, job, NULL, cancellable, listed_cb, task);
}

/**
 * aft_draft_keeper_list_finish:
 *
 * Returns: (transfer full) (element-type AftDraft) (nullable): the latest one last; errors as of
 *   aft_db_list_drafts()
 */
GPtrArray *
aft_draft_keeper_list_finish (AftDraftKeeper *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
