/* aft-needle-row.c: a list row to choose the length of the needle
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-config.h"

#include "aft-needle-row.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "aft-number-entry.h"
#include "aft-words.h"

/* The lengths on offer, in millimetres, before "Other": those sold for home, and 1.0 mm, which is common in
 * clinics. */
static const double needles[] = { 0.2, 0.25, 0.3, 0.5, 1.0 };
#define NEEDLE_NOT_RECORDED 0
#define NEEDLE_FIRST 1
#define NEEDLE_OTHER (NEEDLE_FIRST + G_N_ELEMENTS (needles))

struct _AftNeedleRow
{
  AdwComboRow parent_instance;

  AdwEntryRow *other; /* weak */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (AftNeedleRow, aft_needle_row, ADW_TYPE_COMBO_ROW)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static guint
find_needle (double needle_mm)
{
  if (needle_mm < 0.0)
    return NEEDLE_NOT_RECORDED;
  for (guint i = 0; i < G_N_ELEMENTS (needles); i++)
    if (fabs (needles[i] - needle_mm) < 1e-9)
      return NEEDLE_FIRST + i;
  return NEEDLE_OTHER;
}

/* --- callbacks ----------------------------------------------------------------------------- */

static void
selected_cb (AftNeedleRow *self)
{
  if (self->filling || self->other == NULL)
    return;
  if (aft_needle_row_is_other (self, adw_combo_row_get_selected (ADW_COMBO_ROW (self))))
    gtk_widget_grab_focus (GTK_WIDGET (self->other));
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
other_changed_cb (AftNeedleRow *self)
{
  if (self->filling)
    return;
  gtk_widget_remove_css_class (GTK_WIDGET (self->other), "error");
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* --- vfuncs -------------------------------------------------------------------------------- */

static void
aft_needle_row_dispose (GObject *object)
{
  AftNeedleRow *self = AFT_NEEDLE_ROW (object);

  g_clear_weak_pointer (&self->other);
  G_OBJECT_CLASS (aft_needle_row_parent_class)->dispose (object);
}

static void
aft_needle_row_class_init (AftNeedleRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = aft_needle_row_dispose;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
aft_needle_row_init (AftNeedleRow *self)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  self->filling = TRUE;
  gtk_string_list_append (list, _ ("Not recorded"));
  for (guint i = 0; i < G_N_ELEMENTS (needles); i++)
    {
      g_autofree char *text = aft_words_needle (needles[i]);

      gtk_string_list_append (list, text);
    }
  gtk_string_list_append (list, _ ("Other"));
  adw_combo_row_set_model (ADW_COMBO_ROW (self), G_LIST_MODEL (list));
  /* After the other row has become visible. */
  g_signal_connect_after (self, "notify::selected", G_CALLBACK (selected_cb), NULL);
  self->filling = FALSE;
}

/**
 * aft_needle_row_set_other_row:
 * @other: the row below it for another length; not kept alive
 */
void
aft_needle_row_set_other_row (AftNeedleRow *self, AdwEntryRow *other)
{
  g_return_if_fail (AFT_IS_NEEDLE_ROW (self));
  g_return_if_fail (ADW_IS_ENTRY_ROW (other));

  g_set_weak_pointer (&self->other, other);
  g_signal_connect_object (other, "changed", G_CALLBACK (other_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * aft_needle_row_is_other:
 * @instance: not used
 * @selected: the selected item of a needle row
 *
 * A closure for templates.
 *
 * Returns: whether the length is in the other row, which should then be visible
 */
gboolean
aft_needle_row_is_other (gpointer instance, guint selected)
{
  return selected == NEEDLE_OTHER;
}

/**
 * aft_needle_row_set:
 * @needle_mm: length in millimetres, or %AFT_UNSET
 *
 * Shows the length, in the other row if it isn't one of those on offer. Doesn't emit "changed".
 */
void
aft_needle_row_set (AftNeedleRow *self, double needle_mm)
{
  guint needle = find_needle (needle_mm);

  g_return_if_fail (AFT_IS_NEEDLE_ROW (self));

  self->filling = TRUE;
  adw_combo_row_set_selected (ADW_COMBO_ROW (self), needle);
  aft_number_entry_set (self->other, needle == NEEDLE_OTHER ? needle_mm : AFT_UNSET);
  self->filling = FALSE;
}

/**
 * aft_needle_row_get:
 * @needle_mm: (out): length in millimetres, not checked; %AFT_UNSET when not recorded
 * @problem: (out) (transfer full): what to type instead; only set on failure
 *
 * Returns: whether the text of the other row, if it is used, is a number
 */
gboolean
aft_needle_row_get (AftNeedleRow *self, double *needle_mm, char **problem)
{
  guint needle;

  g_return_val_if_fail (AFT_IS_NEEDLE_ROW (self), FALSE);

  needle = adw_combo_row_get_selected (ADW_COMBO_ROW (self));
  *needle_mm = AFT_UNSET;
  if (needle >= NEEDLE_FIRST && needle < NEEDLE_OTHER)
    {
      *needle_mm = needles[needle - NEEDLE_FIRST];
    }
  else if (needle == NEEDLE_OTHER && !aft_number_entry_get (self->other, "mm", needle_mm))
    {
      *problem = g_strdup (_ ("Type a length, such as 0.75."));
      return FALSE;
    }
  return TRUE;
}
