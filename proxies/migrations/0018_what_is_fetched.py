"""What is noted of fetching, and who may look at channels and enter them."""

from django.contrib.auth.management import create_permissions
from django.db import migrations, models

LOOKED_AT = ("channel", "visit", "item", "cluster", "decision")
"""By viewers, contributors and editors; channels are entered by editors."""


def allow(apps, schema_editor):
    using = schema_editor.connection.alias
    app = apps.get_app_config("proxies")
    if not getattr(app, "models_module", None):
        app.models_module = True  # a historical app has none, and would be skipped
    create_permissions(app, apps=apps, verbosity=0, using=using)
    groups = apps.get_model("auth", "Group").objects.using(using)
    permissions = apps.get_model("auth", "Permission").objects.using(using)
    ours = permissions.filter(content_type__app_label="proxies")
    for group in groups.filter(name__in=("viewer", "contributor", "editor")):
        group.permissions.add(*ours.filter(codename__in=[f"view_{name}" for name in LOOKED_AT]))
        if group.name == "editor":
            names = [f"{act}_channel" for act in ("add", "change", "delete")]
            group.permissions.add(*ours.filter(codename__in=names))


class Migration(migrations.Migration):

    dependencies = [
        ('proxies', '0017_background_work'),
    ]

    operations = [
        migrations.CreateModel(
            name='FetchedHost',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('host', models.CharField(max_length=255, unique=True)),
                ('last_request', models.DateTimeField(null=True)),
                ('away_until', models.DateTimeField(null=True)),
            ],
            options={
                'ordering': ['host'],
                'default_permissions': (),
            },
        ),
        migrations.AddField(
            model_name='item',
            name='fetched',
            field=models.DateTimeField(blank=True, editable=False, help_text='When its address was last fetched.', null=True),
        ),
        migrations.AddField(
            model_name='item',
            name='fingerprint',
            field=models.CharField(blank=True, editable=False, help_text='Of its words as the channel gave them.', max_length=64),
        ),
        migrations.RunPython(allow, migrations.RunPython.noop),
    ]
