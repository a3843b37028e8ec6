/* aft-guidance.c: advice on needles
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-guidance.h"

#define LONGER_NEEDLE_MM 0.5
#define MM_EPSILON 1e-6

/**
 * aft_needle_get_advice:
 * @place: where the session takes place
 * @needle_mm: needle length in millimetres, or %AFT_UNSET
 *
 * Advice on the length of a needle (rule 2): the guide's 1-2 weeks are for short home needles, and
 * by common advice 1.0 mm and more are for clinics only. There is no advice for clinics.
 *
 * Returns: the advice, or %AFT_NEEDLE_ADVICE_NONE
 */
AftNeedleAdvice
aft_needle_get_advice (AftPlaceOfTreatment place, double needle_mm)
{
  if (place != AFT_PLACE_OF_TREATMENT_HOME)
    return AFT_NEEDLE_ADVICE_NONE;

  if (needle_mm >= AFT_CLINIC_NEEDLE_MM - MM_EPSILON)
    return AFT_NEEDLE_ADVICE_CLINIC_ONLY;

  if (needle_mm >= LONGER_NEEDLE_MM - MM_EPSILON)
    return AFT_NEEDLE_ADVICE_LONGER_REST;

  return AFT_NEEDLE_ADVICE_NONE;
}
