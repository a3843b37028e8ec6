/* aft-severity-scale.c: five choices for one symptom
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-severity-scale.h"

#include <glib/gi18n.h>

#include "aft-digit-keys.h"
#include "aft-name.h"
#include "aft-lazy-tooltip.h"
#include "aft-toggle.h"
#include "aft-words.h"

#define N_CHOICES (AFT_SEVERITY_MAX + 1)

/**
 * AftSeverityScale:
 *
 * Five linked toggle buttons. Pressing the pressed one again clears the value. While the focus is inside,
 * the digits 0 to 4 set it, Backspace and Delete clear it, and Left and Right move.
 *
 * Property "value" (int): 0 to 4, or %AFT_SEVERITY_UNSET.
 */
struct _AftSeverityScale
{
  GtkWidget parent_instance;

  GtkWidget *root; /* bound, so that disposing of the template frees it */
  GtkLabel *title;
  GtkLabel *word;
  GtkWidget *choices;
  GtkToggleButton *choice[N_CHOICES];

  AftSymptom symptom;
  int value;
  gboolean syncing; /* the buttons are being set from the value, not by the person */
};

G_DEFINE_FINAL_TYPE (AftSeverityScale, aft_severity_scale, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_SYMPTOM,
  PROP_VALUE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
aft_severity_scale_name_parts (AftSeverityScale *self)
{
  const char *title = aft_words_symptom (self->symptom);

  gtk_label_set_label (self->title, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);

  for (int i = 0; i < N_CHOICES; i++)
    {
      g_autofree char *name = aft_words_symptom_value (self->symptom, i);

      aft_lazy_tooltip_set (GTK_WIDGET (self->choice[i]), aft_words_severity (i));
      aft_name_widget (GTK_WIDGET (self->choice[i]), name);
    }
}

static void
aft_severity_scale_sync (AftSeverityScale *self)
{
  self->syncing = TRUE;
  for (int i = 0; i < N_CHOICES; i++)
    gtk_toggle_button_set_active (self->choice[i], i == self->value);
  self->syncing = FALSE;

  /* Translators: beside a scale of five buttons, 0 to 4, of which none is pressed: what its ends
   * mean */
  gtk_label_set_label (self->word, self->value == AFT_SEVERITY_UNSET
                                       ? _ ("0 (none) to 4 (severe)")
                                       : aft_words_severity (self->value));
}

/* --- callbacks -------------------------------------------------------------------------------- */

static void
choice_toggled_cb (AftSeverityScale *self, GtkToggleButton *button)
{
  if (self->syncing)
    return;

  for (int i = 0; i < N_CHOICES; i++)
    {
      if (self->choice[i] == button)
        aft_severity_scale_set_value (
            self, gtk_toggle_button_get_active (button) ? i : AFT_SEVERITY_UNSET);
    }
}

static gboolean
take_digit (GtkWidget *widget, int digit)
{
  AftSeverityScale *self = AFT_SEVERITY_SCALE (widget);

  if (digit > AFT_SEVERITY_MAX)
    return FALSE;
  aft_severity_scale_set_value (self, digit);
  gtk_widget_grab_focus (GTK_WIDGET (self->choice[digit]));

  return TRUE;
}

static gboolean
clear_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  aft_severity_scale_set_value (AFT_SEVERITY_SCALE (widget), AFT_SEVERITY_UNSET);

  return GDK_EVENT_STOP;
}

static gboolean
move_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  AftSeverityScale *self = AFT_SEVERITY_SCALE (widget);
  int step = g_variant_get_int32 (args);

  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    step = -step;

  for (int i = 0; i < N_CHOICES; i++)
    {
      if (gtk_widget_is_focus (GTK_WIDGET (self->choice[i])))
        {
          gtk_widget_grab_focus (GTK_WIDGET (self->choice[CLAMP (i + step, 0, N_CHOICES - 1)]));
          return GDK_EVENT_STOP;
        }
    }

  return GDK_EVENT_PROPAGATE;
}

/* --- vfuncs ----------------------------------------------------------------------------------- */

/* A single tab stop: the pressed choice, otherwise the first one. Inside, Left and Right move. */
static gboolean
aft_severity_scale_focus (GtkWidget *widget, GtkDirectionType direction)
{
  AftSeverityScale *self = AFT_SEVERITY_SCALE (widget);

  if (gtk_widget_get_focus_child (widget) != NULL)
    return FALSE;

  return gtk_widget_grab_focus (GTK_WIDGET (self->choice[MAX (0, self->value)]));
}

