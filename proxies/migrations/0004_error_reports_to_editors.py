"""What readers report as wrong, with how to reach them, is for editors only."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

ACTIONS = ("view", "change", "delete")


def of_error_reports(apps, using):
    """The permissions on readers' messages, made when they do not exist yet."""
    app = apps.get_app_config("proxies")
    if not getattr(app, "models_module", None):
        app.models_module = True  # a historical app has none, and would be skipped
    create_permissions(app, apps=apps, verbosity=0, using=using)
    codenames = [f"{action}_errorreport" for action in ACTIONS]
    permissions = apps.get_model("auth", "Permission").objects.using(using)
    return permissions.filter(content_type__app_label="proxies", codename__in=codenames)


def give(apps, schema_editor):
    using = schema_editor.connection.alias
    for editor in apps.get_model("auth", "Group").objects.using(using).filter(name="editor"):
        editor.permissions.add(*of_error_reports(apps, using))


def take(apps, schema_editor):
    using = schema_editor.connection.alias
    for editor in apps.get_model("auth", "Group").objects.using(using).filter(name="editor"):
        editor.permissions.remove(*of_error_reports(apps, using))


class Migration(migrations.Migration):
    dependencies = [("proxies", "0003_error_reports")]

    operations = [migrations.RunPython(give, take)]
