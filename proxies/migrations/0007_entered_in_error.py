"""What no longer counts was entered in error, or became known to be wrong on a day.

Rows that were withdrawn or retracted before keep what they did until now: they count on the days
before theirs, as what became known to be wrong. Nobody is taken to have meant an error.
"""

import proxies.models.days
from django.db import migrations, models

RECORDS = ("attackevent", "pledge", "assessment")
EVIDENCE = (
    "account",
    "attribution",
    "pledgecitation",
    "assessmentcitation",
    "supportcitation",
    "membershipcitation",
    "closurecitation",
)
WITHDRAWN = (
    "Of a discounted or merged record: the first day on which it no longer counts. Of one entered "
    "in error, which counts on no day: the day it was taken out."
)
RETRACTED = (
    "The first day on which it no longer counts. Of what was entered in error, which counts on no "
    "day: the day it was taken out."
)
ERROR = (
    "It was never true here, and counts on no day; else it was known to be wrong from a day on, "
    "and counts on the days before."
)


def columns(model, day, words):
    reach = [proxies.models.days.foreseeable]
    return [
        migrations.AddField(
            model_name=model,
            name="entered_in_error",
            field=models.BooleanField(default=False, db_default=False, help_text=ERROR),
        ),
        migrations.AlterField(
            model_name=model,
            name=day,
            field=models.DateField(blank=True, null=True, help_text=words, validators=reach),
        ),
    ]


def rule(model, name, condition, words):
    constraint = models.CheckConstraint(
        condition=condition, name=f"{model}_{name}", violation_error_message=words
    )
    return migrations.AddConstraint(model_name=model, constraint=constraint)


def of_record(model):
    gone = models.Q(entered_in_error=False) | models.Q(state__in=["discounted", "merged"])
    words = "What was entered in error is discounted or merged."
    return [*columns(model, "withdrawn", WITHDRAWN), rule(model, "error_taken_out", gone, words)]


def of_evidence(model):
    gone = models.Q(entered_in_error=False) | models.Q(retracted__isnull=False)
    words = "What was entered in error is retracted: give the day."
    return [*columns(model, "retracted", RETRACTED), rule(model, "error_retracted", gone, words)]


class Migration(migrations.Migration):
    dependencies = [("proxies", "0006_encoding")]

    operations = [
        *(one for model in RECORDS for one in of_record(model)),
        *(one for model in EVIDENCE for one in of_evidence(model)),
        migrations.AlterField(
            model_name="attackevent",
            name="same_since",
            field=models.DateField(
                editable=False,
                null=True,
                help_text="The first day on which the two count as one; empty: they do on every "
                "day.",
            ),
        ),
        migrations.RemoveConstraint(model_name="attackevent", name="attackevent_same_since_a_day"),
        rule(
            "attackevent",
            "same_since_of_a_pair",
            models.Q(same_as__isnull=False) | models.Q(same_since__isnull=True),
            "Only records that count as one do so from a day on.",
        ),
    ]
