/* aft-tool-kind-row.c: a list row to choose what kind of tool it is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A choice is about the tool, not about the session: it is kept at once, whether or not the session
 * is saved.
 */
#include "aft-config.h"

#include "aft-tool-kind-row.h"

#include <glib/gi18n-lib.h>

#include "aft-name.h"
#include "aft-tool-replacements.h"
#include "aft-words.h"

struct _AftToolKindRow
{
  AdwComboRow parent_instance;

  GSettings *settings; /* NULL if the schema isn't installed */
  char *tool;          /* NULL while hidden */
};

G_DEFINE_FINAL_TYPE (AftToolKindRow, aft_tool_kind_row, ADW_TYPE_COMBO_ROW)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
selected_cb (AftToolKindRow *self)
{
  AftToolKind kind = (AftToolKind) adw_combo_row_get_selected (ADW_COMBO_ROW (self));

  if (self->tool == NULL || (guint) kind >= AFT_N_TOOL_KINDS ||
      kind == aft_tool_kinds_get (self->settings, self->tool))
    return;
  aft_tool_kinds_set (self->settings, self->tool, kind);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
aft_tool_kind_row_dispose (GObject *object)
{
  AftToolKindRow *self = AFT_TOOL_KIND_ROW (object);

  g_clear_object (&self->settings);
  g_clear_pointer (&self->tool, g_free);
  G_OBJECT_CLASS (aft_tool_kind_row_parent_class)->dispose (object);
}

static void
aft_tool_kind_row_class_init (AftToolKindRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = aft_tool_kind_row_dispose;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
aft_tool_kind_row_init (AftToolKindRow *self)
{
  g_autoptr (GtkStringList) kinds = gtk_string_list_new (NULL);

  for (int kind = 0; kind < AFT_N_TOOL_KINDS; kind++)
    gtk_string_list_append (kinds, aft_words_tool_kind ((AftToolKind) kind));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), _ ("Kind of Tool"));
  adw_combo_row_set_model (ADW_COMBO_ROW (self), G_LIST_MODEL (kinds));
  g_signal_connect (self, "notify::selected", G_CALLBACK (selected_cb), NULL);
}

/**
 * aft_tool_kind_row_update:
 * @settings: (nullable): the settings, or NULL if the schema isn't installed
 * @session: (nullable): the session of the form
 *
 * Shows the kind of the tool of @session. Hides itself at a clinic, which has its own tools, and
 * without a tool. Emits "changed" once the person chooses another kind.
 *
 * Returns: the kind
 */
AftToolKind
aft_tool_kind_row_update (AftToolKindRow *self, GSettings *settings, AftSession *session)
{
  g_autofree char *folded = NULL;
  AftToolKind kind;

  g_return_val_if_fail (AFT_IS_TOOL_KIND_ROW (self), AFT_TOOL_ROLLER);

  folded = aft_tool_fold (session != NULL ? session->tool : "");
  kind = aft_tool_kinds_get (settings, folded);
  g_clear_pointer (&self->tool, g_free);
  adw_combo_row_set_selected (ADW_COMBO_ROW (self), (guint) kind);
  g_set_object (&self->settings, settings);
  if (*folded != '\0' && session->place == AFT_PLACE_OF_TREATMENT_HOME)
    self->tool = g_steal_pointer (&folded);
  gtk_widget_set_visible (GTK_WIDGET (self), self->tool != NULL);

  return kind;
}