static void
aft_severity_scale_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  AftSeverityScale *self = AFT_SEVERITY_SCALE (object);

  switch (id)
    {
    case PROP_SYMPTOM:
      g_value_set_int (value, (int) self->symptom);
      break;
    case PROP_VALUE:
      g_value_set_int (value, self->value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
aft_severity_scale_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  AftSeverityScale *self = AFT_SEVERITY_SCALE (object);

  switch (id)
    {
    case PROP_SYMPTOM:
      aft_severity_scale_set_symptom (self, (AftSymptom) g_value_get_int (value));
      break;
    case PROP_VALUE:
      aft_severity_scale_set_value (self, g_value_get_int (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
aft_severity_scale_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), AFT_TYPE_SEVERITY_SCALE);

  G_OBJECT_CLASS (aft_severity_scale_parent_class)->dispose (object);
}

static void
aft_severity_scale_class_init (AftSeverityScaleClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = aft_severity_scale_get_property;
  object_class->set_property = aft_severity_scale_set_property;
  object_class->dispose = aft_severity_scale_dispose;

  widget_class->focus = aft_severity_scale_focus;

  /* An AftSymptom. */
  properties[PROP_SYMPTOM] =
      g_param_spec_int ("symptom", NULL, NULL, 0, AFT_N_SYMPTOMS - 1, 0,
                        G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  /* 0 to 4, or AFT_SEVERITY_UNSET. */
  properties[PROP_VALUE] = g_param_spec_int (
      "value", NULL, NULL, AFT_SEVERITY_UNSET, AFT_SEVERITY_MAX, AFT_SEVERITY_UNSET,
      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/example/Aftercare/common/aft-severity-scale.ui");
  gtk_widget_class_bind_template_child (widget_class, AftSeverityScale, root);
  gtk_widget_class_bind_template_child (widget_class, AftSeverityScale, title);
  gtk_widget_class_bind_template_child (widget_class, AftSeverityScale, word);
  gtk_widget_class_bind_template_child (widget_class, AftSeverityScale, choices);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_css_name (widget_class, "severityscale");

  gtk_widget_class_add_binding (widget_class, GDK_KEY_BackSpace, 0, clear_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Delete, 0, clear_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Left, 0, move_cb, "i", -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Left, 0, move_cb, "i", -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Right, 0, move_cb, "i", 1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Right, 0, move_cb, "i", 1);
}

static void
aft_severity_scale_init (AftSeverityScale *self)
{
  self->value = AFT_SEVERITY_UNSET;

  gtk_widget_init_template (GTK_WIDGET (self));

  for (int i = 0; i < N_CHOICES; i++)
    {
      g_autofree char *digit = g_strdup_printf ("%d", i);
      g_autofree char *style = g_strdup_printf ("severity-%d", i);
      GtkWidget *button = gtk_toggle_button_new_with_label (digit);

      gtk_widget_add_css_class (button, style);
      gtk_widget_add_css_class (button, "numeric");
      gtk_widget_set_hexpand (button, TRUE);
      aft_toggle_set_role (GTK_TOGGLE_BUTTON (button), GTK_ACCESSIBLE_ROLE_RADIO);
      g_signal_connect_swapped (button, "toggled", G_CALLBACK (choice_toggled_cb), self);
      gtk_box_append (GTK_BOX (self->choices), button);
      self->choice[i] = GTK_TOGGLE_BUTTON (button);
    }

  aft_digit_keys_add (GTK_WIDGET (self), take_digit);
  aft_severity_scale_name_parts (self);
  aft_severity_scale_sync (self);
}

/* --- public ----------------------------------------------------------------------------------- */

/**
 * aft_severity_scale_new:
 * @symptom: what it asks for
 *
 * Returns: (transfer floating): a scale without a value
 */
GtkWidget *
aft_severity_scale_new (AftSymptom symptom)
{
  return g_object_new (AFT_TYPE_SEVERITY_SCALE, "symptom", (int) symptom, NULL);
}

/**
 * aft_severity_scale_get_symptom:
 *
 * Returns: what the scale asks for
 */
AftSymptom
aft_severity_scale_get_symptom (AftSeverityScale *self)
{
  g_return_val_if_fail (AFT_IS_SEVERITY_SCALE (self), AFT_SYMPTOM_REDNESS);

  return self->symptom;
}

/**
 * aft_severity_scale_set_symptom:
 * @symptom: what the scale asks for; its title and the names of its buttons follow
 */
void
aft_severity_scale_set_symptom (AftSeverityScale *self, AftSymptom symptom)
{
  g_return_if_fail (AFT_IS_SEVERITY_SCALE (self));

  if (self->symptom == symptom)
    return;

  self->symptom = symptom;
  aft_severity_scale_name_parts (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SYMPTOM]);
}

/**
 * aft_severity_scale_get_value:
 *
 * Returns: 0 to 4, or %AFT_SEVERITY_UNSET while nothing is chosen
 */
int
aft_severity_scale_get_value (AftSeverityScale *self)
{
  g_return_val_if_fail (AFT_IS_SEVERITY_SCALE (self), AFT_SEVERITY_UNSET);

  return self->value;
}

/**
 * aft_severity_scale_set_value:
 * @value: 0 to 4, or %AFT_SEVERITY_UNSET for nothing chosen
 */
void
aft_severity_scale_set_value (AftSeverityScale *self, int value)
{
  g_return_if_fail (AFT_IS_SEVERITY_SCALE (self));
  g_return_if_fail (value >= AFT_SEVERITY_UNSET && value <= AFT_SEVERITY_MAX);

  if (self->value == value)
    return;

  self->value = value;
  aft_severity_scale_sync (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VALUE]);
}
