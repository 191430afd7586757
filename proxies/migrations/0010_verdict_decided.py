from django.db import migrations, models

import proxies.models.pledges


class Migration(migrations.Migration):
    dependencies = [("proxies", "0009_imports")]

    operations = [
        migrations.AddField(
            model_name="pledgeincident",
            name="decided",
            field=models.DateField(
                default=proxies.models.pledges.today,
                help_text="UTC; it counts from this day on.",
            ),
        ),
    ]
