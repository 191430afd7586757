"""The desk: editors decide there, and what was noted when a decision was made, to undo it."""

from django.contrib.auth.management import create_permissions
from django.db import migrations, models

APP = "proxies"
OF_EDITORS = ("use_desk", "view_cluster", "view_item", "view_decision")


def give_editors_the_desk(apps, schema_editor):
    """Permissions are normally made after all migrations; they may not exist yet."""
    using = schema_editor.connection.alias
    app = apps.get_app_config(APP)
    if not getattr(app, "models_module", None):
        app.models_module = True  # a historical app has none, and would be skipped
    create_permissions(app, apps=apps, verbosity=0, using=using)
    permissions = apps.get_model("auth", "Permission").objects.using(using)
    ours = permissions.filter(content_type__app_label=APP, codename__in=OF_EDITORS)
    for group in apps.get_model("auth", "Group").objects.using(using).filter(name="editor"):
        group.permissions.add(*ours)


def take_the_desk_away(apps, schema_editor):
    using = schema_editor.connection.alias
    permissions = apps.get_model("auth", "Permission").objects.using(using)
    ours = permissions.filter(content_type__app_label=APP, codename__in=OF_EDITORS)
    for group in apps.get_model("auth", "Group").objects.using(using).filter(name="editor"):
        group.permissions.remove(*ours)


class Migration(migrations.Migration):
    dependencies = [("proxies", "0019_matching")]

    operations = [
        migrations.AddField(
            model_name="decision",
            name="noted",
            field=models.BigIntegerField(
                default=0,
                editable=False,
                help_text="The newest change of the history then: later ones are others' work.",
            ),
        ),
        migrations.RunPython(give_editors_the_desk, take_the_desk_away),
    ]
