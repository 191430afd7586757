"""The days for which each imported file speaks; of older runs, all those of their dataset."""

from django.db import migrations, models

FILL = """
UPDATE proxies_importrun r SET covered_from = d.covered_from, covered_until = d.covered_until
FROM proxies_dataset d WHERE d.id = r.dataset_id
  AND d.covered_from IS NOT NULL AND d.covered_until IS NOT NULL
"""


class Migration(migrations.Migration):

    dependencies = [
        ('proxies', '0014_kept_as_edited'),
    ]

    operations = [
        migrations.AddField(
            model_name='importrun',
            name='covered_from',
            field=models.DateField(help_text='The days for which the file speaks.', null=True),
        ),
        migrations.AddField(
            model_name='importrun',
            name='covered_until',
            field=models.DateField(null=True),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
