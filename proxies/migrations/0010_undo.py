"""Undoing an import: which run created an event, how new its row is, and that a run was undone."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("proxies", "0009_tempo_dataset"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="importrun",
            options={
                "ordering": ["-started", "-pk"],
                "permissions": [("undo_importrun", "Can undo an import")],
            },
        ),
        migrations.AddField(
            model_name="attackevent",
            name="brought_by",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                editable=False,
                help_text="The run that created it.",
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="brought",
                to="proxies.importrun",
            ),
        ),
        migrations.AddField(
            model_name="attackevent",
            name="revised",
            field=models.DateTimeField(
                editable=False,
                help_text="Of an imported event: when its source put it out as it stands, where it "
                "says.",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="importrun",
            name="older",
            field=models.PositiveIntegerField("rows older than what is there", default=0),
        ),
        migrations.AddField(
            model_name="importrun",
            name="traced",
            field=models.BooleanField(
                default=False,
                editable=False,
                help_text="Whether it is known what it wrote, so that it can be undone.",
            ),
        ),
        migrations.AddField(
            model_name="importrun",
            name="undone",
            field=models.DateTimeField(help_text="When the run was taken back.", null=True),
        ),
        migrations.AddField(
            model_name="importrun",
            name="undone_by",
            field=models.ForeignKey(
                help_text="Who took it back; nobody is known on the command line.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="importrun",
            name="undone_reason",
            field=models.TextField(blank=True, help_text="Why; shown to readers."),
        ),
    ]
