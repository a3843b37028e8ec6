/* aft-words-claim.c: the claims of the ledger in our own words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each is one to three whole sentences that say no more than their source.
 */
#include "aft-words-private.h"

/* By token, in the order of the ledger. */
/* clang-format off */
static const struct
{
  const char *token;
  const char *words;
} claims[] = {
  { "clinic-first",
    N_ ("Your doctor’s instructions come first.") },
  { "clinic-waits",
    N_ ("Ask your clinic how long to wait before makeup, exercise, sun, retinoids and acids.") },
  { "clinic-rest",
    N_ ("Your clinic decides when you can have your next session.") },
  { "fever",
    N_ ("Fever or chills.") },
  { "discharge",
    N_ ("Discharge from the skin.") },
  { "spreading-redness",
    N_ ("Redness that spreads.") },
  { "returning-redness",
    N_ ("Redness that goes away and comes back.") },
  { "growing-swelling",
    N_ ("Swelling that grows.") },
  { "worse-pain",
    N_ ("Pain that gets worse.") },
  { "cold-sore",
    N_ ("A cold sore.") },
  { "worse-after-week",
    N_ ("Anything that’s worse after a week.") },
  { "lasting-lump",
    N_ ("A new lump or sore that stays, up to 8 weeks after a session. Mention the session. The published cases of late infection followed other cosmetic procedures.") },
  { "redness-late",
    N_ ("Redness of 2 or more from 72 hours after a session at home. Published reports expect it for up to 72 hours or 7 days.") },
  { "tingling-late",
    N_ ("Tingling of 2 or more after day 3.") },
  { "dryness-late",
    N_ ("Dryness of 2 or more after day 7.") },
  { "active-acne",
    N_ ("Not over active acne, including blackheads and whiteheads: it can spread bacteria.") },
  { "pregnancy",
    N_ ("Not during pregnancy: healing draws on the body’s resources.") },
  { "breastfeeding",
    N_ ("If you’re breastfeeding, ask your doctor first.") },
  { "keloid-scars",
    N_ ("Not for keloid scars.") },
  { "prone-to-keloids",
    N_ ("Not on skin that tends to form keloids.") },
  { "flare",
    N_ ("Not during a flare of eczema, psoriasis or rosacea.") },
  { "open-wounds",
    N_ ("Not over open wounds.") },
  { "sunburn",
    N_ ("Not on sunburned skin.") },
  { "cold-sore-before",
    N_ ("Not while you have a cold sore.") },
  { "cold-sores",
    N_ ("If you get cold sores, ask your doctor about an antiviral first.") },
  { "recent-peel",
    N_ ("Not soon after a peel, laser treatment, filler or botulinum toxin.") },
  { "moles",
    N_ ("Not over moles, warts or suspicious spots.") },
  { "blood-thinners",
    N_ ("If you take blood thinners or have a bleeding disorder, ask your doctor first.") },
  { "ask-first",
    N_ ("Ask your doctor first if you have diabetes, heal poorly, have a weakened immune system or a connective-tissue disease, or are having chemotherapy or radiotherapy.") },
  { "risks",
    N_ ("An active infection, an allergy to metal, and products not approved for use in the skin raise the risk.") },
  { "redness",
    N_ ("Redness for a few hours. It’s usually gone by the next day.") },
  { "tingling",
    N_ ("Some tingling.") },
  { "dryness",
    N_ ("Drier skin, while it heals and sheds its outer layer.") },
  { "no-downtime",
    N_ ("No downtime after a session at home.") },
  { "downtime",
    N_ ("3 to 7 days of downtime after a session at a clinic, depending on the procedure and its intensity.") },
  { "expected-week",
    N_ ("For up to 7 days: redness or swelling, soreness, dryness and flaking, irritation, swollen lymph nodes, and temporarily darker skin.") },
  { "water-loss",
    N_ ("With 0.5 mm needles, skin loses slightly more water than usual for 48 hours.") },
  { "barrier",
    N_ ("In a study with needles of 0.15 and 0.25 mm on the face, the skin barrier recovered within 72 hours.") },
  { "care",
    N_ ("Use a gentle cleanser and a bland moisturizer.") },
  { "hyaluronic-acid",
    N_ ("Hyaluronic acid is common too, but use it only after the first hours, and plain: a review names products not approved for use in the skin as a risk.") },
  { "clean",
    N_ ("Keep your hands and your pillowcase clean.") },
  { "sunscreen",
    N_ ("From the next day on, wear sunscreen with SPF 30 or higher.") },
  { "rest",
    N_ ("After a session at home, let your skin rest for 1 to 2 weeks before the next one, so that it has time to heal.") },
  { "long-needles",
    N_ ("After a session at home with needles of 1.0 mm or longer, let your skin rest for 28 days. Published protocols at clinics space sessions by 20 to 30 days.") },
  { "disinfect",
    /* xgettext:no-c-format */
    N_ ("Disinfect a roller before and after each session, commonly with 70% isopropyl alcohol, and let it dry. That doesn’t make it sterile.") },
  { "worn-tool",
    N_ ("Replace a roller or stamp after 10 to 15 uses, because it wears out.") },
  { "cartridge",
    N_ ("Use a new, sterile cartridge in a pen for each session. It’s for one use.") },
  { "needles-away",
    N_ ("Never share needles, and throw used ones away in a puncture-proof container.") },
  { "makeup",
    N_ ("Makeup until the next day, and for 8 hours at the very least.") },
  { "exercise",
    N_ ("Exercise, sweating, sauna and swimming for 48 hours. Some say 24.") },
  { "sun",
    N_ ("Strong sun: wait 48 hours at the least. Some say two weeks. After that, go into the sun only with SPF.") },
  { "actives",
    N_ ("Retinoids, acids (AHA and BHA) and scrubs for about a week.") },
  { "radio-frequency",
    N_ ("Radio-frequency microneedling at home. The US Food and Drug Administration (FDA) has reports of burns, scars, fat loss and nerve damage, and calls it a medical procedure.") },
  { "makeup-longer",
    N_ ("Makeup: stricter sources say 12, 24 or 48 hours. You can set a longer wait.") },
  { "vitamin-c-later",
    N_ ("Vitamin C once your skin has healed: some say to avoid it, others recommend it.") },
  { "vitamin-c",
    N_ ("Vitamin C and other products before, during or right after a session. In published cases, lumps (granulomas) or a lasting eruption followed, mostly after vitamin C.") },
  { "on-needles",
    N_ ("Anything on needles or skin during a session that isn’t meant for broken skin.") },
  { "tap-water",
    N_ ("Tap water on needles or freshly needled skin.") },
  { "isotretinoin",
    N_ ("Isotretinoin: the package insert says to wait 6 months. A 2017 consensus found little evidence for delaying some superficial procedures. Microneedling isn’t named. Ask your prescriber.") },
  { "darker-skin",
    N_ ("Darker skin: one review names it as a risk, two others call microneedling safe for it.") },
  { "how-it-works",
    N_ ("The needles make tiny, controlled injuries. Your body responds with collagen and elastin.") },
  { "uses",
    N_ ("People use it for acne scars, fine lines and the look of their skin in general, mostly on the face.") },
  { "authorised-uses",
    N_ ("In the US, devices are authorized for acne scars and wrinkles on the face and scars on the abdomen, for people aged 22 and over.") },
  { "needles",
    N_ ("Needles sold for home use are 0.2, 0.25, 0.3 or 0.5 mm long. Needles of 1.0 mm or longer are for clinics.") },
  { "rare-harm",
    N_ ("Rare but serious: skin that stays darker, track-like scars, and small lumps (granulomas).") },
  { "my-waits",
    N_ ("The waiting times on Today are the ones you saved with your session. To change them, edit the session in the Diary.") },
  { "diary",
    N_ ("In one study, people rated their redness, pain and discomfort in a diary that same evening and for up to 7 days. The check-in works in much the same way.") },
  { "scores",
    N_ ("A five-step scale for rating your own redness was tested in people with rosacea and found to be valid. That’s why the scores here go from 0 to 4.") },
  { "results",
    N_ ("Results last, within the limits of aging skin. They vary from person to person and take patience, and nobody’s skin becomes perfect.") },
  { "study-results",
    N_ ("In a study at a clinic, wrinkles and skin texture were better 90 and 150 days after the first of four sessions.") },
  { "study-scars",
    N_ ("In a trial for acne scars, blinded raters saw no significant change after microneedling alone, though quality of life was better.") },
};
/* clang-format on */

