/* aft-draft-controller.c: saves what is entered in a form as a draft, and finds earlier drafts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "aftercare-ui"

#include "aft-draft-controller.h"

/* The most typing that a crash can cost. A key doesn't start the wait again: a long text that is
 * typed without a pause would never be written. */
#define WRITE_AFTER_MS 1000

struct _AftDraftController
{
  GObject parent_instance;

  AftStore *store;
  GtkWidget *form; /* weak: it owns the controller */
  AftDraftFunc func;
  AftDraftKind kind;

  char *id; /* NULL if nothing is being entered */
  AftDay day;
  GVariant *written; /* what the store got last; NULL for nothing */
  guint n_writes;    /* under way to the disk */
  guint timeout_id;  /* set while something isn't saved yet */
  gboolean kept;
  gboolean refused; /* the last write failed */
};

G_DEFINE_FINAL_TYPE (AftDraftController, aft_draft_controller, G_TYPE_OBJECT)

enum
{
  PROP_KEPT = 1,
  N_PROPS,
};

enum
{
  FOUND,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

/* The worker uses everything but the controller. */
typedef struct
{
  AftDraftController *controller;
  AftDraftKind kind;
  AftDraft *draft;   /* to be saved; or NULL and */
  char *id;          /* to be discarded; or NULL, and all are listed */
  GPtrArray *drafts; /* AftDraft: those that were listed */
} Job;

static Job *
job_new (AftDraftController *controller, AftDraft *draft, const char *id)
{
  Job *job = g_new0 (Job, 1);

  job->controller = g_object_ref (controller);
  job->kind = controller->kind;
  job->draft = draft;
  job->id = g_strdup (id);

  return job;
}

static void
job_free (Job *job)
{
  g_clear_object (&job->controller);
  g_clear_pointer (&job->draft, aft_draft_free);
  g_clear_pointer (&job->drafts, g_ptr_array_unref);
  g_free (job->id);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_free)

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
set_kept (AftDraftController *self, gboolean kept)
{
  if (self->kept == kept)
    return;
  self->kept = kept;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_KEPT]);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Job) job = user_data;
  AftDraftController *self = job->controller;
  g_autoptr (GError) error = NULL;

  self->n_writes--;
  if (aft_store_run_finish (AFT_STORE (source), result, &error))
    {
      self->refused = FALSE;
      if (self->n_writes == 0)
        set_kept (self, self->written != NULL);
      return;
    }
  /* No message while the person is typing: saving will say what is wrong. The next key tries again. */
  g_message ("A draft could not be written: %s", error->message);
  self->refused = TRUE;
  g_clear_pointer (&self->written, g_variant_unref);
  set_kept (self, FALSE);
}

static void
push (AftDraftController *self, AftDraft *draft, const char *discard_id)
{
  Job *job = job_new (self, draft, discard_id);

  self->n_writes++;
  /* Not cancellable: the window may be closing. */
  aft_store_run_async (self->store, run_job, job, NULL, NULL, written_cb, job);
}

static void
save_draft (AftDraftController *self)
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

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Job) job = user_data;
  AftDraftController *self = job->controller;
  g_autoptr (GError) error = NULL;

  if (!aft_store_run_finish (AFT_STORE (source), result, &error))
    {
      g_message ("The drafts could not be read: %s", error->message);
      return;
    }

  for (guint i = job->drafts->len; i > 0 && self->form != NULL; i--)
    g_signal_emit (self, signals[FOUND], 0, g_ptr_array_index (job->drafts, i - 1));
}

/* What couldn't be saved while the diary was damaged or read-only can be saved now. */
static void
state_cb (AftDraftController *self)
{
  if (!aft_store_get_damaged (self->store) && !aft_store_get_read_only (self->store) &&
      self->id != NULL && self->written == NULL)
    save_draft (self);
}

/* The draft was in the other file. */
static void
replaced_cb (AftDraftController *self)
{
  g_clear_pointer (&self->written, g_variant_unref);
  if (self->id != NULL)
    save_draft (self);
}

