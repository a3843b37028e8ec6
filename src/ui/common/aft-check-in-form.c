/* aft-check-in-form.c: the fields of a skin note
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-check-in-form.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "aft-button.h"
#include "aft-name.h"
#include "aft-severity-scale.h"
#include "aft-toggle.h"
#include "aft-words.h"

/**
 * AftCheckInForm:
 *
 * Three scales, and flags and text behind "Something Else?". It doesn't save.
 *
 * Signal "changed": the person changed something. Signal "save": Ctrl+Return was pressed.
 */
struct _AftCheckInForm
{
  GtkWidget parent_instance;

  GtkWidget *root; /* bound, so that disposing of the template frees it */
  AftSeverityScale *scale[AFT_N_SYMPTOMS];
  GtkToggleButton *more_button;
  GtkWidget *more_icon;
  GtkRevealer *more;
  GtkWidget *flag_list;
  GtkTextView *text;
  GtkWidget *placeholder;

  GtkCheckButton *flag_check[AFT_N_FLAGS];
  GtkToggleButton *flag_gone[AFT_N_FLAGS];
  AftFlags open_flags;
  GtkWidget *late_row; /* that of AFT_FLAG_LASTING_LUMP */
  gboolean late;       /* whether it can be ticked */
  gboolean loading;    /* the program is setting the fields, not the person */
};

G_DEFINE_FINAL_TYPE (AftCheckInForm, aft_check_in_form, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  SAVE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
emit_changed (AftCheckInForm *self)
{
  if (!self->loading)
    g_signal_emit (self, signals[CHANGED], 0);
}

/* "discharge" is used within sentences: at the start of a row it is "Discharge". */
static char *
capitalize (const char *words)
{
  char first[7] = { 0 };

  g_unichar_to_utf8 (g_unichar_totitle (g_utf8_get_char (words)), first);

  return g_strconcat (first, g_utf8_next_char (words), NULL);
}

static char *
get_text (AftCheckInForm *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);
  GtkTextIter start, end;
  g_autofree char *text = NULL;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);

  return g_strchomp (g_steal_pointer (&text));
}

static AftFlags
get_flags (AftCheckInForm *self)
{
  guint flags = 0;

  for (guint i = 0; i < AFT_N_FLAGS; i++)
    {
      if (gtk_check_button_get_active (self->flag_check[i]))
        flags |= 1u << i;
    }

  return (AftFlags) flags;
}

static AftFlags
get_resolved (AftCheckInForm *self)
{
  guint flags = 0;

  for (guint i = 0; i < AFT_N_FLAGS; i++)
    {
      if (gtk_toggle_button_get_active (self->flag_gone[i]))
        flags |= 1u << i;
    }

  return (AftFlags) flags;
}

static void
show_gone_buttons (AftCheckInForm *self)
{
  AftFlags shown = get_flags (self) | get_resolved (self) | self->open_flags;

  for (guint i = 0; i < AFT_N_FLAGS; i++)
    {
      gboolean open = (self->open_flags & (1u << i)) != 0;
      gboolean pressed = gtk_toggle_button_get_active (self->flag_gone[i]);

      gtk_widget_set_visible (GTK_WIDGET (self->flag_gone[i]), open || pressed);
    }
  gtk_widget_set_visible (self->late_row, self->late || (shown & AFT_FLAG_LASTING_LUMP) != 0);
}

/* --- callbacks -------------------------------------------------------------------------------- */

static void
flag_toggled_cb (AftCheckInForm *self, GtkCheckButton *check)
{
  for (guint i = 0; i < AFT_N_FLAGS; i++)
    {
      /* A sign can't be both there and gone. */
      if (self->flag_check[i] == check && gtk_check_button_get_active (check))
        gtk_toggle_button_set_active (self->flag_gone[i], FALSE);
    }
  emit_changed (self);
}

static void
gone_toggled_cb (AftCheckInForm *self, GtkToggleButton *button)
{
  for (guint i = 0; i < AFT_N_FLAGS; i++)
    {
      if (self->flag_gone[i] == button && gtk_toggle_button_get_active (button))
        gtk_check_button_set_active (self->flag_check[i], FALSE);
    }
  emit_changed (self);
}

static void
more_toggled_cb (AftCheckInForm *self)
{
  gboolean open = gtk_toggle_button_get_active (self->more_button);

  gtk_revealer_set_reveal_child (self->more, open);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->more_button), GTK_ACCESSIBLE_STATE_EXPANDED,
                               open, -1);
  if (open)
    gtk_widget_add_css_class (self->more_icon, "turned");
  else
    gtk_widget_remove_css_class (self->more_icon, "turned");
}

