/* aft-diary-banner.c: says why nothing can be saved in the open diary, and what to do
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The diary was found to be damaged, was moved away, or is read-only. Not a dialog, which would
 * appear while the person is typing and take the keyboard; nor a toast, which would cover the
 * button that saves. It stays until something can be saved again, or the person has seen that there
 * is another file.
 */
#define G_LOG_DOMAIN "aftercare-ui"

#include "aft-config.h"

#include "aft-diary-banner.h"

#include <glib/gi18n-lib.h>

#include "aft-columns-layout.h"
#include "aft-store.h"

struct _AftDiaryBanner
{
  GtkWidget parent_instance;

  GtkRevealer *revealer;
  GtkLabel *label;
  GtkButton *button;

  AftStore *store;    /* not owned: the window's */
  const char *action; /* of the window, for the button; NULL: it only closes this */
  gboolean replaced;  /* and the person hasn't closed that yet */
};

G_DEFINE_FINAL_TYPE (AftDiaryBanner, aft_diary_banner, GTK_TYPE_WIDGET)

enum
{
  PROP_STORE = 1,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

static void
say (AftDiaryBanner *self, const char *text, const char *button, const char *action)
{
  gtk_label_set_label (self->label, text);
  gtk_button_set_label (self->button, button);
  self->action = action;
}

/* @format: with the path of the diary */
static void
say_path (AftDiaryBanner *self, const char *format, AftStore *store)
{
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  g_autofree char *text = g_strdup_printf (format, aft_store_get_path (store));
#pragma GCC diagnostic pop

  say (self, text, _ ("Try Again"), "win.retry");
}

static void
update (AftDiaryBanner *self, AftStore *store)
{
  gboolean shown = TRUE;

  if (aft_store_get_damaged (store))
    say (
        self,
        _ ("Your diary is damaged. Nothing can be saved until you rescue it. What you entered is still here."),
        _ ("Rescue My Diary"), "win.rescue");
  else if (!aft_store_get_open (store))
    /* Translators: %s is the path of a file */
    say_path (
        self,
        _ ("Your diary is no longer at %s. Nothing can be saved until you put it back. What you entered is still here."),
        store);
  else if (aft_store_get_read_only (store))
    /* Translators: %s is the path of a file */
    say_path (
        self,
        _ ("Your diary is read-only: you can look at it, but nothing can be saved. Change the permissions so that you can write to %s and its folder."),
        store);
  else if (self->replaced)
    say (
        self,
        _ ("Another file has replaced your diary and is shown now. Anything you hadn’t saved yet is still here."),
        _ ("Close"), NULL);
  else
    shown = FALSE;

  /* What is only folded away is still there for a screen reader. */
  gtk_widget_set_visible (GTK_WIDGET (self->revealer), shown);
  gtk_revealer_set_reveal_child (self->revealer, shown);
}

static void
state_cb (AftDiaryBanner *self, GParamSpec *pspec, AftStore *store)
{
  update (self, store);
}

static void
replaced_cb (AftDiaryBanner *self, AftStore *store)
{
  self->replaced = aft_store_get_open (store);
  update (self, store);
}

static void
clicked_cb (AftDiaryBanner *self)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));

  if (self->action == NULL)
    {
      self->replaced = FALSE;
      update (self, self->store);
      return;
    }
  /* Forms cover the window that has the actions. */
  while (gtk_window_get_transient_for (window) != NULL)
    window = gtk_window_get_transient_for (window);
  gtk_widget_activate_action (GTK_WIDGET (window), self->action, NULL);
}

static void
set_store (AftDiaryBanner *self, AftStore *store)
{
  self->store = store;
  if (store == NULL)
    return;

  g_signal_connect_object (store, "notify::damaged", G_CALLBACK (state_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "notify::open", G_CALLBACK (state_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "notify::read-only", G_CALLBACK (state_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "replaced", G_CALLBACK (replaced_cb), self, G_CONNECT_SWAPPED);
  update (self, store);
}

static void
aft_diary_banner_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_STORE:
      set_store (AFT_DIARY_BANNER (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
aft_diary_banner_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), AFT_TYPE_DIARY_BANNER);

  G_OBJECT_CLASS (aft_diary_banner_parent_class)->dispose (object);
}

static void
aft_diary_banner_class_init (AftDiaryBannerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = aft_diary_banner_set_property;
  object_class->dispose = aft_diary_banner_dispose;

  /**
   * AftDiaryBanner:store: the diary that the window shows; set once, and not owned
   */
  properties[PROP_STORE] = g_param_spec_object ("store", NULL, NULL, AFT_TYPE_STORE,
                                                G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  g_type_ensure (AFT_TYPE_COLUMNS_LAYOUT);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Aftercare/common/aft-diary-banner.ui");
  gtk_widget_class_bind_template_child (widget_class, AftDiaryBanner, revealer);
  gtk_widget_class_bind_template_child (widget_class, AftDiaryBanner, label);
  gtk_widget_class_bind_template_child (widget_class, AftDiaryBanner, button);
  gtk_widget_class_bind_template_callback (widget_class, clicked_cb);
}

static void
aft_diary_banner_init (AftDiaryBanner *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