static gboolean
timeout_cb (gpointer user_data)
{
  AftDraftController *self = user_data;

  self->timeout_id = 0;
  save_draft (self);

  return G_SOURCE_REMOVE;
}

/* --- vfuncs ----------------------------------------------------------------------------------- */

static void
aft_draft_controller_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  AftDraftController *self = AFT_DRAFT_CONTROLLER (object);

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
aft_draft_controller_dispose (GObject *object)
{
  AftDraftController *self = AFT_DRAFT_CONTROLLER (object);

  g_clear_handle_id (&self->timeout_id, g_source_remove);
  g_clear_weak_pointer (&self->form);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (aft_draft_controller_parent_class)->dispose (object);
}

static void
aft_draft_controller_finalize (GObject *object)
{
  AftDraftController *self = AFT_DRAFT_CONTROLLER (object);

  g_clear_pointer (&self->written, g_variant_unref);
  g_free (self->id);

  G_OBJECT_CLASS (aft_draft_controller_parent_class)->finalize (object);
}

static void
aft_draft_controller_class_init (AftDraftControllerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = aft_draft_controller_dispose;
  object_class->finalize = aft_draft_controller_finalize;
  object_class->get_property = aft_draft_controller_get_property;

  /**
   * AftDraftController:kept: whether what is entered now has a draft on disk; never true before it has
   */
  properties[PROP_KEPT] =
      g_param_spec_boolean ("kept", NULL, NULL, FALSE,
                            G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * AftDraftController::found:
   * @draft: a draft of the controller's kind, from whatever form; valid during the signal
   *
   * Answers aft_draft_controller_find(): emitted for each draft, the latest one first.
   */
  signals[FOUND] = g_signal_new ("found", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
aft_draft_controller_init (AftDraftController *self)
{
}

/* --- public ----------------------------------------------------------------------------------- */

/**
 * aft_draft_controller_new:
 * @store: where drafts are saved; opened elsewhere
 * @kind: the kind of the form's drafts
 * @form: the form, which owns the controller; what is entered is saved when the keyboard leaves it and
 *   when it is unmapped
 * @func: returns what is entered in @form
 *
 * Returns: (transfer full): a controller, idle until aft_draft_controller_begin() or _resume()
 */
AftDraftController *
aft_draft_controller_new (AftStore *store, AftDraftKind kind, GtkWidget *form, AftDraftFunc func)
{
  AftDraftController *self;
  GtkEventController *focus;

  g_return_val_if_fail (AFT_IS_STORE (store), NULL);
  g_return_val_if_fail (GTK_IS_WIDGET (form), NULL);
  g_return_val_if_fail (func != NULL, NULL);

  self = g_object_new (AFT_TYPE_DRAFT_CONTROLLER, NULL);
  self->store = g_object_ref (store);
  self->kind = kind;
  self->func = func;
  g_set_weak_pointer (&self->form, form);

  focus = gtk_event_controller_focus_new ();
  g_signal_connect_object (focus, "leave", G_CALLBACK (aft_draft_controller_flush), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (form, focus);
  g_signal_connect_object (store, "notify::damaged", G_CALLBACK (state_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "notify::read-only", G_CALLBACK (state_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "replaced", G_CALLBACK (replaced_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (form, "unmap", G_CALLBACK (aft_draft_controller_flush), self,
                           G_CONNECT_SWAPPED);

  return self;
}

/**
 * aft_draft_controller_begin:
 * @id: (nullable): of the entry that is being changed; NULL for a new entry, which gets an id
 * @day: the person's day that it is about
 *
 * What was being entered before stays on disk as it is.
 */
void
aft_draft_controller_begin (AftDraftController *self, const char *id, AftDay day)
{
  g_return_if_fail (AFT_IS_DRAFT_CONTROLLER (self));

  aft_draft_controller_end (self);
  self->id = id != NULL ? g_strdup (id) : g_uuid_string_random ();
  self->day = day;
}

/**
 * aft_draft_controller_resume:
 * @draft: what the form was filled with
 *
 * Continues where @draft ended.
 */
void
aft_draft_controller_resume (AftDraftController *self, const AftDraft *draft)
{
  g_return_if_fail (AFT_IS_DRAFT_CONTROLLER (self));
  g_return_if_fail (draft != NULL);

  aft_draft_controller_begin (self, draft->id, draft->day);
  self->written = g_variant_ref (draft->content);
  set_kept (self, TRUE);
}

/**
 * aft_draft_controller_touch:
 * The person changed something: saves it within a second.
 */
void
aft_draft_controller_touch (AftDraftController *self)
{
  g_return_if_fail (AFT_IS_DRAFT_CONTROLLER (self));
  g_return_if_fail (self->id != NULL);

  if (self->timeout_id == 0)
    self->timeout_id = g_timeout_add (WRITE_AFTER_MS, timeout_cb, self);
}

/**
 * aft_draft_controller_flush:
 * Saves at once what changed since the last time, if anything did. The store's worker does it: close
 * the store after this.
 */
void
aft_draft_controller_flush (AftDraftController *self)
{
  g_return_if_fail (AFT_IS_DRAFT_CONTROLLER (self));

  if (self->timeout_id == 0)
    return;
  g_clear_handle_id (&self->timeout_id, g_source_remove);
  save_draft (self);
}

/**
 * aft_draft_controller_discard:
 * Deletes the draft for good.
 */
void
aft_draft_controller_discard (AftDraftController *self)
{
  g_return_if_fail (AFT_IS_DRAFT_CONTROLLER (self));

  if (self->id != NULL && self->written != NULL)
    push (self, NULL, self->id);
  aft_draft_controller_end (self);
}

/**
 * aft_draft_controller_end:
 * Nothing is being entered any more. A draft on disk stays; saving the entry has removed it.
 */
void
aft_draft_controller_end (AftDraftController *self)
{
  g_return_if_fail (AFT_IS_DRAFT_CONTROLLER (self));

  g_clear_handle_id (&self->timeout_id, g_source_remove);
  g_clear_pointer (&self->written, g_variant_unref);
  g_clear_pointer (&self->id, g_free);
  self->refused = FALSE;
  set_kept (self, FALSE);
}

/**
 * aft_draft_controller_get_id:
 * Returns: (nullable): the UUID to save the entry under; NULL while nothing is entered
 */
const char *
aft_draft_controller_get_id (AftDraftController *self)
{
  g_return_val_if_fail (AFT_IS_DRAFT_CONTROLLER (self), NULL);

  return self->id;
}

/**
 * aft_draft_controller_get_day:
 * Returns: the day given to aft_draft_controller_begin(); %AFT_DAY_NONE while nothing is entered
 */
AftDay
aft_draft_controller_get_day (AftDraftController *self)
{
  g_return_val_if_fail (AFT_IS_DRAFT_CONTROLLER (self), AFT_DAY_NONE);

  return self->id != NULL ? self->day : AFT_DAY_NONE;
}

/**
 * aft_draft_controller_get_kept:
 *
 * Returns: whether what is entered now has a draft on disk
 */
gboolean
aft_draft_controller_get_kept (AftDraftController *self)
{
  g_return_val_if_fail (AFT_IS_DRAFT_CONTROLLER (self), FALSE);

  return self->kept;
}

/**
 * aft_draft_controller_get_at_risk:
 * Returns: whether what is entered now could not be saved as a draft, and would be lost with the form
 */
gboolean
aft_draft_controller_get_at_risk (AftDraftController *self)
{
  g_return_val_if_fail (AFT_IS_DRAFT_CONTROLLER (self), FALSE);

  return self->id != NULL && self->refused;
}

/**
 * aft_draft_controller_find:
 *
 * Looks for drafts that an earlier run left; "found" is emitted for each, unless the form is gone by
 * then.
 */
void
aft_draft_controller_find (AftDraftController *self)
{
  Job *job;

  g_return_if_fail (AFT_IS_DRAFT_CONTROLLER (self));

  job = job_new (self, NULL, NULL);
  aft_store_run_async (self->store, run_job, job, NULL, NULL, listed_cb, job);
}
