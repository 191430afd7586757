"""How many events of a run an editor's version was kept of."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('proxies', '0013_reported'),
    ]

    operations = [
        migrations.AddField(
            model_name='importrun',
            name='kept',
            field=models.PositiveIntegerField(default=0, verbose_name='events kept as edited'),
        ),
    ]
