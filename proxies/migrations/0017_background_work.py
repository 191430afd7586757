"""Why jobs of the queue failed, which editors may see and have done again; and how often a worker
ended in the middle of a file. The queue itself is procrastinate's, with migrations of its own."""

from importlib import import_module

import django.db.models.functions.datetime
from django.db import migrations, models

EDITORS = "editor"
RIGHT = "retry_jobs"


def let_editors(apps, schema_editor):
    using = schema_editor.connection.alias
    import_module("proxies.migrations.0004_groups").make_permissions(apps, using)
    permissions = apps.get_model("auth", "Permission").objects.using(using)
    right = permissions.get(codename=RIGHT, content_type__app_label="proxies")
    for group in apps.get_model("auth", "Group").objects.using(using).filter(name=EDITORS):
        group.permissions.add(right)


def remove_right(apps, schema_editor):
    permissions = apps.get_model("auth", "Permission").objects
    permissions.using(schema_editor.connection.alias).filter(codename=RIGHT).delete()


class Migration(migrations.Migration):
    dependencies = [("proxies", "0016_intake")]

    operations = [
        migrations.CreateModel(
            name="JobError",
            fields=[
                (
                    "job",
                    models.BigIntegerField(
                        help_text="Its number in the queue, where it may be gone by now.",
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "task",
                    models.CharField(help_text="The name of what it was to do.", max_length=128),
                ),
                ("message", models.TextField()),
                ("at", models.DateTimeField(auto_now=True)),
            ],
            options={
                "verbose_name": "job that failed",
                "verbose_name_plural": "background work",
                "ordering": ["-at", "-pk"],
                "permissions": [(RIGHT, "Can see background work and have jobs done again")],
                "default_permissions": (),
            },
        ),
        migrations.RemoveIndex(model_name="upload", name="upload_waiting"),
        migrations.AddField(
            model_name="upload",
            name="interruptions",
            field=models.PositiveSmallIntegerField(
                default=0, help_text="How often a worker ended in the middle of this step."
            ),
        ),
        migrations.AlterField(
            model_name="upload",
            name="asked",
            field=models.DateTimeField(
                db_default=django.db.models.functions.datetime.Now(),
                help_text="When it was asked for.",
            ),
        ),
        migrations.RunPython(let_editors, remove_right),
    ]