/**
 * aft_words_claim:
 * @token: the name of a claim in the ledger
 *
 * Returns: its text: one to three sentences, static
 */
const char *
aft_words_claim (const char *token)
{
  for (gsize i = 0; i < G_N_ELEMENTS (claims); i++)
    {
      if (g_str_equal (claims[i].token, token))
        return _ (claims[i].words);
    }

  g_return_val_if_reached ("");
}

static void
append_reasons (GString *text, AftProvenance provenance)
{
  /* What aft_words_cautions_line() names. */
  static const char *const named[] = { "active-acne", "pregnancy", "keloid-scars", "breastfeeding",
                                       NULL };
  GPtrArray *all = aft_ledger_get_claims ();
  g_autofree char *source = aft_words_provenance_long (provenance);

  g_string_append_printf (text, "%s%s", text->len > 0 ? "\n\n" : "", source);
  for (guint i = 0; i < all->len; i++)
    {
      const AftClaim *claim = g_ptr_array_index (all, i);

      if (claim->kind == AFT_GUIDE_WAIT_IF && claim->provenance == provenance &&
          !g_strv_contains (named, claim->token))
        g_string_append_printf (text, "\n• %s", aft_words_claim (claim->token));
    }
}

/**
 * aft_words_more_reasons:
 *
 * Returns: (transfer full): the reasons to wait or ask that aft_words_cautions_line() doesn't name, a
 *   line each, below where they come from
 */
char *
aft_words_more_reasons (void)
{
  GString *text = g_string_new (NULL);

  append_reasons (text, AFT_PROVENANCE_COMMON);
  append_reasons (text, AFT_PROVENANCE_PUBLISHED);

  return g_string_free (text, FALSE);
}
