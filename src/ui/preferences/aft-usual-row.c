/* aft-usual-row.c: a list row that asks what is usual for this skin
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-config.h"

#include "aft-usual-row.h"

#include <glib/gi18n-lib.h>

#include "aft-digit-keys.h"
#include "aft-name.h"
#include "aft-preferences.h"
#include "aft-lazy-tooltip.h"
#include "aft-toggle.h"
#include "aft-words.h"

#define N_CHOICES (AFT_USUAL_MAX + 1)
/* From this much above the usual on, a symptom holds the next session (rule 4). */
#define HOLD_ABOVE 2

struct _AftUsualRow
{
  AdwActionRow parent_instance;

  GtkToggleButton *choice[N_CHOICES];
  AftSymptom symptom;
  int value;
};

G_DEFINE_FINAL_TYPE (AftUsualRow, aft_usual_row, ADW_TYPE_ACTION_ROW)

enum
{
  PROP_SYMPTOM = 1,
  PROP_VALUE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
describe (AftUsualRow *self)
{
  g_autofree char *held = g_strdup_printf (
      /* Translators: below the name of a symptom; %1$d is a score from 2 to 4, %2$s its name:
       * "From 2, mild, the next session is held" */
      _ ("At %1$d (%2$s) or more, your next session goes on hold"), self->value + HOLD_ABOVE,
      aft_words_severity (self->value + HOLD_ABOVE));

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), held);
}

static void
set_value (AftUsualRow *self, int value)
{
  if (self->value == value)
    return;

  self->value = value;
  gtk_toggle_button_set_active (self->choice[value], TRUE);
  describe (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VALUE]);
}

/* --- callbacks -------------------------------------------------------------------------------- */

static void
toggled_cb (AftUsualRow *self)
{
  for (int i = 0; i < N_CHOICES; i++)
    {
      if (gtk_toggle_button_get_active (self->choice[i]))
        set_value (self, i);
    }
}

static gboolean
take_digit (GtkWidget *widget, int digit)
{
  AftUsualRow *self = AFT_USUAL_ROW (widget);

  if (digit >= N_CHOICES)
    return FALSE;
  set_value (self, digit);
  gtk_widget_grab_focus (GTK_WIDGET (self->choice[digit]));

  return TRUE;
}

/* --- vfuncs ----------------------------------------------------------------------------------- */

static void
aft_usual_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  AftUsualRow *self = AFT_USUAL_ROW (object);

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
aft_usual_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  AftUsualRow *self = AFT_USUAL_ROW (object);

  switch (id)
    {
    case PROP_SYMPTOM:
      self->symptom = (AftSymptom) g_value_get_int (value);
      break;
    case PROP_VALUE:
      set_value (self, g_value_get_int (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
aft_usual_row_constructed (GObject *object)
{
  AftUsualRow *self = AFT_USUAL_ROW (object);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  const char *title = aft_words_symptom (self->symptom);

  G_OBJECT_CLASS (aft_usual_row_parent_class)->constructed (object);

  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (box, "linked");
  for (int i = 0; i < N_CHOICES; i++)
    {
      g_autofree char *digit = g_strdup_printf ("%d", i);
      g_autofree char *name = aft_words_symptom_value (self->symptom, i);
      GtkWidget *button = gtk_toggle_button_new_with_label (digit);

      gtk_widget_add_css_class (button, "numeric");
      aft_lazy_tooltip_set (button, aft_words_severity (i));
      aft_name_widget (button, name);
      aft_toggle_set_role (GTK_TOGGLE_BUTTON (button), GTK_ACCESSIBLE_ROLE_RADIO);
      self->choice[i] = GTK_TOGGLE_BUTTON (button);
      if (i > 0)
        gtk_toggle_button_set_group (self->choice[i], self->choice[0]);
      gtk_box_append (GTK_BOX (box), button);
    }
  gtk_toggle_button_set_active (self->choice[self->value], TRUE);
  for (int i = 0; i < N_CHOICES; i++)
    g_signal_connect_swapped (self->choice[i], "toggled", G_CALLBACK (toggled_cb), self);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self), 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
  describe (self);
}

static void
aft_usual_row_class_init (AftUsualRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = aft_usual_row_get_property;
  object_class->set_property = aft_usual_row_set_property;
  object_class->constructed = aft_usual_row_constructed;

  properties[PROP_SYMPTOM] =
      g_param_spec_int ("symptom", NULL, NULL, 0, AFT_N_SYMPTOMS - 1, 0,
                        G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_VALUE] =
      g_param_spec_int ("value", NULL, NULL, 0, AFT_USUAL_MAX, 0,
                        G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
aft_usual_row_init (AftUsualRow *self)
{
  aft_digit_keys_add (GTK_WIDGET (self), take_digit);
}
