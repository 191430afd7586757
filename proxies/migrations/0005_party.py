"""Sides of a clash as a kind of attribution, and the theatres outside the fronts that a run met."""

from django.db import migrations, models

KINDS = [
    ("claimed", "Claimed by the actor itself"),
    ("partner-claimed", "Claimed by an ally as joint; the actor is silent"),
    ("attributed", "Attributed by officials or several outlets"),
    ("suspected", "Suspected"),
    ("denied", "Denied"),
    ("party", "Side of a clash (who attacked is not coded)"),
]


class Migration(migrations.Migration):
    dependencies = [("proxies", "0004_groups")]

    operations = [
        migrations.AlterField(
            model_name="attribution",
            name="kind",
            field=models.CharField(choices=KINDS, max_length=32),
        ),
        migrations.RemoveConstraint(
            model_name="attribution", name="attribution_kind_in_vocabulary"
        ),
        migrations.AddConstraint(
            model_name="attribution",
            constraint=models.CheckConstraint(
                condition=models.Q(kind__in=[kind for kind, _ in KINDS]),
                name="attribution_kind_in_vocabulary",
                violation_error_message=f"Choose one of: {', '.join(kind for kind, _ in KINDS)}.",
            ),
        ),
        migrations.AddField(
            model_name="importrun",
            name="theatres",
            field=models.JSONField(
                default=dict,
                help_text="Rows that lie outside the fronts, by the theatre they belong to.",
            ),
        ),
    ]
