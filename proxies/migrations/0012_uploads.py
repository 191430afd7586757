"""Files that editors upload, kept until they are imported, and the queue of what is to be done."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.db import migrations, models

USER = settings.AUTH_USER_MODEL
REFUSED = [
    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
    ("line", models.PositiveIntegerField(help_text="Where the row begins in the file, from 1.")),
    ("column", models.CharField(blank=True, max_length=80)),
    ("value", models.TextField(blank=True)),
    ("reason", models.TextField()),
    ("raw", models.TextField(blank=True, help_text="The row as it stood, cut at 2,000 characters.")),
]
STEPS = ["trial", "import"]
STATES = ["waiting", "running", "done", "failed", "cancelled", "expired"]


def named(words):
    return [(word, word.capitalize()) for word in words]


def _right(apps, using):
    """The permission, made when it does not exist yet."""
    app = apps.get_app_config("proxies")
    if not getattr(app, "models_module", None):
        app.models_module = True  # a historical app has none, and would be skipped
    create_permissions(app, apps=apps, verbosity=0, using=using)
    permissions = apps.get_model("auth", "Permission").objects.using(using)
    return permissions.filter(content_type__app_label="proxies", codename="import_events")


def let_editors_import(apps, schema_editor):
    """What is imported is published, so it is for those who publish."""
    using = schema_editor.connection.alias
    for editor in apps.get_model("auth", "Group").objects.using(using).filter(name="editor"):
        editor.permissions.add(*_right(apps, using))


def take_it_back(apps, schema_editor):
    _right(apps, schema_editor.connection.alias).delete()


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(USER),
        ("proxies", "0011_duplicates"),
    ]

    operations = [
        migrations.AddField(
            model_name="importrun",
            name="by",
            field=models.ForeignKey(
                help_text="Who confirmed an upload; nobody is known on the command line.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=USER,
            ),
        ),
        migrations.CreateModel(
            name="Upload",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("file_name", models.CharField(max_length=255)),
                ("size", models.BigIntegerField(help_text="Bytes.")),
                ("format", models.CharField(help_text="The name of the reader, such as ucdp-ged.", max_length=32)),
                ("dataset", models.CharField(blank=True, help_text="As it was typed in.", max_length=120)),
                ("scope", models.CharField(max_length=16)),
                ("release", models.CharField(blank=True, max_length=40)),
                ("released", models.DateField(blank=True, null=True)),
                ("allow_withdrawals", models.BooleanField(default=False)),
                ("made", models.DateTimeField(auto_now_add=True, verbose_name="uploaded")),
                ("step", models.CharField(choices=named(STEPS), default="trial", max_length=32)),
                ("state", models.CharField(choices=named(STATES), default="waiting", max_length=32)),
                (
                    "asked",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        help_text="When it joined the queue.",
                    ),
                ),
                ("started", models.DateTimeField(null=True)),
                ("finished", models.DateTimeField(null=True)),
                ("rows", models.BigIntegerField(default=0, help_text="Rows read so far.")),
                ("position", models.BigIntegerField(default=0, help_text="Bytes read so far, unpacked.")),
                ("total", models.BigIntegerField(default=0, help_text="Bytes to read, unpacked.")),
                ("message", models.TextField(blank=True, help_text="Why it failed, or what it waits for.")),
                ("preview", models.JSONField(help_text="What the trial found.", null=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=USER,
                        verbose_name="who",
                    ),
                ),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=USER,
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="uploads",
                        to="proxies.importrun",
                    ),
                ),
            ],
            options={
                "ordering": ["-made", "-pk"],
                "default_permissions": (),
                "permissions": [("import_events", "Can upload files of events and import them")],
            },
        ),
        migrations.AddConstraint(
            model_name="upload",
            constraint=models.CheckConstraint(
                condition=models.Q(("step__in", STEPS)),
                name="upload_step_in_vocabulary",
                violation_error_message=f"Choose one of: {', '.join(STEPS)}.",
            ),
        ),
        migrations.AddConstraint(
            model_name="upload",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", STATES)),
                name="upload_state_in_vocabulary",
                violation_error_message=f"Choose one of: {', '.join(STATES)}.",
            ),
        ),
        migrations.AddIndex(
            model_name="upload",
            index=models.Index(
                fields=["asked"], condition=models.Q(("state", "waiting")), name="upload_waiting"
            ),
        ),
        migrations.CreateModel(
            name="UploadPart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("data", models.BinaryField()),
                (
                    "upload",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parts",
                        to="proxies.upload",
                    ),
                ),
            ],
            options={
                "ordering": ["upload", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("upload", "number"), name="uploadpart_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="TrialReject",
            fields=[
                *REFUSED,
                (
                    "upload",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rejects",
                        to="proxies.upload",
                    ),
                ),
            ],
            options={"ordering": ["upload", "line", "pk"]},
        ),
        migrations.RunPython(let_editors_import, take_it_back),
    ]
