/* aft-form-window.c: a dialog that is filled in and saved
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-config.h"

#include "aft-form-window.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  AdwClamp *clamp;
  GtkButton *save_button;
  GtkSpinner *spinner;
  GtkWidget *problem_box;
  GtkLabel *problem_label;
  GtkScrolledWindow *scroller;
  GtkWidget *focus; /* weak: where the keyboard was when saving began */

  gboolean saving;
  gboolean may_close;
} AftFormWindowPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (AftFormWindow, aft_form_window, ADW_TYPE_WINDOW)

enum
{
  PROP_FORM = 1,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
discard_response_cb (AdwMessageDialog *dialog, const char *response, AftFormWindow *self)
{
  AftFormWindowPrivate *priv = aft_form_window_get_instance_private (self);

  if (!g_str_equal (response, "discard"))
    return;
  priv->may_close = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

static void
ask_to_discard (AftFormWindow *self)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), _ ("Discard Changes?"),
                                              _ ("What you entered has not been saved yet."));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Keep Editing"),
                                    "discard", _ ("_Discard"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "discard",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (discard_response_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

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

/* The usual case is saved by one key. Not set in init: a window that has a focus before it is put
 * on screen loses its accessible role in GTK 4.8. */
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

  /* A save that was asked for is made: wait for what becomes of it. */
  if (priv->saving)
    return GDK_EVENT_STOP;
  if (!priv->may_close && AFT_FORM_WINDOW_GET_CLASS (self)->is_changed (self))
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
  G_OBJECT_CLASS (aft_form_window_parent_class)->dispose (object);
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
  object_class->get_property = aft_form_window_get_property;
  object_class->set_property = aft_form_window_set_property;
  widget_class->map = aft_form_window_map;
  window_class->close_request = aft_form_window_close_request;

  properties[PROP_FORM] = g_param_spec_object ("form", NULL, NULL, GTK_TYPE_WIDGET,
                                               G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);

  gtk_widget_class_install_action (widget_class, "form.save", NULL, save_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "form.save",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close",
                                       NULL);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Aftercare/common/aft-form-window.ui");
  gtk_widget_class_bind_template_child_private (widget_class, AftFormWindow, clamp);
  gtk_widget_class_bind_template_child_private (widget_class, AftFormWindow, save_button);
  gtk_widget_class_bind_template_child_private (widget_class, AftFormWindow, spinner);
  gtk_widget_class_bind_template_child_private (widget_class, AftFormWindow, problem_box);
  gtk_widget_class_bind_template_child_private (widget_class, AftFormWindow, problem_label);
  gtk_widget_class_bind_template_child_private (widget_class, AftFormWindow, scroller);
}

/* Met before a text, for which Return is a new line whatever is pressed with it. */
static void
add_save_shortcut (AftFormWindow *self)
{
  static const guint keys[] = { GDK_KEY_Return, GDK_KEY_ISO_Enter, GDK_KEY_KP_Enter };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_shortcut_controller_add_shortcut (
        GTK_SHORTCUT_CONTROLLER (controller),
        gtk_shortcut_new (gtk_keyval_trigger_new (keys[i], GDK_CONTROL_MASK),
                          gtk_named_action_new ("form.save")));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static void
aft_form_window_init (AftFormWindow *self)
{
  AftFormWindowPrivate *priv = aft_form_window_get_instance_private (self);

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_window_set_default_widget (GTK_WINDOW (self), GTK_WIDGET (priv->save_button));
  add_save_shortcut (self);
}

/**
 * aft_form_window_show_problem:
 * @problem: (nullable): why it was not saved, as a person reads it; NULL: nothing is wrong
 *
 * Shown above the form, where it stays in sight; what was typed is kept.
 */
void
aft_form_window_show_problem (AftFormWindow *self, const char *problem)
{
  AftFormWindowPrivate *priv;

  g_return_if_fail (AFT_IS_FORM_WINDOW (self));

  priv = aft_form_window_get_instance_private (self);
  gtk_label_set_label (priv->problem_label, problem != NULL ? problem : "");
  gtk_widget_set_visible (priv->problem_box, problem != NULL);
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
  /* A text that is made insensitive while it has the keyboard complains. */
  if (saving)
    {
      g_set_weak_pointer (&priv->focus, gtk_window_get_focus (GTK_WINDOW (self)));
      gtk_window_set_focus (GTK_WINDOW (self), NULL);
    }
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "form.save", !saving);
  gtk_widget_set_sensitive (GTK_WIDGET (priv->scroller), !saving);
  gtk_widget_set_visible (GTK_WIDGET (priv->spinner), saving);
  gtk_spinner_set_spinning (priv->spinner, saving);
  if (!saving && priv->focus != NULL)
    {
      gtk_widget_grab_focus (priv->focus);
      g_clear_weak_pointer (&priv->focus);
    }
}

/**
 * aft_form_window_close_saved:
 *
 * Closes without a question: everything is on disk.
 */
void
aft_form_window_close_saved (AftFormWindow *self)
{
  AftFormWindowPrivate *priv;

  g_return_if_fail (AFT_IS_FORM_WINDOW (self));

  priv = aft_form_window_get_instance_private (self);
  priv->saving = FALSE;
  priv->may_close = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

/**
 * aft_form_ignore_wheel:
 * @widget: a spin button, calendar or the like
 *
 * Stock widgets change their value when the wheel passes over them while the page scrolls.
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
