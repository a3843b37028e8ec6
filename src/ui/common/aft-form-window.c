/* aft-form-window.c: a dialog that is filled in and saved
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-form-window.h"

#include "aft-closures.h"
#include "aft-diary-banner.h"
#include "aft-draft-controller.h"
#include "aft-confirm-dialog.h"

/**
 * AftFormWindow:
 *
 * "Cancel" and "Save" are in the header bar. Escape cancels; Ctrl+Return saves, and so does Return in an
 * entry that activates the default. Closing asks first if something would be lost.
 */
typedef struct
{
  AdwClamp *clamp;
  GtkButton *save_button;
  AftDiaryBanner *diary_banner;
  GtkWidget *focus; /* weak: where the keyboard was when saving began */

  AftDraftController *drafts; /* NULL if this form has no drafts */
  gboolean is_new;            /* it makes a new entry */
  gboolean restored;          /* filled with what an earlier run didn't save */

  char *problem; /* why it was not saved; NULL if nothing is wrong */
  gboolean saving;
  gboolean may_close;
} AftFormWindowPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (AftFormWindow, aft_form_window, ADW_TYPE_WINDOW)

enum
{
  PROP_FORM = 1,
  PROP_PROBLEM,
  PROP_RESTORED,
  PROP_SAVING,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
discard_response_cb (AdwMessageDialog *dialog, const char *response, AftFormWindow *self)
{
  AftFormWindowPrivate *priv = aft_form_window_get_instance_private (self);

  if (!g_str_equal (response, "discard"))
    return;
  if (priv->drafts != NULL)
    aft_draft_controller_discard (priv->drafts);
  priv->may_close = TRUE;
  /* The dialog outlives this window for a moment, and would look for it. */
  gtk_window_set_transient_for (GTK_WINDOW (dialog), NULL);
  gtk_window_close (GTK_WINDOW (self));
}

static void
ask_to_discard (AftFormWindow *self)
{
  AdwMessageDialog *dialog = aft_confirm_dialog_new_discard (GTK_WINDOW (self));

  g_signal_connect_object (dialog, "response", G_CALLBACK (discard_response_cb), self, 0);
  aft_confirm_dialog_present (dialog);
}

/* --- drafts ----------------------------------------------------------------------------------- */

static GVariant *
get_draft (GtkWidget *widget)
{
  AftFormWindow *self = AFT_FORM_WINDOW (widget);
  AftFormWindowClass *klass = AFT_FORM_WINDOW_GET_CLASS (self);

  return klass->is_changed (self) ? klass->get_draft (self) : NULL;
}

static void
set_restored (AftFormWindow *self, gboolean restored)
{
  AftFormWindowPrivate *priv = aft_form_window_get_instance_private (self);

  priv->restored = restored;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RESTORED]);
}

static void
discard_draft_cb (AftFormWindow *self)
{
  AftFormWindowPrivate *priv = aft_form_window_get_instance_private (self);
  g_autofree char *id = g_strdup (aft_draft_controller_get_id (priv->drafts));
  AftDay day = aft_draft_controller_get_day (priv->drafts);

  aft_draft_controller_discard (priv->drafts);
  set_restored (self, FALSE);
  aft_form_window_show_problem (self, NULL);
  AFT_FORM_WINDOW_GET_CLASS (self)->set_draft (self, NULL);
  aft_draft_controller_begin (priv->drafts, priv->is_new ? NULL : id, day);
  gtk_widget_grab_focus (GTK_WIDGET (priv->save_button));
}

static void
draft_found_cb (AftFormWindow *self, const AftDraft *draft)
{
  AftFormWindowPrivate *priv = aft_form_window_get_instance_private (self);

  if (priv->restored ||
      (priv->is_new ? !draft->is_new
                    : !g_str_equal (draft->id, aft_draft_controller_get_id (priv->drafts))))
    return;
  /* A person who was faster than the disk keeps what they typed. */
  if (priv->saving || AFT_FORM_WINDOW_GET_CLASS (self)->is_changed (self))
    return;

  AFT_FORM_WINDOW_GET_CLASS (self)->set_draft (self, draft->content);
  aft_draft_controller_resume (priv->drafts, draft);
  set_restored (self, TRUE);
}

/* --- vfuncs ----------------------------------------------------------------------------------- */

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AftFormWindow *self = AFT_FORM_WINDOW (widget);
  AftFormWindowPrivate *priv = aft_form_window_get_instance_private (self);

  if (priv->saving)
    return;
  aft_form_window_show_problem (self, NULL);
  AFT_FORM_WINDOW_GET_CLASS (self)->save (self);
}

/* One key saves the usual case. Not set in init: in GTK 4.8, a window that has a focus before it is
 * shown loses its accessible role. */