static void
text_changed_cb (AftCheckInForm *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);

  gtk_widget_set_visible (self->placeholder, gtk_text_buffer_get_char_count (buffer) == 0);
  emit_changed (self);
}

static gboolean
save_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  g_signal_emit (widget, signals[SAVE], 0);

  return GDK_EVENT_STOP;
}

/* --- vfuncs ----------------------------------------------------------------------------------- */

static void
aft_check_in_form_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), AFT_TYPE_CHECK_IN_FORM);

  G_OBJECT_CLASS (aft_check_in_form_parent_class)->dispose (object);
}

static void
aft_check_in_form_class_init (AftCheckInFormClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = aft_check_in_form_dispose;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[SAVE] = g_signal_new ("save", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);

  g_type_ensure (AFT_TYPE_SEVERITY_SCALE);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/example/Aftercare/common/aft-check-in-form.ui");
  gtk_widget_class_bind_template_child (widget_class, AftCheckInForm, root);
  gtk_widget_class_bind_template_child_full (
      widget_class, "redness", FALSE, G_STRUCT_OFFSET (AftCheckInForm, scale[AFT_SYMPTOM_REDNESS]));
  gtk_widget_class_bind_template_child_full (
      widget_class, "tingling", FALSE,
      G_STRUCT_OFFSET (AftCheckInForm, scale[AFT_SYMPTOM_TINGLING]));
  gtk_widget_class_bind_template_child_full (
      widget_class, "dryness", FALSE, G_STRUCT_OFFSET (AftCheckInForm, scale[AFT_SYMPTOM_DRYNESS]));
  gtk_widget_class_bind_template_child (widget_class, AftCheckInForm, more_button);
  gtk_widget_class_bind_template_child (widget_class, AftCheckInForm, more_icon);
  gtk_widget_class_bind_template_child (widget_class, AftCheckInForm, more);
  gtk_widget_class_bind_template_child (widget_class, AftCheckInForm, flag_list);
  gtk_widget_class_bind_template_child (widget_class, AftCheckInForm, text);
  gtk_widget_class_bind_template_child (widget_class, AftCheckInForm, placeholder);
  gtk_widget_class_bind_template_callback (widget_class, emit_changed);
  gtk_widget_class_bind_template_callback (widget_class, more_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, text_changed_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

/* Handled before the text sees it: there, Return inserts a new line with any modifier. */
static void
add_save_shortcut (AftCheckInForm *self)
{
  static const guint keys[] = { GDK_KEY_Return, GDK_KEY_ISO_Enter, GDK_KEY_KP_Enter };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_shortcut_controller_add_shortcut (
        GTK_SHORTCUT_CONTROLLER (controller),
        gtk_shortcut_new (gtk_keyval_trigger_new (keys[i], GDK_CONTROL_MASK),
                          gtk_callback_action_new (save_cb, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static void
add_flag_row (AftCheckInForm *self, guint i)
{
  AftFlags flag = (AftFlags) (1u << i);
  g_autofree char *title = capitalize (aft_words_flag (flag));
  /* Translators: name of the button "Gone Now" for a screen reader; %s is a warning sign */
  g_autofree char *gone_name = g_strdup_printf (_ ("Gone Now: %s"), title);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *gone = gtk_toggle_button_new_with_label (_ ("Gone Now"));

  aft_button_wrap_label (GTK_BUTTON (gone));
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (gone, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (gone, FALSE);
  aft_name_widget (gone, gone_name);
  aft_toggle_set_role (GTK_TOGGLE_BUTTON (gone), GTK_ACCESSIBLE_ROLE_CHECKBOX);
  g_signal_connect_swapped (check, "toggled", G_CALLBACK (flag_toggled_cb), self);
  g_signal_connect_swapped (gone, "toggled", G_CALLBACK (gone_toggled_cb), self);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gone);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  /* One stop for Tab: the check box. */
  gtk_widget_set_focusable (row, FALSE);
  gtk_list_box_append (GTK_LIST_BOX (self->flag_list), row);

  if (flag == AFT_FLAG_LASTING_LUMP)
    self->late_row = row;
  self->flag_check[i] = GTK_CHECK_BUTTON (check);
  self->flag_gone[i] = GTK_TOGGLE_BUTTON (gone);
}

static void
aft_check_in_form_init (AftCheckInForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  add_save_shortcut (self);
  for (guint i = 0; i < AFT_N_FLAGS; i++)
    add_flag_row (self, i);
  show_gone_buttons (self);
}

/* --- public ----------------------------------------------------------------------------------- */

/**
 * aft_check_in_form_new:
 *
 * Returns: (transfer floating): an empty form
 */
GtkWidget *
aft_check_in_form_new (void)
{
  return g_object_new (AFT_TYPE_CHECK_IN_FORM, NULL);
}

/**
 * aft_check_in_form_set_note:
 * @note: (nullable) (transfer none): what to show; an empty form if NULL
 *
 * Opens "Something Else?" if the note has something there. Doesn't emit "changed".
 */
void
aft_check_in_form_set_note (AftCheckInForm *self, AftSkinNote *note)
{
  gboolean more;

  g_return_if_fail (AFT_IS_CHECK_IN_FORM (self));

  self->loading = TRUE;
  for (int i = 0; i < AFT_N_SYMPTOMS; i++)
    aft_severity_scale_set_value (self->scale[i],
                                  note != NULL ? note->severity[i] : AFT_SEVERITY_UNSET);
  for (guint i = 0; i < AFT_N_FLAGS; i++)
    {
      gboolean ticked = note != NULL && (note->flags & (1u << i)) != 0;
      gboolean gone = note != NULL && (note->resolved_flags & (1u << i)) != 0;

      gtk_check_button_set_active (self->flag_check[i], ticked);
      gtk_toggle_button_set_active (self->flag_gone[i], gone && !ticked);
    }
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text), note != NULL ? note->text : "",
                            -1);
  show_gone_buttons (self);

  more = self->open_flags != 0 ||
         (note != NULL && (note->flags != 0 || note->resolved_flags != 0 || note->text[0] != '\0'));
  gtk_toggle_button_set_active (self->more_button, more);
  self->loading = FALSE;
}

/**
 * aft_check_in_form_apply:
 * @note: a note that nobody else holds a reference to yet
 *
 * Writes severities, flags, resolved flags and text into @note, and leaves the rest as it is.
 */
void
aft_check_in_form_apply (AftCheckInForm *self, AftSkinNote *note)
{
  g_return_if_fail (AFT_IS_CHECK_IN_FORM (self));
  g_return_if_fail (note != NULL);

  for (int i = 0; i < AFT_N_SYMPTOMS; i++)
    note->severity[i] = aft_severity_scale_get_value (self->scale[i]);
  note->flags = get_flags (self);
  note->resolved_flags = get_resolved (self);
  g_free (note->text);
  note->text = get_text (self);
}

/**
 * aft_check_in_form_set_severities:
 * @severity: (array fixed-size=3): by #AftSymptom, 0 to 4 or %AFT_SEVERITY_UNSET
 *
 * Fills in the scales only, as if the person had pressed them: emits "changed".
 */
void
aft_check_in_form_set_severities (AftCheckInForm *self, const int *severity)
{
  g_return_if_fail (AFT_IS_CHECK_IN_FORM (self));
  g_return_if_fail (severity != NULL);

  for (int i = 0; i < AFT_N_SYMPTOMS; i++)
    aft_severity_scale_set_value (self->scale[i], severity[i]);
}

/**
 * aft_check_in_form_set_open_flags:
 * @flags: warning signs ticked earlier and not recorded as gone
 * @late: whether a lasting lump can be ticked, see aft_late_signs_possible()
 *
 * Offers "Gone Now" for each of them, and opens "Something Else?" if there are any. A resolved flag of the
 * note that is shown counts as open even if it isn't among @flags.
 */
void
aft_check_in_form_set_open_flags (AftCheckInForm *self, AftFlags flags, gboolean late)
{
  g_return_if_fail (AFT_IS_CHECK_IN_FORM (self));

  if (self->open_flags == flags && self->late == late)
    return;

  if (flags != 0 && flags != self->open_flags)
    gtk_toggle_button_set_active (self->more_button, TRUE);
  self->open_flags = flags;
  self->late = late;
  show_gone_buttons (self);
}

/**
 * aft_check_in_form_open_late:
 *
 * Opens "Something Else?" at the lasting lump, for the person to tick it.
 */
void
aft_check_in_form_open_late (AftCheckInForm *self)
{
  g_return_if_fail (AFT_IS_CHECK_IN_FORM (self));

  gtk_toggle_button_set_active (self->more_button, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->flag_check[g_bit_nth_lsf (AFT_FLAG_LASTING_LUMP, -1)]));
}

/**
 * aft_check_in_form_is_empty:
 * Returns: TRUE if nothing is recorded: no scale, no flag, and no text but blanks
 */
gboolean
aft_check_in_form_is_empty (AftCheckInForm *self)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (AFT_IS_CHECK_IN_FORM (self), TRUE);

  for (int i = 0; i < AFT_N_SYMPTOMS; i++)
    {
      if (aft_severity_scale_get_value (self->scale[i]) != AFT_SEVERITY_UNSET)
        return FALSE;
    }

  text = get_text (self);

  return get_flags (self) == 0 && get_resolved (self) == 0 && text[0] == '\0';
}
