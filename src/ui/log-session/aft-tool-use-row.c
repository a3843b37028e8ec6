/* aft-tool-use-row.c: a list row that says how often the tool was used
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-config.h"

#include "aft-tool-use-row.h"

#include <glib/gi18n-lib.h>

#include "aft-closures.h"
#include "aft-words.h"

struct _AftToolUseRow
{
  AdwActionRow parent_instance;

  GtkButton *button;

  GPtrArray *sessions;
  AftSession *session;
  gint64 replaced_us;
  AftToolKind kind;
  guint limit;
  char *replaced_tool; /* folded: which tool "Replaced It" was pressed for, or NULL */
};

G_DEFINE_FINAL_TYPE (AftToolUseRow, aft_tool_use_row, ADW_TYPE_ACTION_ROW)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* Whether the person said that this session is the first with a new tool. Entering another name takes that
 * back. */
static gboolean
is_replaced (AftToolUseRow *self)
{
  return self->replaced_tool != NULL && self->session != NULL &&
         aft_tool_equal (self->replaced_tool, self->session->tool);
}

static guint
count (AftToolUseRow *self)
{
  return aft_tool_count_uses (self->sessions, self->session->tool, self->replaced_us);
}

/* Not at a clinic, which has its own tools, and not for a session with a tool that has been replaced since:
 * only uses of the present one are counted. */
static gboolean
is_counted (AftToolUseRow *self)
{
  g_autofree char *folded = NULL;

  if (self->session == NULL || self->limit == 0 ||
      self->session->place != AFT_PLACE_OF_TREATMENT_HOME ||
      self->session->ended_at_us <= self->replaced_us)
    return FALSE;
  folded = aft_tool_fold (self->session->tool);
  return *folded != '\0';
}

static void
show (AftToolUseRow *self)
{
  gboolean replaced = is_replaced (self);
  guint uses;
  g_autofree char *counted = NULL;
  g_autofree char *source = NULL;
  g_autofree char *subtitle = NULL;

  if (!is_counted (self))
    {
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), "");
      return;
    }

  uses = count (self);
  counted = aft_words_tool_uses (uses, self->limit);
  source = aft_words_tool_source (self->kind);
  if (replaced)
    {
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), _ ("New as of This Session"));
      adw_action_row_set_subtitle (
          ADW_ACTION_ROW (self), _ ("Once you save, Aftercare counts uses from this session on."));
    }
  else if (uses >= self->limit)
    {
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self),
                                     aft_words_tool_worn_title (self->kind));
      /* Translators: the first %s is "12 of 12 uses", the second a whole sentence */
      subtitle = g_strdup_printf (_ ("%s. %s"), counted, source);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
    }
  else
    {
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), counted);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (self), source);
    }
  gtk_button_set_label (self->button, replaced ? _ ("Undo") : uses > 0 ? _ ("I Replaced It") : "");
}

static void
clicked_cb (AftToolUseRow *self)
{
  gboolean replaced = is_replaced (self);

  g_clear_pointer (&self->replaced_tool, g_free);
  if (!replaced)
    self->replaced_tool = aft_tool_fold (self->session->tool);
  show (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
aft_tool_use_row_finalize (GObject *object)
{
  AftToolUseRow *self = AFT_TOOL_USE_ROW (object);

  g_clear_pointer (&self->sessions, g_ptr_array_unref);
  g_clear_pointer (&self->session, aft_session_unref);
  g_clear_pointer (&self->replaced_tool, g_free);
  G_OBJECT_CLASS (aft_tool_use_row_parent_class)->finalize (object);
}

static void
aft_tool_use_row_class_init (AftToolUseRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = aft_tool_use_row_finalize;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/example/Aftercare/log-session/aft-tool-use-row.ui");
  gtk_widget_class_bind_template_child (widget_class, AftToolUseRow, button);
  gtk_widget_class_bind_template_callback (widget_class, aft_closure_has_text);
  gtk_widget_class_bind_template_callback (widget_class, clicked_cb);

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
aft_tool_use_row_init (AftToolUseRow *self)
{
  self->replaced_us = AFT_TOOL_NEVER;
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * aft_tool_use_row_update:
 * @sessions: (element-type AftSession): the uses to count: the diary, with an edited session as it would be
 *   saved
 * @session: (nullable): the session of the form; a new one isn't among @sessions, because it isn't counted
 *   before it is saved. %NULL hides the row
 * @replaced_us: when its tool was last replaced, or %AFT_TOOL_NEVER
 * @kind: the kind of its tool
 * @limit: the number of uses after which the person replaces a roller or stamp; 0 if uses aren't counted
 */
void
aft_tool_use_row_update (AftToolUseRow *self,
                         GPtrArray *sessions,
                         AftSession *session,
                         gint64 replaced_us,
                         AftToolKind kind,
                         guint limit)
{
  g_return_if_fail (AFT_IS_TOOL_USE_ROW (self));
  g_return_if_fail (sessions != NULL);

  g_clear_pointer (&self->sessions, g_ptr_array_unref);
  g_clear_pointer (&self->session, aft_session_unref);
  self->sessions = g_ptr_array_ref (sessions);
  self->session = session != NULL ? aft_session_ref (session) : NULL;
  self->replaced_us = replaced_us;
  self->kind = kind;
  self->limit = aft_tool_kind_get_limit (kind, limit);
  show (self);
}

/**
 * aft_tool_use_row_get_note:
 *
 * Returns: (transfer full) (nullable): a sentence that it is time for a new tool, to be shown while this row
 *   is collapsed; %NULL if it isn't time
 */
char *
aft_tool_use_row_get_note (AftToolUseRow *self)
{
  g_return_val_if_fail (AFT_IS_TOOL_USE_ROW (self), NULL);

  if (!is_counted (self) || is_replaced (self))
    return NULL;
  return aft_words_tool_worn (self->session->tool, self->kind, count (self), self->limit);
}

/**
 * aft_tool_use_row_get_replacement:
 *
 * Returns: when the tool was replaced, just before its session; %AFT_TOOL_NEVER if "Replaced It" isn't pressed
 */
gint64
aft_tool_use_row_get_replacement (AftToolUseRow *self)
{
  g_return_val_if_fail (AFT_IS_TOOL_USE_ROW (self), AFT_TOOL_NEVER);

  if (!is_counted (self) || !is_replaced (self))
    return AFT_TOOL_NEVER;
  return aft_tool_find_replacement (self->sessions, self->session);
}

/**
 * aft_tool_use_row_get_replaced_tool:
 *
 * For a draft: unlike the time of the replacement, it doesn't depend on other fields of the form.
 *
 * Returns: (nullable): the tool for which "Replaced It" is pressed, as aft_tool_fold() writes it; %NULL if it
 *   isn't pressed
 */
const char *
aft_tool_use_row_get_replaced_tool (AftToolUseRow *self)
{
  g_return_val_if_fail (AFT_IS_TOOL_USE_ROW (self), NULL);

  return self->replaced_tool;
}

/**
 * aft_tool_use_row_set_replaced_tool:
 * @tool: (nullable): what aft_tool_use_row_get_replaced_tool() returned; %NULL takes it back
 *
 * Shown after the next aft_tool_use_row_update(). Doesn't emit "changed".
 */
void
aft_tool_use_row_set_replaced_tool (AftToolUseRow *self, const char *tool)
{
  g_return_if_fail (AFT_IS_TOOL_USE_ROW (self));

  g_free (self->replaced_tool);
  self->replaced_tool = g_strdup (tool);
}