static void
aft_form_window_map (GtkWidget *widget)
{
  AftFormWindowPrivate *priv = aft_form_window_get_instance_private (AFT_FORM_WINDOW (widget));

  GTK_WIDGET_CLASS (aft_form_window_parent_class)->map (widget);
  gtk_widget_grab_focus (GTK_WIDGET (priv->save_button));
}

static gboolean
aft_form_window_close_request (GtkWindow *window)
{
  AftFormWindow *self = AFT_FORM_WINDOW (window);
  AftFormWindowPrivate *priv = aft_form_window_get_instance_private (self);

  /* Wait for the result of a save. */
  if (priv->saving)
    return GDK_EVENT_STOP;
  if (!priv->may_close && (priv->restored || AFT_FORM_WINDOW_GET_CLASS (self)->is_changed (self)))
    {
      ask_to_discard (self);
      return GDK_EVENT_STOP;
    }
  return GTK_WINDOW_CLASS (aft_form_window_parent_class)->close_request (window);
}

static void
aft_form_window_dispose (GObject *object)
{
  AftFormWindowPrivate *priv = aft_form_window_get_instance_private (AFT_FORM_WINDOW (object));

  g_clear_weak_pointer (&priv->focus);
  g_clear_object (&priv->drafts);
  G_OBJECT_CLASS (aft_form_window_parent_class)->dispose (object);
}

static void
aft_form_window_finalize (GObject *object)
{
  AftFormWindowPrivate *priv = aft_form_window_get_instance_private (AFT_FORM_WINDOW (object));

  g_free (priv->problem);
  G_OBJECT_CLASS (aft_form_window_parent_class)->finalize (object);
}

