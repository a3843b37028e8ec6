/* aft-more-reasons.c: a button that shows more reasons to wait
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * "Before you start" names only the guide's four.
 */
#include "aft-config.h"

#include "aft-more-reasons.h"

#include <glib/gi18n-lib.h>

#include "aft-source-button.h"
#include "aft-words.h"

struct _AftMoreReasons
{
  GtkWidget parent_instance;

  GtkWidget *button;
};

G_DEFINE_FINAL_TYPE (AftMoreReasons, aft_more_reasons, GTK_TYPE_WIDGET)

static void
aft_more_reasons_dispose (GObject *object)
{
  g_clear_pointer (&AFT_MORE_REASONS (object)->button, gtk_widget_unparent);

  G_OBJECT_CLASS (aft_more_reasons_parent_class)->dispose (object);
}

static void
aft_more_reasons_class_init (AftMoreReasonsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = aft_more_reasons_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
aft_more_reasons_init (AftMoreReasons *self)
{
  g_autofree char *reasons = aft_words_more_reasons ();

  /* Translators: a button; it shows more reasons to wait with a session, or to ask a doctor first */
  self->button = aft_source_button_new_with_label (_ ("More Reasons to Wait"));
  aft_source_button_set_source (AFT_SOURCE_BUTTON (self->button), reasons, NULL);
  gtk_widget_set_halign (self->button, GTK_ALIGN_CENTER);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
}
