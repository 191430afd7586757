"""What a dataset records, stated, and whether an imported file is said to be whole."""

from typing import Any

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


RECORDS = {
    "ucdp-ged": (
        ["faction-attack", "state-strike", "clash", "other"],
        ["patron", "faction", "opponent"],
    ),
    "acled": (
        ["faction-attack", "state-strike", "clash", "other"],
        ["patron", "faction", "opponent"],
    ),
    "yemen-data-project": (["state-strike"], ["opponent"]),
}
"""Kinds of act and parties that the formats can hold; what a table of one's own records, its
editors state."""


def state(apps: Any, schema_editor: Any) -> None:
    """State what datasets record that were filled from a known format."""
    runs = apps.get_model("proxies", "ImportRun").objects.order_by("pk")
    formats = dict(runs.values_list("dataset", "format"))
    datasets = apps.get_model("proxies", "Dataset").objects
    for dataset, format_name in formats.items():
        if format_name in RECORDS:
            acts, parties = RECORDS[format_name]
            datasets.filter(pk=dataset).update(records_acts=acts, records_parties=parties)


class Migration(migrations.Migration):
    dependencies = [("proxies", "0008_permanent_ids")]

    operations = [
        migrations.AddField(
            model_name="dataset",
            name="records_acts",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("faction-attack", "Attack by a faction"),
                        ("state-strike", "Strike by a state"),
                        ("clash", "Clash (who attacked is not coded)"),
                        ("other", "Other"),
                    ],
                    max_length=32,
                ),
                blank=True,
                default=list,
                help_text="Kinds that its rule lets in, whether or not there are any; none ticked means that it is not stated. The pace of attacks is read only from a dataset that records attacks by factions or clashes: air raids by states tell nothing of it.",
                size=None,
                verbose_name="kinds of act that it records",
            ),
        ),
        migrations.AddField(
            model_name="dataset",
            name="records_parties",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("patron", "Patron"),
                        ("faction", "Faction"),
                        ("opponent", "Opponent"),
                    ],
                    max_length=32,
                ),
                blank=True,
                default=list,
                help_text="Whose acts its rule lets in; none ticked means that it is not stated. The pace of attacks is read only from a dataset that records factions.",
                size=None,
                verbose_name="parties that it records",
            ),
        ),
        migrations.AddField(
            model_name="importrun",
            name="census",
            field=models.BooleanField(
                help_text="Whether who imported it said that the file is whole; empty where its format is not cut.",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="importrun",
            name="part",
            field=models.JSONField(
                default=dict,
                help_text="Years of which the file holds a part only: its rows, and the numbers that the source gave out.",
            ),
        ),
        migrations.AddField(
            model_name="upload",
            name="census",
            field=models.BooleanField(
                default=False, help_text="Whether the file is said to be whole."
            ),
        ),
        migrations.AlterField(
            model_name="front",
            name="tempo_dataset",
            field=models.ForeignKey(
                blank=True,
                help_text="The census from which the pace of attacks may be measured; none for most. It has to record attacks by factions or clashes, and to name the factions of this front.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="tempo_fronts",
                to="proxies.dataset",
            ),
        ),
        migrations.AddConstraint(
            model_name="dataset",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "records_acts__contained_by",
                        ["faction-attack", "state-strike", "clash", "other"],
                    )
                ),
                name="dataset_records_acts_in_vocabulary",
                violation_error_message="Use only: faction-attack, state-strike, clash, other.",
            ),
        ),
        migrations.AddConstraint(
            model_name="dataset",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("records_parties__contained_by", ["patron", "faction", "opponent"])
                ),
                name="dataset_records_parties_in_vocabulary",
                violation_error_message="Use only: patron, faction, opponent.",
            ),
        ),
        migrations.RunPython(state, migrations.RunPython.noop),
    ]