static void
aft_form_window_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  AftFormWindowPrivate *priv = aft_form_window_get_instance_private (AFT_FORM_WINDOW (object));

  switch (id)
    {
    case PROP_FORM:
      g_value_set_object (value, adw_clamp_get_child (priv->clamp));
      break;
    case PROP_PROBLEM:
      g_value_set_string (value, priv->problem);
      break;
    case PROP_RESTORED:
      g_value_set_boolean (value, priv->restored);
      break;
    case PROP_SAVING:
      g_value_set_boolean (value, priv->saving);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
aft_form_window_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  AftFormWindowPrivate *priv = aft_form_window_get_instance_private (AFT_FORM_WINDOW (object));

  switch (id)
    {
    case PROP_FORM:
      adw_clamp_set_child (priv->clamp, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
aft_form_window_class_init (AftFormWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GtkWindowClass *window_class = GTK_WINDOW_CLASS (klass);

  object_class->dispose = aft_form_window_dispose;
  object_class->finalize = aft_form_window_finalize;
  object_class->get_property = aft_form_window_get_property;
  object_class->set_property = aft_form_window_set_property;
  widget_class->map = aft_form_window_map;
  window_class->close_request = aft_form_window_close_request;

  /**
   * AftFormWindow:form: the widget between the header bar and the bottom, which is scrolled
   */
  properties[PROP_FORM] = g_param_spec_object ("form", NULL, NULL, GTK_TYPE_WIDGET,
                                               G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  /**
   * AftFormWindow:problem: (nullable): see aft_form_window_show_problem()
   */
  properties[PROP_PROBLEM] =
      g_param_spec_string ("problem", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  /**
   * AftFormWindow:restored: whether the form was filled with what an earlier run didn't save
   */
  properties[PROP_RESTORED] = g_param_spec_boolean ("restored", NULL, NULL, FALSE,
                                                    G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  /**
   * AftFormWindow:saving: whether the store is at work
   */
  properties[PROP_SAVING] =
      g_param_spec_boolean ("saving", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);

  gtk_widget_class_install_action (widget_class, "form.save", NULL, save_action);

  g_type_ensure (AFT_TYPE_DIARY_BANNER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Aftercare/common/aft-form-window.ui");
  gtk_widget_class_bind_template_child_private (widget_class, AftFormWindow, clamp);
  gtk_widget_class_bind_template_child_private (widget_class, AftFormWindow, save_button);
  gtk_widget_class_bind_template_child_private (widget_class, AftFormWindow, diary_banner);
  gtk_widget_class_bind_template_callback (widget_class, discard_draft_cb);
  gtk_widget_class_bind_template_callback (widget_class, aft_closure_has_text);
  gtk_widget_class_bind_template_callback (widget_class, aft_closure_not);
}

static void
aft_form_window_init (AftFormWindow *self)
{
  AftFormWindowPrivate *priv = aft_form_window_get_instance_private (self);

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_window_set_default_widget (GTK_WINDOW (self), GTK_WIDGET (priv->save_button));
}

/**
 * aft_form_window_show_problem:
 * @problem: (nullable): why it was not saved, for the person to read; NULL if nothing is wrong
 *
 * Shows it above the form, where it stays visible. What was typed is kept.
 */
void
aft_form_window_show_problem (AftFormWindow *self, const char *problem)
{
  AftFormWindowPrivate *priv;

  g_return_if_fail (AFT_IS_FORM_WINDOW (self));

  priv = aft_form_window_get_instance_private (self);
  g_free (priv->problem);
  priv->problem = g_strdup (problem);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROBLEM]);
}

/**
 * aft_form_window_set_saving:
 * @saving: TRUE while the store is at work
 */
void
aft_form_window_set_saving (AftFormWindow *self, gboolean saving)
{
  AftFormWindowPrivate *priv;

  g_return_if_fail (AFT_IS_FORM_WINDOW (self));

  priv = aft_form_window_get_instance_private (self);
  if (priv->saving == saving)
    return;
  priv->saving = saving;
  /* Saving removes the draft: none may be saved after it. */
  if (saving && priv->drafts != NULL)
    aft_draft_controller_flush (priv->drafts);
  /* A text view logs a warning if it is made insensitive while it has the focus. */
  if (saving)
    {
      g_set_weak_pointer (&priv->focus, gtk_window_get_focus (GTK_WINDOW (self)));
      gtk_window_set_focus (GTK_WINDOW (self), NULL);
    }
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "form.save", !saving);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SAVING]);
  if (!saving && priv->focus != NULL)
    {
      gtk_widget_grab_focus (priv->focus);
      g_clear_weak_pointer (&priv->focus);
    }
}

/**
 * aft_form_window_close_saved:
 *
 * Closes without asking: everything is on disk.
 */
void
aft_form_window_close_saved (AftFormWindow *self)
{
  AftFormWindowPrivate *priv;

  g_return_if_fail (AFT_IS_FORM_WINDOW (self));

  priv = aft_form_window_get_instance_private (self);
  priv->saving = FALSE;
  priv->may_close = TRUE;
  if (priv->drafts != NULL)
    aft_draft_controller_end (priv->drafts);
  gtk_window_close (GTK_WINDOW (self));
}

/**
 * aft_form_window_keep_draft:
 * @store: where drafts are saved; if it is damaged, the window says so from now on
 * @kind: the kind of entry that the form makes
 * @id: (nullable): of the entry that it changes; NULL for a new one
 * @day: the person's day on which it is opened
 *
 * From now on a crash loses no more than a second of typing. What an earlier run didn't save comes back,
 * marked as unsaved, unless something was typed meanwhile. Only for classes with get_draft and set_draft.
 */
void
aft_form_window_keep_draft (
    AftFormWindow *self, AftStore *store, AftDraftKind kind, const char *id, AftDay day)
{
  AftFormWindowPrivate *priv;

  g_return_if_fail (AFT_IS_FORM_WINDOW (self));
  g_return_if_fail (AFT_FORM_WINDOW_GET_CLASS (self)->get_draft != NULL);

  priv = aft_form_window_get_instance_private (self);
  g_return_if_fail (priv->drafts == NULL);

  priv->is_new = id == NULL;
  g_object_set (priv->diary_banner, "store", store, NULL);
  priv->drafts = aft_draft_controller_new (store, kind, GTK_WIDGET (self), get_draft);
  aft_draft_controller_begin (priv->drafts, id, day);
  g_signal_connect_object (priv->drafts, "found", G_CALLBACK (draft_found_cb), self,
                           G_CONNECT_SWAPPED);
  aft_draft_controller_find (priv->drafts);
}

/**
 * aft_form_window_touch:
 * Something in the form may have changed. The form calls it.
 */
void
aft_form_window_touch (AftFormWindow *self)
{
  AftFormWindowPrivate *priv;

  g_return_if_fail (AFT_IS_FORM_WINDOW (self));

  priv = aft_form_window_get_instance_private (self);
  if (priv->drafts != NULL && !priv->saving && aft_draft_controller_get_id (priv->drafts) != NULL)
    aft_draft_controller_touch (priv->drafts);
}

/**
 * aft_form_window_get_draft_id:
 * Returns: (nullable): the id to save a new entry under, so that its draft goes with it; NULL if the form has
 *   no draft
 */
const char *
aft_form_window_get_draft_id (AftFormWindow *self)
{
  AftFormWindowPrivate *priv;

  g_return_val_if_fail (AFT_IS_FORM_WINDOW (self), NULL);

  priv = aft_form_window_get_instance_private (self);

  return priv->drafts != NULL ? aft_draft_controller_get_id (priv->drafts) : NULL;
}

/**
 * aft_form_ignore_wheel:
 * @widget: a spin button, calendar or the like
 *
 * Lets the wheel scroll the form. Stock widgets change their value if the wheel passes over them while the
 * page scrolls.
 */
void
aft_form_ignore_wheel (GtkWidget *widget)
{
  g_autoptr (GListModel) controllers = NULL;

  g_return_if_fail (GTK_IS_WIDGET (widget));

  controllers = gtk_widget_observe_controllers (widget);
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_SCROLL (controller))
        gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_NONE);
    }
}
